// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import org.jspecify.annotations.Nullable;

/** Observes runs and rejected calls, as logs and metrics do. Thread-safe. */
public interface RunObserver {
    /**
     * A valid request was submitted; it has not been admitted yet.
     *
     * @param peer where its call comes from; null if that is not known
     * @return what observes this run
     */
    RunObservation submitted(ExecutionRequest request, @Nullable String peer);

    /** A call came to nothing before it was a run. */
    default void rejected(RejectedCall call) {}
}
