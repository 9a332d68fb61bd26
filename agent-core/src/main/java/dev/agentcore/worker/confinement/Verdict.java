// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

/** What the kernel does with a system call: {@code SECCOMP_RET_...} of {@code linux/seccomp.h}. */
enum Verdict {
    ALLOW(0x7fff0000),
    /** The call fails with {@code EPERM}. */
    NOT_PERMITTED(0x00050000 | Errno.EPERM),
    /** The call fails with {@code EACCES}, as callers of {@code openat} expect. */
    NO_ACCESS(0x00050000 | Errno.EACCES),
    /** The call fails with {@code ENOSYS}: callers take an older one. */
    NOT_IMPLEMENTED(0x00050000 | Errno.ENOSYS),
    /** The process ends by {@code SIGSYS}. */
    KILL_PROCESS(0x80000000);

    private final int code;

    Verdict(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
