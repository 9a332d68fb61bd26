// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stored findings, with how they were measured. Immutable.
 *
 * @param name the benchmark's name
 * @param title see {@link Findings#title}
 * @param method see {@link Findings#method}
 * @param tables see {@link Findings#tables}
 * @param pictures the charts, drawn
 * @param keys see {@link Findings#keys}
 * @param effort the effort of the measurement
 * @param measured when it was measured
 * @param machine the machine and software
 */
record Result(
        String name,
        String title,
        String method,
        List<Table> tables,
        List<Picture> pictures,
        Map<String, Object> keys,
        Effort effort,
        Instant measured,
        Machine machine) {
    /** Copies the collections. */
    Result {
        tables = List.copyOf(tables);
        pictures = List.copyOf(pictures);
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }

    /**
     * A chart's drawing.
     *
     * @param fileName the SVG file's, without folder
     * @param title the chart's title
     */
    record Picture(String fileName, String title) {}
}
