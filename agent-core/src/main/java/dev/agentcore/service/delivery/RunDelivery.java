// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.Ticker;
import dev.agentcore.execution.engine.MemoryBudget;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/** Delivers the events of runs to their callers, live or by request id. Thread-safe. */
public final class RunDelivery {
    private final DeliveryClock clock;
    private final Duration retentionTime;
    private final RetainedRuns retained;

    /**
     * Creates a delivery that retains nothing yet.
     *
     * @param settings how long, and how many runs are retained; their memory is bounded by {@code budget}
     * @param budget bounds what is retained ({@link MemoryBudget.Purpose#JOURNAL})
     * @param clock runs what is due; its tasks are short; not closed by this class
     * @param ticker measures elapsed time
     * @param keepAliveInterval how long a stream may be silent until a keep-alive is sent; positive
     */
    public RunDelivery(
            RetentionSettings settings,
            MemoryBudget budget,
            ScheduledExecutorService clock,
            Ticker ticker,
            Duration keepAliveInterval) {
        this.clock = new DeliveryClock(clock, ticker, keepAliveInterval);
        retentionTime = settings.time();
        retained = new RetainedRuns(settings, budget, this.clock);
    }

    /**
     * A live run: one call reads it and nothing is retained. The run is no longer wanted when the subscription is cancelled.
     *
     * @param stream the call's
     */
    public Live live(RunStream stream) {
        var journal = RunJournal.live(ExecutionId.random(), clock);
        return new Live(journal, journal.attachFirst(stream));
    }

    /**
     * Finds the run with a request id, or creates its journal.
     *
     * @param key the request id
     * @param digest distinguishes the request from other requests; a few bytes
     * @param stream the call's; not used before this method returns
     * @throws IllegalStateException if {@link #retentionTime()} is zero
     */
    public IdempotencyClaim claim(RequestKey key, Bytes digest, RunStream stream) {
        if (retentionTime.isZero()) {
            throw new IllegalStateException("retention is off");
        }
        return retained.claim(key, digest, stream);
    }

    /** How long a run is retained after its end; zero if retention is off, and then {@link #claim} must not be called. */
    public Duration retentionTime() {
        return retentionTime;
    }

    /** How many runs are retained, those in progress included. */
    public int retainedRuns() {
        return retained.size();
    }

    /**
     * How much memory the retained runs hold, in bytes: all of what ended runs hold, and what runs in progress hold beyond
     * their first MiB.
     */
    public long retainedBytes() {
        return retained.heldBytes();
    }

    /**
     * A live run.
     *
     * @param journal takes the run's events, and must be given its end
     * @param subscription the call's
     */
    public record Live(RunJournal journal, Subscription subscription) {}
}
