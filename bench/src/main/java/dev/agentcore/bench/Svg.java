// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.util.List;
import java.util.Locale;

/**
 * Writes an SVG file that is legible on light and on dark pages: it has its own background, and uses a dark colour scheme if
 * the reader prefers one. Not thread-safe.
 */
final class Svg {
    /** The estimated width of a letter, in units of the letter's size. */
    private static final double LETTER_WIDTH = 0.56;

    private static final int FONT_SIZE = 12;

    // Distinguishable with colour blindness: Tol's palettes "bright" and "vibrant".
    private static final List<String> ON_LIGHT =
            List.of("#4477aa", "#ee7733", "#228833", "#cc3377", "#66a5c9", "#998800", "#6a4c93", "#777777");
    private static final List<String> ON_DARK =
            List.of("#77aadd", "#ee8866", "#55bb77", "#ee77aa", "#99ddff", "#ddcc55", "#b79fe0", "#aaaaaa");

    private final StringBuilder body = new StringBuilder();

    /** The anchor of a text. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** The style of a text. */
    enum Style {
        TITLE("title"),
        PLAIN("plain"),
        FAINT("faint");

        private final String cssClass;

        Style(String cssClass) {
            this.cssClass = cssClass;
        }
    }

    /** A text's width; a rough estimate, rather too large. */
    static double width(String text) {
        return text.length() * FONT_SIZE * LETTER_WIDTH;
    }

    void text(double x, double y, Anchor anchor, Style style, String text) {
        append(
                "<text x='%.1f' y='%.1f' text-anchor='%s' class='%s'>%s</text>",
                x, y, anchor.name().toLowerCase(Locale.ROOT), style.cssClass, escape(text));
    }

    /** Text that reads upwards. */
    void textUpwards(double x, double y, String text) {
        append(
                "<text x='%.1f' y='%.1f' text-anchor='middle' class='faint' transform='rotate(-90 %.1f %.1f)'>%s</text>",
                x, y, x, y, escape(text));
    }

    void gridLine(double x1, double y1, double x2, double y2) {
        append("<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' class='grid'/>", x1, y1, x2, y2);
    }

    /** A bar in the colour with that number. */
    void bar(double x, double y, double width, double height, int colour) {
        append(
                "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' rx='1.5' class='fill%d'/>",
                x, y, width, height, colour % ON_LIGHT.size());
    }

    /** A line in the colour with that number. */
    void polyline(List<double[]> places, int colour) {
        var points = new StringBuilder();
        places.forEach(place -> points.append(String.format(Locale.ROOT, "%.1f,%.1f ", place[0], place[1])));
        append("<polyline points='%s' class='line line%d'/>", points.toString().strip(), colour % ON_LIGHT.size());
    }

    /** The file's text. */
    String document(double width, double height, String title) {
        return String.format(Locale.ROOT, """
                <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %1$.0f %2$.0f' width='%1$.0f' height='%2$.0f' role='img'>
                <title>%3$s</title>
                <style>
                %4$s</style>
                <rect width='%1$.0f' height='%2$.0f' rx='6' class='ground'/>
                %5$s</svg>
                """, width, height, escape(title), styles(), body);
    }

    private static String styles() {
        var css = new StringBuilder();
        css.append("text { font: ")
                .append(FONT_SIZE)
                .append("px system-ui, 'Segoe UI', Helvetica, Arial, sans-serif; }\n");
        css.append(".title { font-size: 15px; font-weight: 600; }\n");
        css.append(".line { fill: none; stroke-width: 2; stroke-linejoin: round; }\n");
        css.append(".grid { stroke-width: 1; }\n");
        appendColours(css, "", "#ffffff", "#1f2328", "#59636e", "#e4e7eb", ON_LIGHT);
        css.append("@media (prefers-color-scheme: dark) {\n");
        appendColours(css, "  ", "#14181f", "#e6edf3", "#9aa5b1", "#2d343d", ON_DARK);
        return css.append("}\n").toString();
    }

    private static void appendColours(
            StringBuilder css,
            String indent,
            String ground,
            String ink,
            String faint,
            String grid,
            List<String> palette) {
        css.append("%s.ground { fill: %s; }\n".formatted(indent, ground));
        css.append("%s.title, .plain { fill: %s; }\n".formatted(indent, ink));
        css.append("%s.faint { fill: %s; }\n".formatted(indent, faint));
        css.append("%s.grid { stroke: %s; }\n".formatted(indent, grid));
        for (int i = 0; i < palette.size(); i++) {
            css.append("%s.fill%d { fill: %s; } .line%d { stroke: %s; }\n"
                    .formatted(indent, i, palette.get(i), i, palette.get(i)));
        }
    }

    private void append(String format, Object... arguments) {
        body.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
