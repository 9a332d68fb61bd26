// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import dev.agentcore.execution.Ticker;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What delivery measures time by, and what runs its timers. Thread-safe. */
final class DeliveryClock {
    private final ScheduledExecutorService timers;
    private final Ticker ticker;
    private final long keepAliveNanos;

    DeliveryClock(ScheduledExecutorService timers, Ticker ticker, Duration keepAliveInterval) {
        this.timers = timers;
        this.ticker = ticker;
        keepAliveNanos = keepAliveInterval.toNanos();
    }

    /** The current reading of the ticker, in nanoseconds. */
    long nanos() {
        return ticker.nanos();
    }

    /** How long a stream may be silent, in nanoseconds. */
    long keepAliveNanos() {
        return keepAliveNanos;
    }

    /** Schedules a short action. Returns null if the timers have been shut down: then the server is stopping. */
    @Nullable
    Future<?> after(long nanos, Runnable action) {
        try {
            return timers.schedule(action, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopping) {
            return null;
        }
    }
}
