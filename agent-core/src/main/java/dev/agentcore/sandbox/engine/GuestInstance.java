// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine;

import java.util.List;

/**
 * A running instance of a {@link GuestModule}. Used by one thread at a time, but not necessarily by the same thread for
 * each call.
 */
public interface GuestInstance extends AutoCloseable {
    /** Its memory. The same object for as long as the instance exists. */
    GuestMemory memory();

    /**
     * Calls an exported function whose parameters are 32-bit integers. To stop a call, interrupt the thread that makes it:
     * the engine looks at the thread's interrupt status within a bounded time, and leaves it set.
     *
     * @return the result; 0 if there is none
     * @throws GuestInterruptedException if the thread was interrupted
     * @throws GuestTrapException if the guest trapped; the instance is broken then
     * @throws RuntimeException what a host function threw
     */
    int call(String export, int... arguments);

    /**
     * Copies the instance. Must not be called during a call.
     *
     * @param imports the copy's imports: those of the original, but not sharing any state with them
     * @throws UnsupportedOperationException if instances of this module cannot be copied
     */
    GuestInstance copy(List<HostFunction> imports);

    /**
     * Takes an immutable snapshot of its state. Must not be called during a call.
     *
     * @throws UnsupportedOperationException if instances of this module cannot be copied
     */
    FrozenInstance freeze();

    /** Releases the memory, which must not be accessed afterwards. Idempotent. */
    @Override
    void close();
}
