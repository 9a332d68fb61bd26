// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A ticker that stands still until a test advances it. Thread-safe. */
public final class ManualTicker implements Ticker {
    // Overflows soon, as the JVM's own may at any time.
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);

    /** Lets time pass; a negative duration is an error of the test. */
    public void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time does not run backwards: " + time);
        }
        nanos.addAndGet(time.toNanos());
    }

    @Override
    public long nanos() {
        return nanos.get();
    }
}
