// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

/** A chart in the report. */
public sealed interface Chart permits BarChart, LineChart {
    /** The file's name, without folder and extension; unique among all charts of all benchmarks. */
    String fileName();

    /** The title. */
    String title();
}
