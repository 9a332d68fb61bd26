// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

/** Draws a bar chart. */
final class BarDrawing {
    private static final double WIDTH = 760;
    private static final double MARGIN = 16;
    private static final double BAR = 15;
    private static final double BAR_GAP = 2;
    private static final double GROUP_GAP = 12;
    private static final double AXIS = 40;

    private final BarChart chart;

    BarDrawing(BarChart chart) {
        this.chart = chart;
    }

    String svg() {
        var svg = new Svg();
        svg.text(MARGIN, MARGIN + 14, Svg.Anchor.START, Svg.Style.TITLE, chart.title());
        double top = MARGIN + 30;
        if (chart.series().size() > 1) {
            top += Legend.draw(
                    svg,
                    MARGIN,
                    top,
                    WIDTH - 2 * MARGIN,
                    chart.series().stream().map(Series::name).toList());
        }
        top += 6;
        double group = chart.series().size() * (BAR + BAR_GAP) + GROUP_GAP;
        double bottom = top + chart.labels().size() * group;
        double left = MARGIN
                + 10
                + chart.labels().stream().mapToDouble(Svg::width).max().orElse(0);
        // The value of the longest bar must fit to its right.
        Ticks ticks = Ticks.linear(0, greatest(), 5);
        double perUnit = (WIDTH - MARGIN - 55 - left) / ticks.end();
        for (double tick : ticks.values()) {
            double x = left + tick * perUnit;
            svg.gridLine(x, top, x, bottom);
            svg.text(x, bottom + 15, Svg.Anchor.MIDDLE, Svg.Style.FAINT, Ticks.label(tick));
        }
        svg.text((left + WIDTH - MARGIN) / 2, bottom + 32, Svg.Anchor.MIDDLE, Svg.Style.FAINT, chart.unit());
        for (int i = 0; i < chart.labels().size(); i++) {
            drawGroup(svg, i, left, top + i * group + GROUP_GAP / 2, perUnit);
        }
        return svg.document(WIDTH, bottom + AXIS + MARGIN / 2, chart.title());
    }

    private void drawGroup(Svg svg, int label, double left, double top, double perUnit) {
        double height = chart.series().size() * (BAR + BAR_GAP);
        String name = chart.labels().get(label);
        svg.text(left - 8, top + height / 2 + 3, Svg.Anchor.END, Svg.Style.PLAIN, name);
        for (int i = 0; i < chart.series().size(); i++) {
            double value = chart.series().get(i).values().get(label);
            if (!Double.isNaN(value)) {
                double y = top + i * (BAR + BAR_GAP);
                svg.bar(left, y, Math.max(1, value * perUnit), BAR, i);
                double end = left + value * perUnit + 5;
                svg.text(end, y + BAR - 3.5, Svg.Anchor.START, Svg.Style.PLAIN, Figure.text(value));
            }
        }
    }

    private double greatest() {
        return chart.series().stream()
                .flatMap(series -> series.values().stream())
                .filter(value -> !Double.isNaN(value))
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
    }
}
