// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

/** A caller's subscription to a run, as its face sees it. Thread-safe; no method blocks for longer than it takes to send. */
public interface Subscription {
    /**
     * The stream may be ready again: what waits is sent on this thread. A face also calls it once when it has set up its
     * stream, and may call it at any other time.
     */
    void ready();

    /** The caller has gone away, or the call was closed. Nothing is sent from now on. Idempotent. */
    void cancel();
}
