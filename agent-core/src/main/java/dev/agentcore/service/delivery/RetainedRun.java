// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.ExecutionId;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A run with a request id, as the registry knows it. Thread-safe. */
final class RetainedRun implements Retention {
    private final RequestKey key;
    private final Bytes digest;
    private final RetainedRuns runs;
    private final RunJournal journal;

    RetainedRun(RequestKey key, Bytes digest, RetainedRuns runs, DeliveryClock clock) {
        this.key = key;
        this.digest = digest;
        this.runs = runs;
        journal = RunJournal.retained(ExecutionId.random(), clock, this);
    }

    RequestKey key() {
        return key;
    }

    /** Distinguishes the request from others under the same key. */
    Bytes digest() {
        return digest;
    }

    RunJournal journal() {
        return journal;
    }

    @Override
    public boolean grant(long bytes) {
        return runs.grant(this, bytes);
    }

    @Override
    public void ended(long bytes) {
        runs.ended(this, bytes);
    }

    @Override
    public void forget() {
        runs.forget(this);
    }

    @Override
    public @Nullable Future<?> afterReconnectTimeout(Runnable action) {
        return runs.afterReconnectTimeout(action);
    }
}
