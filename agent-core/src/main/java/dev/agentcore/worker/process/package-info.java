// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The worker process: a runtime of its own, which runs the programs of one tenant for the server that started it. Knows no
 * network, no keys and no other tenant.
 */
@NullMarked
package dev.agentcore.worker.process;

import org.jspecify.annotations.NullMarked;
