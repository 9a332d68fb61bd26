// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.util.List;

/**
 * A line in a chart. Immutable.
 *
 * @param name its name in the legend
 * @param points from left to right, all finite
 */
public record Curve(String name, List<Point> points) {
    /** Copies the points. */
    public Curve {
        points = List.copyOf(points);
    }

    /**
     * A point of it.
     *
     * @param x in the chart's unit of x
     * @param y in the chart's unit of y
     */
    public record Point(double x, double y) {}
}
