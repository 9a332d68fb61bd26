// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

/**
 * An axis of a chart.
 *
 * @param label what it measures, with the unit
 * @param scale how values become places on it
 */
public record Axis(String label, Scale scale) {
    /** How values become places on an axis. */
    public enum Scale {
        /** Evenly, from 0 or from the least value if that is negative. */
        LINEAR,
        /** By the logarithm; all values are positive. */
        LOGARITHMIC,
        /** Percentiles, from 0 up to but without 100: by the number of nines, as latencies are usually shown. */
        PERCENTILES
    }

    /** An axis whose values lie evenly on it. */
    public static Axis linear(String label) {
        return new Axis(label, Scale.LINEAR);
    }

    /** An axis on which equal ratios are equally long. */
    public static Axis logarithmic(String label) {
        return new Axis(label, Scale.LOGARITHMIC);
    }

    /** An axis of percentiles. */
    public static Axis percentiles(String label) {
        return new Axis(label, Scale.PERCENTILES);
    }
}
