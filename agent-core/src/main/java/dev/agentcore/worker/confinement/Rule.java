// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

import java.util.List;

/** When a system call is allowed in a worker, and what happens if it is not. */
enum Rule {
    /** A JVM that has started needs it. */
    ALLOWED(Verdict.ALLOW),
    /** Neither needed nor a sign of an attack. It is listed because the start needs it. */
    REFUSED(Verdict.NOT_PERMITTED),
    /** Opens a file, or asks for one by its name. */
    NO_FILE(Verdict.NO_ACCESS),
    /** A newer form of another call, whose arguments no filter can see. */
    UNKNOWN(Verdict.NOT_IMPLEMENTED),
    /** Nothing in a worker ever calls it, but an attacker would. */
    ATTACK(Verdict.KILL_PROCESS),
    /** The first argument is this process. */
    OWN_PROCESS(Verdict.NOT_PERMITTED),
    /** A thread, and not a process or a namespace. */
    NEW_THREAD(Verdict.KILL_PROCESS),
    /** Names of threads and of mappings. */
    NAMES(Verdict.NOT_PERMITTED),
    /** The native engine looks for written pages, and {@code InputStream.available} asks a pipe. */
    SCAN_OR_AVAILABLE(Verdict.NOT_PERMITTED),
    /** The flags of a descriptor are read. */
    READ_FLAGS(Verdict.NOT_PERMITTED),
    /** A limit is read. */
    READ_LIMIT(Verdict.NOT_PERMITTED),
    /** An open descriptor is asked. How glibc implements {@code fstat}. */
    OPEN_DESCRIPTOR(Verdict.NO_ACCESS);

    private static final int CLONE_VM = 0x100;
    private static final int CLONE_THREAD = 0x10000;
    /** {@code CLONE_NEWNS}, {@code ..NEWCGROUP}, {@code ..NEWUTS}, {@code ..NEWIPC}, {@code ..NEWUSER}, {@code ..NEWPID}, {@code ..NEWNET}. */
    private static final int CLONE_NAMESPACES = 0x20000 | 0x7e000000;
    /** {@code CLONE_PTRACE}, {@code CLONE_VFORK}, {@code CLONE_UNTRACED}. */
    private static final int CLONE_OTHER = 0x2000 | 0x4000 | 0x800000;

    private static final int PR_SET_NAME = 15;
    private static final int PR_GET_NAME = 16;
    private static final int PR_SET_VMA = 0x53564d41;

    /** {@code _IOWR('f', 16, struct pm_scan_arg)}. */
    private static final int PAGEMAP_SCAN = 0xC0606610;

    private static final int FIONREAD = 0x541B;

    private static final int F_GETFD = 1;
    private static final int F_GETFL = 3;

    private static final int AT_EMPTY_PATH = 0x1000;

    private final Verdict otherwise;

    Rule(Verdict otherwise) {
        this.otherwise = otherwise;
    }

    /** The verdict if one of the checks fails; if there are none, the verdict. */
    Verdict otherwise() {
        return otherwise;
    }

    /**
     * What must hold for the call to be allowed.
     *
     * @param process the id of the process that is confined
     */
    List<Check> checks(int process) {
        return switch (this) {
            case ALLOWED, REFUSED, NO_FILE, UNKNOWN, ATTACK -> List.of();
            case OWN_PROCESS -> List.of(Check.isOneOf(0, process));
            case NEW_THREAD -> {
                int required = CLONE_VM | CLONE_THREAD;
                yield List.of(Check.hasBits(0, required | CLONE_NAMESPACES | CLONE_OTHER, required));
            }
            case NAMES -> List.of(Check.isOneOf(0, PR_SET_NAME, PR_GET_NAME, PR_SET_VMA));
            case SCAN_OR_AVAILABLE -> List.of(Check.isOneOf(1, PAGEMAP_SCAN, FIONREAD));
            case READ_FLAGS -> List.of(Check.isOneOf(1, F_GETFD, F_GETFL));
            case READ_LIMIT -> Check.isNull(2);
            case OPEN_DESCRIPTOR -> List.of(Check.hasBits(3, AT_EMPTY_PATH, AT_EMPTY_PATH));
        };
    }
}
