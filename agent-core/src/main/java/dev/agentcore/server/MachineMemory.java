// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The memory that this process and its children can have: that of the machine, or of the container if that is less.
 *
 * @param bytes positive
 */
record MachineMemory(long bytes) {
    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final Pattern TOTAL = Pattern.compile("^MemTotal: +(\\d{1,15}) kB$", Pattern.MULTILINE);
    private static final int KIB = 1024;

    /** As the kernel tells it now. A container's limit may change later. */
    static MachineMemory ofThisMachine() {
        // Knows the limits of the control group. Where that is not limited, it tells the machine's memory.
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return least(system.getTotalMemorySize(), MEMINFO);
    }

    /**
     * The lesser of two.
     *
     * @param limitBytes the container's; 0 or less if it is unknown
     * @param meminfo the machine's; need not exist
     */
    static MachineMemory least(long limitBytes, Path meminfo) {
        long limit = limitBytes > 0 ? limitBytes : Long.MAX_VALUE;
        return new MachineMemory(Math.min(limit, totalBytes(meminfo)));
    }

    private static long totalBytes(Path meminfo) {
        try {
            return TOTAL.matcher(Files.readString(meminfo))
                    .results()
                    .mapToLong(MachineMemory::kibibytes)
                    .filter(kibibytes -> kibibytes > 0)
                    .map(kibibytes -> kibibytes * KIB)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException notLinux) {
            return Long.MAX_VALUE;
        }
    }

    private static long kibibytes(MatchResult line) {
        return Long.parseLong(line.group(1));
    }
}
