// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of a benchmark. Immutable.
 *
 * @param title its heading in the report
 * @param method what was measured and how, in a few sentences of plain text; an empty line separates paragraphs
 * @param tables its tables
 * @param charts its charts
 * @param keys for scripts, in this order: the keys of the line {@code RESULT}. Values are numbers or strings
 */
public record Findings(String title, String method, List<Table> tables, List<Chart> charts, Map<String, Object> keys) {
    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException if a key's value is neither a finite number nor a string
     */
    public Findings {
        tables = List.copyOf(tables);
        charts = List.copyOf(charts);
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        keys.forEach(Findings::check);
    }

    private static void check(String key, Object value) {
        boolean fits =
                value instanceof String || (value instanceof Number number && Double.isFinite(number.doubleValue()));
        if (!fits) {
            throw new IllegalArgumentException("%s is neither a number nor a string: %s".formatted(key, value));
        }
    }
}
