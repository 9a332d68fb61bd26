// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.memory;

import java.util.List;

/**
 * A straight line fitted by least squares.
 *
 * @param offset its y at x = 0
 * @param slope its slope
 */
record Line(double offset, double slope) {
    /** A measured point. */
    record Point(double x, double y) {}

    /**
     * Fits a line to points.
     *
     * @throws IllegalArgumentException if there are no two different x
     */
    static Line through(List<Point> points) {
        double meanX = points.stream().mapToDouble(Point::x).average().orElse(Double.NaN);
        double meanY = points.stream().mapToDouble(Point::y).average().orElse(Double.NaN);
        double covariance = 0;
        double variance = 0;
        for (Point point : points) {
            covariance += (point.x() - meanX) * (point.y() - meanY);
            variance += (point.x() - meanX) * (point.x() - meanX);
        }
        if (!(variance > 0)) {
            throw new IllegalArgumentException("no line through " + points);
        }
        double slope = covariance / variance;
        return new Line(meanY - slope * meanX, slope);
    }
}
