// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class DrawingTest {
    @Test
    void aBarIsAsLongAsItsValueAndSaysIt() throws Exception {
        var chart = new BarChart(
                "f",
                "a < b & c",
                "ms",
                List.of("one", "two"),
                List.of(new Series("x", List.of(10.0, 20.0)), new Series("y", List.of(5.0, Double.NaN))));

        Document svg = parse(Drawing.svg(chart));

        List<Element> bars = elements(svg, "rect").stream()
                .filter(rect -> rect.getAttribute("height").equals("15.0"))
                .toList();
        assertThat(bars).hasSize(3);
        double perUnit = width(bars.get(0)) / 10;
        assertThat(bars).extracting(bar -> Math.round(width(bar) / perUnit)).containsExactly(10L, 5L, 20L);
        assertThat(elements(svg, "text"))
                .extracting(Element::getTextContent)
                .contains("a < b & c", "one", "two", "x", "y", "ms", "10.0", "5.00", "20.0");
    }

    @Test
    void linesStayWithinTheirAxes() throws Exception {
        var curve = new Curve(
                "latency", List.of(new Curve.Point(0, 1), new Curve.Point(50, 10), new Curve.Point(99.95, 1000)));
        var chart = new LineChart(
                "f", "t", Axis.percentiles("percentile"), Axis.logarithmic("milliseconds"), List.of(curve));

        Document svg = parse(Drawing.svg(chart));

        List<Element> grid = elements(svg, "line");
        double left =
                grid.stream().mapToDouble(line -> number(line, "x1")).min().orElseThrow();
        double right =
                grid.stream().mapToDouble(line -> number(line, "x2")).max().orElseThrow();
        String[] points =
                elements(svg, "polyline").getFirst().getAttribute("points").split(" ", -1);
        assertThat(points).hasSize(3);
        assertThat(Double.parseDouble(points[0].split(",", -1)[0])).isEqualTo(left);
        assertThat(Double.parseDouble(points[2].split(",", -1)[0])).isBetween(left, right);
        assertThat(elements(svg, "text"))
                .extracting(Element::getTextContent)
                .contains("percentile", "milliseconds", "latency", "99.9", "1,000");
    }

    @Test
    void isLegibleOnDarkPagesToo() {
        String svg = Drawing.svg(new BarChart("f", "t", "ms", List.of("one"), List.of(new Series("x", List.of(1.0)))));

        assertThat(svg).contains("prefers-color-scheme: dark").contains("class='ground'");
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> elements(Document svg, String name) {
        NodeList found = svg.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static double width(Element bar) {
        return number(bar, "width");
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
