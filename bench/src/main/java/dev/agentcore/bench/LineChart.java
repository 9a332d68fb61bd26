// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.util.List;

/**
 * Lines. Immutable.
 *
 * @param fileName see {@link Chart#fileName}
 * @param title what it shows
 * @param x the axis to the right
 * @param y the axis upwards
 * @param curves the lines
 */
public record LineChart(String fileName, String title, Axis x, Axis y, List<Curve> curves) implements Chart {
    /** Copies the list. */
    public LineChart {
        curves = List.copyOf(curves);
    }
}
