// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine;

import java.util.List;

/**
 * A running instance of a {@link GuestModule}. Used by one thread at a time, but not necessarily by the same thread for
 * each call.
 *
 * <p>A guest with several threads has several calls at a time, of which one runs: the others are in host functions.
 * Whoever makes the calls orders them, with a happens-before edge from each to the next, and has each continue on its
 * own stack.
 */
public interface GuestInstance extends AutoCloseable {
    /** Its memory. The same object for as long as the instance exists. */
    GuestMemory memory();

    /**
     * Calls an exported function whose parameters are 32-bit integers. To stop a call, interrupt the thread that makes
     * it, then {@link #requestAttention}: the engine leaves the interrupt status set.
     *
     * @return the result; 0 if there is none
     * @throws GuestInterruptedException if the thread was interrupted
     * @throws GuestTrapException if the guest trapped; the instance is broken then
     * @throws RuntimeException what a host function threw
     */
    int call(String export, int... arguments);

    /**
     * Calls an exported function on another stack than the one that the instance began with, while other calls are in
     * host functions. Otherwise as {@link #call}.
     *
     * @param stack any addresses; if the stack pointer falls below the end, the guest traps
     */
    void callOn(GuestStack stack, String export, int... arguments);

    /**
     * The stack of the call that runs, which is in a host function. To be passed to {@link #setStack} only: an engine whose
     * calls keep their stacks has the same for all.
     */
    GuestStack stack();

    /**
     * Continues on a stack, before a host function returns that has let other calls run.
     *
     * @param stack what {@link #stack} returned to it
     */
    void setStack(GuestStack stack);

    /**
     * Sets what the running call does between two of its instructions after {@link #requestAttention}. By default, it
     * throws a {@link GuestInterruptedException} if its thread is interrupted.
     *
     * @param attendant called by the thread that makes the call; what it throws ends the call
     */
    void onAttention(Runnable attendant);

    /**
     * Has the call that runs now or next do what {@link #onAttention} set, once and within a bounded time. Thread-safe.
     */
    void requestAttention();

    /**
     * Calls an exported function without parameters after a call has been stopped: on the stack as it was then, which is
     * left there. The instance is good for nothing else from now on.
     *
     * @throws RuntimeException as {@link #call} throws
     */
    void callAfterStop(String export);

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
