// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

/**
 * An axis of a chart.
 *
 * @param label the quantity, with the unit
 * @param scale how values are mapped to positions
 */
public record Axis(String label, Scale scale) {
    /** How values are mapped to positions on an axis. */
    public enum Scale {
        /** Linear, from 0, or from the minimum if that is negative. */
        LINEAR,
        /** Logarithmic; all values are positive. */
        LOGARITHMIC,
        /** Percentiles, from 0 to below 100: by the number of nines, as latencies are usually plotted. */
        PERCENTILES
    }

    /** A linear axis. */
    public static Axis linear(String label) {
        return new Axis(label, Scale.LINEAR);
    }

    /** A logarithmic axis. */
    public static Axis logarithmic(String label) {
        return new Axis(label, Scale.LOGARITHMIC);
    }

    /** An axis of percentiles. */
    public static Axis percentiles(String label) {
        return new Axis(label, Scale.PERCENTILES);
    }
}
