// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

/** A picture of numbers, which the report shows. */
public sealed interface Chart permits BarChart, LineChart {
    /** The picture's file, without folder and extension; unique among all charts of all benchmarks. */
    String fileName();

    /** What it shows. */
    String title();
}
