// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** The process's resources that a worker does not need any more. They cannot be raised again without a capability. */
enum ResourceLimits {
    FILE_SIZE(1),
    CORE_SIZE(4),
    OPEN_FILES(7),
    LOCKED_MEMORY(8),
    MESSAGE_QUEUES(12),
    NICENESS(13),
    REAL_TIME_PRIORITY(14);

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    /** The JVM duplicates a descriptor now and then. */
    private static final int SPARE_DESCRIPTORS = 8;

    private final int resource;

    /** @param resource {@code RLIMIT_...}, the same on both architectures */
    ResourceLimits(int resource) {
        this.resource = resource;
    }

    /**
     * Lowers all: open files to those that are open and a few, the others to 0.
     *
     * @return 0, or a negative error number
     */
    static long lower(Kernel kernel) {
        OptionalInt highest = highestDescriptor();
        long refusal = highest.isPresent() ? 0 : -Errno.ENOENT;
        for (ResourceLimits limit : values()) {
            if (limit != OPEN_FILES) {
                refusal = Math.min(refusal, limit.set(kernel, 0));
            } else if (highest.isPresent()) {
                refusal = Math.min(refusal, limit.set(kernel, highest.getAsInt() + 1 + SPARE_DESCRIPTORS));
            }
        }
        return refusal;
    }

    private long set(Kernel kernel, long most) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limit = arena.allocateFrom(ValueLayout.JAVA_LONG, most, most); // soft and hard
            return kernel.call(SystemCall.PRLIMIT64, 0, resource, limit.address(), 0);
        }
    }

    /** Empty if there is no {@code /proc}. */
    private static OptionalInt highestDescriptor() {
        int highest = -1;
        try (DirectoryStream<Path> open = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path each : open) {
                highest = Math.max(highest, Integer.parseInt(each.getFileName().toString()));
            }
        } catch (IOException unreadable) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(highest);
    }
}
