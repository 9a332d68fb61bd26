// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.fleet;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** A distribution of service times, in seconds. Immutable. */
interface ServiceTimes {
    /** Draws a positive time. */
    double draw(RandomGenerator random);

    /** The mean. */
    double mean();

    /** The exponential distribution with a mean, for comparison with queueing theory. */
    static ServiceTimes exponential(double mean) {
        return new ServiceTimes() {
            @Override
            public double draw(RandomGenerator random) {
                return random.nextExponential() * mean;
            }

            @Override
            public double mean() {
                return mean;
            }
        };
    }

    /** Each of these times with equal probability. */
    static ServiceTimes anyOf(double... seconds) {
        double[] all = seconds.clone();
        double mean = Arrays.stream(all).average().orElseThrow();
        return new ServiceTimes() {
            @Override
            public double draw(RandomGenerator random) {
                return all[random.nextInt(all.length)];
            }

            @Override
            public double mean() {
                return mean;
            }
        };
    }

    /** The value of a percentile. */
    record Quantile(double percentile, double seconds) {}

    /**
     * A distribution with these percentiles, uniform between them.
     *
     * @param quantiles from 0 to 100, both included, in order
     */
    static ServiceTimes between(List<Quantile> quantiles) {
        List<Quantile> all = List.copyOf(quantiles);
        double mean = 0;
        for (int next = 1; next < all.size(); next++) {
            Quantile from = all.get(next - 1);
            Quantile to = all.get(next);
            mean += (to.percentile() - from.percentile()) / 100 * (from.seconds() + to.seconds()) / 2;
        }
        double average = mean;
        return new ServiceTimes() {
            @Override
            public double draw(RandomGenerator random) {
                double percentile = random.nextDouble() * 100;
                int next = 1;
                while (next < all.size() - 1 && all.get(next).percentile() < percentile) {
                    next++;
                }
                Quantile from = all.get(next - 1);
                Quantile to = all.get(next);
                double share = (percentile - from.percentile()) / (to.percentile() - from.percentile());
                return from.seconds() + share * (to.seconds() - from.seconds());
            }

            @Override
            public double mean() {
                return average;
            }
        };
    }

    /** This distribution, scaled to another mean. */
    default ServiceTimes withMean(double other) {
        double factor = other / mean();
        ServiceTimes these = this;
        return new ServiceTimes() {
            @Override
            public double draw(RandomGenerator random) {
                return these.draw(random) * factor;
            }

            @Override
            public double mean() {
                return other;
            }
        };
    }

    /** A mixture of this distribution with another. */
    default ServiceTimes mixedWith(ServiceTimes others, double part) {
        ServiceTimes these = this;
        return new ServiceTimes() {
            @Override
            public double draw(RandomGenerator random) {
                return (random.nextDouble() < part ? others : these).draw(random);
            }

            @Override
            public double mean() {
                return these.mean() * (1 - part) + others.mean() * part;
            }
        };
    }
}
