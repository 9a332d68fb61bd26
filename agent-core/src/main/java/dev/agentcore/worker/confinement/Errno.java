// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

/** Linux's error numbers that mean something here. */
final class Errno {
    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EACCES = 13;
    static final int EINVAL = 22;
    static final int ENOSYS = 38;
    static final int EOPNOTSUPP = 95;

    private Errno() {}

    /** Why a measure is missing, for the log. */
    static String reason(long errno) {
        return switch ((int) errno) {
            case EPERM, EACCES -> "the kernel does not permit it";
            case EINVAL -> "the kernel does not know it";
            case ENOSYS -> "the kernel has none";
            case EOPNOTSUPP -> "the kernel was started without it";
            default -> "error " + errno;
        };
    }
}
