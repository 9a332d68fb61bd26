// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
/** Both engines and native Python, compared in one run. */
@NullMarked
package dev.agentcore.bench.engines;

import org.jspecify.annotations.NullMarked;
