// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.util.List;

/**
 * A table of text. Columns, but for the first, whose every cell begins like a number are set flush right. Immutable.
 *
 * @param caption what it shows, with units; not empty
 * @param headings one for each column
 * @param rows as many cells each as there are headings; an empty cell is a value that does not exist
 */
public record Table(String caption, List<String> headings, List<List<String>> rows) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if a row has another number of cells than there are headings
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
