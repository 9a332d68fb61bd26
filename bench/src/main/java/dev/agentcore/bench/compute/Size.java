// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.compute;

/** How much work a program gets. Each program's file names an argument and the expected value for each. */
enum Size {
    /** What takes about 10 ms natively. */
    FULL,
    /** What takes less than a tenth of that, for who is very slow. */
    SMALL
}
