// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.DoubleStream;

/** Measured values of one quantity, at least one. Immutable. */
public final class Samples {
    private final double[] sorted;

    private Samples(double[] sorted) {
        this.sorted = sorted;
    }

    /**
     * Creates samples of these values.
     *
     * @throws IllegalArgumentException if there are none, or one is not finite
     */
    public static Samples of(Collection<? extends Number> values) {
        return of(values.stream().mapToDouble(Number::doubleValue).toArray());
    }

    /**
     * Creates samples of these values.
     *
     * @throws IllegalArgumentException if there are none, or one is not finite
     */
    public static Samples of(double... values) {
        if (values.length == 0 || !Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("no samples: " + Arrays.toString(values));
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Samples(sorted);
    }

    /** The number of values. */
    public int count() {
        return sorted.length;
    }

    /** The values, in ascending order. */
    public DoubleStream stream() {
        return Arrays.stream(sorted);
    }

    /** The minimum. */
    public double min() {
        return sorted[0];
    }

    /** The maximum. */
    public double max() {
        return sorted[sorted.length - 1];
    }

    /** The median; with an even number of values, the mean of the two in the middle. */
    public double median() {
        return quantile(0.5);
    }

    /**
     * The quantile of a share, by linear interpolation between values.
     *
     * @param share 0 to 1
     */
    public double quantile(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("not a share: " + share);
        }
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /**
     * The geometric mean, for averaging ratios.
     *
     * @throws IllegalStateException if a value is not positive
     */
    public double geometricMean() {
        if (min() <= 0) {
            throw new IllegalStateException("not positive: " + min());
        }
        return Math.exp(Arrays.stream(sorted).map(Math::log).average().orElseThrow());
    }

    /** The minimum and the maximum, such as {@code 1.21 to 1.40}. */
    public String range() {
        return Figure.text(min()) + " to " + Figure.text(max());
    }
}
