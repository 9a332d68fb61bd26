// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

/** The client's ways to consume a run. */
enum Way {
    RUN,
    FUTURE,
    ITERATOR,
    LISTENER,
    PUBLISHER
}
