// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Draws a line chart. */
final class LineDrawing {
    private static final double WIDTH = 760;
    private static final double HEIGHT = 300;
    private static final double MARGIN = 16;

    private final LineChart chart;

    LineDrawing(LineChart chart) {
        this.chart = chart;
    }

    String svg() {
        var svg = new Svg();
        svg.text(MARGIN, MARGIN + 14, Svg.Anchor.START, Svg.Style.TITLE, chart.title());
        double legend = Legend.draw(
                svg,
                MARGIN,
                MARGIN + 30,
                WIDTH - 2 * MARGIN,
                chart.curves().stream().map(Curve::name).toList());
        double top = MARGIN + 38 + legend;
        double bottom = top + HEIGHT;
        Ticks yTicks = ticks(chart.y(), Curve.Point::y);
        double widest = yTicks.values().stream()
                .mapToDouble(tick -> Svg.width(Ticks.label(tick)))
                .max()
                .orElse(0);
        var x = new Scaling(chart.x(), ticks(chart.x(), Curve.Point::x), MARGIN + 24 + widest, WIDTH - 2 * MARGIN);
        var y = new Scaling(chart.y(), yTicks, bottom, top);
        drawAxes(svg, x, y);
        for (int i = 0; i < chart.curves().size(); i++) {
            List<double[]> places = chart.curves().get(i).points().stream()
                    .map(point -> new double[] {x.place(point.x()), y.place(point.y())})
                    .toList();
            svg.polyline(places, i);
        }
        return svg.document(WIDTH, bottom + 44 + MARGIN / 2, chart.title());
    }

    private void drawAxes(Svg svg, Scaling x, Scaling y) {
        for (double tick : x.ticks().values()) {
            svg.gridLine(x.place(tick), y.from(), x.place(tick), y.to());
            svg.text(x.place(tick), y.from() + 16, Svg.Anchor.MIDDLE, Svg.Style.FAINT, Ticks.label(tick));
        }
        for (double tick : y.ticks().values()) {
            svg.gridLine(x.from(), y.place(tick), x.to(), y.place(tick));
            svg.text(x.from() - 7, y.place(tick) + 4, Svg.Anchor.END, Svg.Style.FAINT, Ticks.label(tick));
        }
        svg.text(
                (x.from() + x.to()) / 2,
                y.from() + 36,
                Svg.Anchor.MIDDLE,
                Svg.Style.FAINT,
                chart.x().label());
        svg.textUpwards(MARGIN + 4, (y.from() + y.to()) / 2, chart.y().label());
    }

    private Ticks ticks(Axis axis, ToDoubleFunction<Curve.Point> coordinate) {
        double[] values = chart.curves().stream()
                .flatMap(curve -> curve.points().stream())
                .mapToDouble(coordinate)
                .toArray();
        double least = DoubleStream.of(values).min().orElse(1);
        double greatest = DoubleStream.of(values).max().orElse(1);
        return switch (axis.scale()) {
            case LINEAR -> Ticks.linear(Math.min(0, least), greatest, 6);
            case LOGARITHMIC -> Ticks.logarithmic(least, greatest);
            case PERCENTILES -> Ticks.percentiles(greatest);
        };
    }

    /** Maps an axis's values to positions in the picture. */
    private record Scaling(Axis axis, Ticks ticks, double from, double to) {
        double place(double value) {
            double start = stretch(ticks.start());
            double end = stretch(ticks.end());
            double share = (stretch(value) - start) / (end - start);
            return from + Math.clamp(share, 0, 1) * (to - from);
        }

        private double stretch(double value) {
            return switch (axis.scale()) {
                case LINEAR -> value;
                case LOGARITHMIC -> Math.log10(value);
                case PERCENTILES -> -Math.log10(1 - value / 100);
            };
        }
    }
}
