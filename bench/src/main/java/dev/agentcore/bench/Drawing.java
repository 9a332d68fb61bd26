// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

/** Draws charts. */
final class Drawing {
    private Drawing() {}

    /** The text of an SVG file. */
    static String svg(Chart chart) {
        return switch (chart) {
            case BarChart bars -> new BarDrawing(bars).svg();
            case LineChart lines -> new LineDrawing(lines).svg();
        };
    }
}
