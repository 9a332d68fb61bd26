// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.util.List;

/**
 * A table of text. Columns of numbers, except the first column, are right-aligned. Immutable.
 *
 * @param caption the caption, with units; not empty
 * @param headings one for each column
 * @param rows each with one cell for each heading; an empty cell is a missing value
 */
public record Table(String caption, List<String> headings, List<List<String>> rows) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if the number of a row's cells is not the number of headings
     */
    public Table {
        headings = List.copyOf(headings);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != headings.size()) {
                throw new IllegalArgumentException("%s: %s has not %d cells".formatted(caption, row, headings.size()));
            }
        }
    }
}
