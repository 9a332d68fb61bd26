// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The threads of a guest, of which one runs at a time: who runs, who waits, and how many there are. Knows nothing of
 * Python.
 */
@NullMarked
package dev.agentcore.sandbox.threads;

import org.jspecify.annotations.NullMarked;
