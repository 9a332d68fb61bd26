// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.threads;

import dev.agentcore.sandbox.engine.GuestMemory;
import dev.agentcore.sandbox.engine.GuestTrapException;

/**
 * Where the host asks the guest's running thread for something: {@code struct mailbox} in the guest's {@code
 * threads.h}. All of it may have been written by the program: a wrong address traps, and affects this guest only. Used
 * by the running thread.
 */
final class Mailbox {
    /** To let other threads run. */
    static final int YIELD = 1;
    /** SIGINT. */
    static final int INTERRUPT = 2;
    /** SIGALRM. */
    static final int ALARM = 4;
    /** The end of a wait that no thread can end. */
    static final int DEADLOCK = 8;

    private static final long DEFAULT_INTERVAL_NANOS = 5_000_000;
    private static final int STATE = 0;
    private static final int BREAKER = 4;
    private static final int RELEASE = 8;
    private static final int INTERVAL = 12;
    private static final int REQUESTS = 16;
    private static final int COMPUTING = 20;

    private final GuestMemory memory;
    private final int address;

    Mailbox(GuestMemory memory, int address) {
        this.memory = memory;
        this.address = address;
    }

    /** Adds requests, which the guest serves when it next waits or releases the interpreter's lock. */
    void post(int requests) {
        memory.writeInt(address + REQUESTS, memory.readInt(address + REQUESTS) | requests);
    }

    /** Has the running thread release the interpreter's lock soon. Returns false if it does not hold it. */
    boolean releaseLock() {
        int state = memory.readInt(memory.readInt(address + STATE));
        if (state == 0) {
            return false;
        }
        int breaker = state + memory.readInt(address + BREAKER);
        memory.writeInt(breaker, memory.readInt(breaker) | memory.readInt(address + RELEASE));
        return true;
    }

    /** The program's switch interval in nanoseconds; CPython's default if the program has destroyed it. */
    long switchIntervalNanos() {
        try {
            return 1000 * Integer.toUnsignedLong(memory.readInt(memory.readInt(address + INTERVAL)));
        } catch (GuestTrapException destroyed) {
            return DEFAULT_INTERVAL_NANOS;
        }
    }

    /** Whether the running thread is in a computation in which the baton may be taken from it. */
    boolean computing() {
        return memory.readInt(address + COMPUTING) != 0;
    }

    void setComputing(boolean computing) {
        memory.writeInt(address + COMPUTING, computing ? 1 : 0);
    }
}
