// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.util.Arrays;
import java.util.Collection;

/** Some measured values of one thing, at least one. Immutable. */
public final class Samples {
    private final double[] sorted;

    private Samples(double[] sorted) {
        this.sorted = sorted;
    }

    /**
     * Those values.
     *
     * @throws IllegalArgumentException if there are none, or one is not finite
     */
    public static Samples of(Collection<? extends Number> values) {
        return of(values.stream().mapToDouble(Number::doubleValue).toArray());
    }

    /**
     * Those values.
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

    /** How many there are. */
    public int count() {
        return sorted.length;
    }

    /** The least. */
    public double min() {
        return sorted[0];
    }

    /** The greatest. */
    public double max() {
        return sorted[sorted.length - 1];
    }

    /** Half of the values are below; with an even number of them, the mean of the two in the middle. */
    public double median() {
        return quantile(0.5);
    }

    /**
     * The value below which a share of the values lies, between two of them by linear interpolation.
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
     * The geometric mean: what ratios are averaged by.
     *
     * @throws IllegalStateException if a value is not positive
     */
    public double geometricMean() {
        if (min() <= 0) {
            throw new IllegalStateException("not positive: " + min());
        }
        return Math.exp(Arrays.stream(sorted).map(Math::log).average().orElseThrow());
    }

    /** The least and the greatest value, such as {@code 1.21 to 1.40}. */
    public String range() {
        return Figure.text(min()) + " to " + Figure.text(max());
    }
}
