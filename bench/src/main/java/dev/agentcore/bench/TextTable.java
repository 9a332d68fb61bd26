// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Formats a table, for a terminal or in Markdown. */
final class TextTable {
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d.*");

    private final Table table;
    private final List<Boolean> numeric;

    TextTable(Table table) {
        this.table = table;
        numeric = IntStream.range(0, table.headings().size())
                .mapToObj(this::isNumeric)
                .toList();
    }

    /** Terminated lines for a terminal, the caption first. */
    String aligned() {
        List<Integer> widths =
                IntStream.range(0, numeric.size()).mapToObj(this::width).toList();
        var text = new StringBuilder(table.caption()).append('\n');
        for (List<String> row : headingsAndRows()) {
            var line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String padding = " ".repeat(widths.get(column) - length(row.get(column)));
                line.append(column == 0 ? "" : "  ")
                        .append(numeric.get(column) ? padding + row.get(column) : row.get(column) + padding);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** Terminated lines of Markdown, the caption first. */
    String markdown() {
        var text = new StringBuilder("**").append(escape(table.caption())).append("**\n\n");
        appendMarkdown(text, table.headings());
        text.append('|');
        numeric.forEach(right -> text.append(right ? "---:|" : "---|"));
        text.append('\n');
        table.rows().forEach(row -> appendMarkdown(text, row));
        return text.toString();
    }

    private static void appendMarkdown(StringBuilder text, List<String> row) {
        text.append('|');
        row.forEach(cell -> text.append(' ').append(escape(cell)).append(" |"));
        text.append('\n');
    }

    private static String escape(String cell) {
        return cell.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replace("*", "\\*");
    }

    private List<List<String>> headingsAndRows() {
        var all = new ArrayList<List<String>>();
        all.add(table.headings());
        all.addAll(table.rows());
        return all;
    }

    private boolean isNumeric(int column) {
        if (column == 0) {
            return false;
        }
        List<String> present = table.rows().stream()
                .map(row -> row.get(column))
                .filter(cell -> !cell.isEmpty())
                .toList();
        return !present.isEmpty()
                && present.stream().allMatch(cell -> NUMBER.matcher(cell).matches());
    }

    private int width(int column) {
        return headingsAndRows().stream()
                .mapToInt(row -> length(row.get(column)))
                .max()
                .orElse(0);
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
