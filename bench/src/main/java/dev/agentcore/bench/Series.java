// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.util.List;

/**
 * The bars of one colour in a chart. Immutable.
 *
 * @param name its name in the legend
 * @param values one for each of the chart's labels, not negative; {@link Double#NaN} where there is none
 */
public record Series(String name, List<Double> values) {
    /** Copies the values. */
    public Series {
        values = List.copyOf(values);
    }
}
