// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The privileges of the calling thread, and of processes and threads that it starts afterwards. */
final class Privileges {
    private static final int SET_NO_NEW_PRIVS = 38;
    private static final int CAPBSET_DROP = 24;
    private static final int CAP_AMBIENT = 47;
    private static final int CAP_AMBIENT_CLEAR_ALL = 4;
    private static final int CAPABILITY_VERSION = 0x20080522;
    private static final int MOST_CAPABILITIES = 64;

    private Privileges() {}

    /**
     * No program that is started has more privileges than its starter: bits such as setuid have no effect.
     *
     * @return 0, or a negative error number
     */
    static long refuseNew(Kernel kernel) {
        return kernel.call(SystemCall.PRCTL, SET_NO_NEW_PRIVS, 1);
    }

    /**
     * Gives up all capabilities: effective, permitted, inheritable, ambient, and where it is permitted the bounding set, too.
     *
     * @return 0, or a negative error number
     */
    static long dropCapabilities(Kernel kernel) {
        for (int capability = 0; capability < MOST_CAPABILITIES; capability++) {
            // Fails without CAP_SETPCAP. Without new privileges, nothing can be gained from that set.
            var unused = kernel.call(SystemCall.PRCTL, CAPBSET_DROP, capability);
        }
        var unused = kernel.call(SystemCall.PRCTL, CAP_AMBIENT, CAP_AMBIENT_CLEAR_ALL);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment header = arena.allocate(8, Long.BYTES); // version and thread: 0 is this one
            header.set(ValueLayout.JAVA_INT, 0, CAPABILITY_VERSION);
            MemorySegment none = arena.allocate(24, Long.BYTES); // three sets of 64 bits
            return kernel.call(SystemCall.CAPSET, header.address(), none.address());
        }
    }
}
