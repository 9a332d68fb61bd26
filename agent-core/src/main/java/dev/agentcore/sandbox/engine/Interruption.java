// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine;

/**
 * How a guest's thread is stopped inside a host function: by its interrupt status, which stays set, so that nothing that
 * the guest does can swallow it. Stateless.
 */
public final class Interruption {
    private Interruption() {}

    /**
     * Returns if the current thread is not interrupted.
     *
     * @throws GuestInterruptedException if it is
     */
    public static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new GuestInterruptedException();
        }
    }

    /**
     * Sleeps.
     *
     * @throws GuestInterruptedException if the current thread is interrupted before or meanwhile
     */
    public static void sleep(long nanos) {
        try {
            Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GuestInterruptedException(e);
        }
    }
}
