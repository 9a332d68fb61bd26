// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.util.List;

/** A chart's legend, from left to right, in as many lines as needed. */
final class Legend {
    private static final double LINE = 20;
    private static final double SWATCH = 12;
    private static final double GAP = 18;

    private Legend() {}

    /**
     * Draws the legend.
     *
     * @param x its left edge
     * @param y its top
     * @param width its maximum width
     * @return its height
     */
    static double draw(Svg svg, double x, double y, double width, List<String> names) {
        double left = x;
        double top = y;
        for (int i = 0; i < names.size(); i++) {
            double needed = SWATCH + 6 + Svg.width(names.get(i));
            if (left > x && left + needed > x + width) {
                left = x;
                top += LINE;
            }
            svg.bar(left, top, SWATCH, SWATCH, i);
            svg.text(left + SWATCH + 6, top + SWATCH - 1.5, Svg.Anchor.START, Svg.Style.PLAIN, names.get(i));
            left += needed + GAP;
        }
        return top + LINE - y;
    }
}
