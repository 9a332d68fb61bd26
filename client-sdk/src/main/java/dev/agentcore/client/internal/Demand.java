// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

/** The number of events that a reader has requested and not received. Thread-safe. */
final class Demand {
    private long open;

    /** Adds a request; {@link Long#MAX_VALUE} is unbounded, permanently. */
    synchronized void add(long count) {
        open = open > Long.MAX_VALUE - count ? Long.MAX_VALUE : open + count;
    }

    /** Takes at most {@code most}, and returns the number. */
    synchronized int take(int most) {
        int taken = (int) Math.min(open, most);
        if (open != Long.MAX_VALUE) {
            open -= taken;
        }
        return taken;
    }

    synchronized long open() {
        return open;
    }
}
