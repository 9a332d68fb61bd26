// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Restricts the calling thread, and processes and threads that it starts afterwards, to some files. They have no TCP, and do
 * not see memory, environment and descriptors of processes outside; with newer kernels they reach neither abstract sockets nor,
 * by signals, processes outside.
 */
final class Landlock {
    private static final int CREATE_VERSION = 1;
    private static final int RULE_PATH_BENEATH = 1;

    private static final int OPEN_PATH = 0x200000 | 0x80000; // O_PATH | O_CLOEXEC
    private static final int CURRENT_FOLDER = -100; // AT_FDCWD

    /** Bind and connect. */
    private static final long ALL_TCP = 0b11;
    /** Abstract Unix sockets and signals. */
    private static final long ALL_SCOPES = 0b11;

    private final Kernel kernel;
    private final int version;

    private Landlock(Kernel kernel, int version) {
        this.kernel = kernel;
        this.version = version;
    }

    /** The kernel's version of the interface; a negative error number if it has none. */
    static long version(Kernel kernel) {
        return kernel.call(SystemCall.LANDLOCK_CREATE_RULESET, 0, 0, CREATE_VERSION);
    }

    /** @param version of {@link #version}, at least 1 */
    static Landlock of(Kernel kernel, long version) {
        return new Landlock(kernel, (int) version);
    }

    /** All rights to files that this version knows. What it knows and nobody is given is refused. */
    private long handledRights() {
        int rights = switch (version) {
            case 1 -> 13;
            case 2 -> 14;
            case 3, 4 -> 15;
            default -> 16;
        };
        return (1L << rights) - 1;
    }

    /**
     * Restricts the thread. What does not exist is not allowed later either.
     *
     * @return 0, or a negative error number: then nothing has changed
     */
    long restrict(Map<Path, Access> allowed) {
        long rules = newRules();
        if (rules < 0) {
            return rules;
        }
        try {
            for (Map.Entry<Path, Access> each : allowed.entrySet()) {
                long added = add(rules, each.getKey(), each.getValue());
                if (added < 0) {
                    return added;
                }
            }
            return kernel.call(SystemCall.LANDLOCK_RESTRICT_SELF, rules, 0);
        } finally {
            var unused = kernel.call(SystemCall.CLOSE, rules);
        }
    }

    private long newRules() {
        try (Arena arena = Arena.ofConfined()) {
            // An older kernel knows only the beginning of struct landlock_ruleset_attr.
            MemorySegment handled = arena.allocateFrom(ValueLayout.JAVA_LONG, handledRights(), ALL_TCP, ALL_SCOPES);
            int fields = version >= 6 ? 3 : version >= 4 ? 2 : 1;
            return kernel.call(SystemCall.LANDLOCK_CREATE_RULESET, handled.address(), (long) fields * Long.BYTES, 0);
        }
    }

    private long add(long rules, Path path, Access access) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path.toString());
            long file = kernel.call(SystemCall.OPENAT, CURRENT_FOLDER, name.address(), OPEN_PATH, 0);
            if (file == -Errno.ENOENT) {
                return 0;
            }
            if (file < 0) {
                return file;
            }
            MemorySegment rule = arena.allocate(12, Long.BYTES); // struct landlock_path_beneath_attr, packed
            rule.set(ValueLayout.JAVA_LONG, 0, access.rights(Files.isDirectory(path), handledRights()));
            rule.set(ValueLayout.JAVA_INT, 8, (int) file);
            long added = kernel.call(SystemCall.LANDLOCK_ADD_RULE, rules, RULE_PATH_BENEATH, rule.address(), 0);
            var unused = kernel.call(SystemCall.CLOSE, file);
            return added;
        }
    }
}
