// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.replay;

import dev.agentcore.execution.EventSink;

/** Where a run's events go for one of the calls that read them. Safe for use by many threads. */
public interface ReplaySink extends EventSink {
    /** The run went on, or ended, without this call: what it has not been told yet is held no longer. The last call. */
    void lost();

    /** The caller has gone. Whoever waits here is woken, and nothing that is told from now on goes anywhere. */
    void callCancelled();
}
