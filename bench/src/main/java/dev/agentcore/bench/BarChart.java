// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.util.List;

/**
 * Horizontal bars: a group for each label, with a bar for each series. Immutable.
 *
 * @param fileName see {@link Chart#fileName}
 * @param title the chart's title
 * @param unit the values' unit, such as {@code ms}
 * @param labels the groups' names, from the top
 * @param series the bars
 */
public record BarChart(String fileName, String title, String unit, List<String> labels, List<Series> series)
        implements Chart {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if the number of a series' values is not the number of labels
     */
    public BarChart {
        labels = List.copyOf(labels);
        series = List.copyOf(series);
        for (Series each : series) {
            if (each.values().size() != labels.size()) {
                throw new IllegalArgumentException("%s: %s has not %d values".formatted(fileName, each, labels.size()));
            }
        }
    }
}
