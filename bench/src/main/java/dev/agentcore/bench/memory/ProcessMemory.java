// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process's memory as reported by Linux, in megabytes of a million bytes where nothing else is said. Mapped files count as resident,
 * too. Immutable.
 */
public final class ProcessMemory {
    private static final double MB_IN_KIB = 1024 / 1e6;
    private static final String RESET_PEAK = "5";

    private final Path folder;

    private ProcessMemory(Path folder) {
        this.folder = folder;
    }

    /** That of the process with this id. */
    public static ProcessMemory of(long pid) {
        return new ProcessMemory(Path.of("/proc", Long.toString(pid)));
    }

    /** How much is in memory now. */
    public double residentMb() throws IOException {
        return status("VmRSS");
    }

    /** How much of that is no file's: heap, stacks, code that was compiled. */
    public double anonymousMb() throws IOException {
        return status("RssAnon");
    }

    /** The most that was in memory since the process began, or since {@link #resetPeak}. */
    public double peakMb() throws IOException {
        return status("VmHWM");
    }

    /**
     * Makes the peak what is in memory now.
     *
     * @throws IOException if this user may not, or the system cannot
     */
    public void resetPeak() throws IOException {
        Files.writeString(folder.resolve("clear_refs"), RESET_PEAK);
    }

    /**
     * The proportional set, in MiB: of a page that several processes have, each has its part.
     *
     * @throws IOException if this user may not know it
     */
    public double proportionalMib() throws IOException {
        return kib("smaps_rollup", "Pss") / 1024.0;
    }

    private double status(String field) throws IOException {
        return kib("status", field) * MB_IN_KIB;
    }

    private long kib(String file, String field) throws IOException {
        String content = Files.readString(folder.resolve(file));
        Matcher line = Pattern.compile("(?m)^" + field + ":\\s+(\\d+) kB$").matcher(content);
        if (!line.find()) {
            throw new IOException(folder + " has no field " + field);
        }
        return Long.parseLong(line.group(1));
    }
}
