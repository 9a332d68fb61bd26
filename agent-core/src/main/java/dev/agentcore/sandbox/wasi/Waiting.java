// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.sandbox.engine.GuestInterruptedException;
import dev.agentcore.sandbox.engine.Interruption;

/** How the guest's running thread waits, and what its other threads do meanwhile. Called by the running thread. */
public interface Waiting {
    /** No time that a guest can wait for is longer, in nanoseconds. */
    long FOR_EVER = Long.MAX_VALUE;

    /**
     * Waits for a time, or until {@link #descriptorsChanged}; other threads run meanwhile.
     *
     * @param nanos 0 to let others run, if any is ready; {@link #FOR_EVER} for no limit
     * @return whether the wait ended without a signal for the guest
     * @throws GuestInterruptedException if the guest is stopped
     */
    boolean await(long nanos);

    /** Ends the waits of other threads, because something that they may wait for has changed. */
    void descriptorsChanged();

    /** The CPU time of all threads but the main one so far, in nanoseconds. */
    long cpuNanos();

    /** The CPU time of the running thread, which is not the main one, in nanoseconds. */
    long threadCpuNanos();

    /** For a guest of one thread. */
    static Waiting alone() {
        return new Waiting() {
            @Override
            public boolean await(long nanos) {
                Interruption.sleep(nanos);
                return true;
            }

            @Override
            public void descriptorsChanged() {}

            @Override
            public long cpuNanos() {
                return 0;
            }

            @Override
            public long threadCpuNanos() {
                throw new IllegalStateException("there is no other thread");
            }
        };
    }
}
