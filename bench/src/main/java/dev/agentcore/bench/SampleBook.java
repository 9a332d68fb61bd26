// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values as rounds of a measurement give them, by what they are of. Confined to one thread.
 *
 * @param <K> what values are of
 */
public final class SampleBook<K> {
    private final Map<K, List<Double>> values = new LinkedHashMap<>();

    /** Notes one more value. */
    public void add(K of, double value) {
        values.computeIfAbsent(of, absent -> new ArrayList<>()).add(value);
    }

    /**
     * All values of one thing.
     *
     * @throws IllegalArgumentException if there are none
     */
    public Samples samples(K of) {
        List<Double> found = values.get(of);
        if (found == null) {
            throw new IllegalArgumentException("nothing was noted of " + of);
        }
        return Samples.of(found);
    }

    /** What there are values of, in the order in which it first came. */
    public List<K> known() {
        return List.copyOf(values.keySet());
    }
}
