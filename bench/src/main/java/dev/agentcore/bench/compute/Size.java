// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.compute;

/** The amount of a program's work. Each program's file has an argument and the expected value for each size. */
public enum Size {
    /** About 10 ms natively. */
    FULL,
    /** Less than a tenth of that, for very slow sides. */
    SMALL
}
