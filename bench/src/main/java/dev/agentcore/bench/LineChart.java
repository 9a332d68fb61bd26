// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.util.List;

/**
 * A line chart. Immutable.
 *
 * @param fileName see {@link Chart#fileName}
 * @param title the chart's title
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param curves the lines
 */
public record LineChart(String fileName, String title, Axis x, Axis y, List<Curve> curves) implements Chart {
    /** Copies the list. */
    public LineChart {
        curves = List.copyOf(curves);
    }
}
