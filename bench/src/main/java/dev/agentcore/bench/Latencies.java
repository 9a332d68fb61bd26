// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.util.ArrayList;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** Latencies, to three significant digits, up to a minute. Not thread-safe. */
public final class Latencies {
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Histogram nanos = new Histogram(LONGEST_NANOS, 3);

    /** Records a latency; more than a minute counts as a minute. */
    public void record(long latencyNanos) {
        nanos.recordValue(Math.min(latencyNanos, LONGEST_NANOS));
    }

    /** Adds all latencies of another object. */
    public void add(Latencies others) {
        nanos.add(others.nanos);
    }

    /** The number of latencies. */
    public long count() {
        return nanos.getTotalCount();
    }

    /**
     * A percentile of the latencies in milliseconds; {@link Double#NaN} if there are none.
     *
     * @param percentile 0 to 100
     */
    public double millis(double percentile) {
        return count() == 0 ? Double.NaN : nanos.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    /** The longest, in milliseconds; {@link Double#NaN} if there are none. */
    public double maxMillis() {
        return millis(100);
    }

    /** Percentiles from 0 to the last that more than one value exceeds, and milliseconds: a line for a chart. */
    public Curve curve(String name) {
        var points = new ArrayList<Curve.Point>();
        points.add(new Curve.Point(0, millis(0)));
        for (HistogramIterationValue value : nanos.percentiles(10)) {
            double percentile = value.getPercentileLevelIteratedTo();
            if (percentile > 0 && percentile <= 100 - 100.0 / count()) {
                points.add(new Curve.Point(percentile, millis(percentile)));
            }
        }
        return new Curve(name, points);
    }
}
