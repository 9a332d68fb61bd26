// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the values of a measurement's rounds, by key. Not thread-safe.
 *
 * @param <K> the type of the keys
 */
public final class SampleBook<K> {
    private final Map<K, List<Double>> values = new LinkedHashMap<>();

    /** Adds a value. */
    public void add(K of, double value) {
        values.computeIfAbsent(of, absent -> new ArrayList<>()).add(value);
    }

    /**
     * All values of a key.
     *
     * @throws IllegalArgumentException if there are none
     */
    public Samples samples(K of) {
        List<Double> found = values.get(of);
        if (found == null) {
            throw new IllegalArgumentException("no values of " + of);
        }
        return Samples.of(found);
    }

    /** The keys with values, in the order of their first values. */
    public List<K> known() {
        return List.copyOf(values.keySet());
    }
}
