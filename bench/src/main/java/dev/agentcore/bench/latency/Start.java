// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.latency;

import dev.agentcore.bench.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The latencies of a server's first runs. Immutable.
 *
 * @param untilReady from the start of its process until it reported that it serves
 * @param connectMillis the time of the first connection, and of a call that runs nothing
 * @param runs in order; at least {@link #WINDOW}
 */
record Start(Duration untilReady, double connectMillis, List<Run> runs) {
    /** The number of consecutive runs whose median decides whether the server is warm. */
    static final int WINDOW = 15;

    /**
     * A run.
     *
     * @param beganSeconds its start, since the server reported that it serves
     * @param millis its latency
     */
    record Run(double beganSeconds, double millis) {}

    Start {
        runs = List.copyOf(runs);
        if (runs.size() < WINDOW) {
            throw new IllegalArgumentException("only " + runs.size() + " runs");
        }
    }

    /** The latency of the run of that number, in milliseconds; the first is 1. The last run's if there are fewer. */
    double millis(int number) {
        return runs.get(Math.min(number, runs.size()) - 1).millis();
    }

    /**
     * Seconds since the server reported that it serves, until runs are fast and stay so: until the first of
     * {@value #WINDOW} runs in a row whose median is within the bound, as are the medians of all that follow.
     * {@link Double#POSITIVE_INFINITY} if that was not reached.
     */
    double secondsUntilWithin(double boundMillis) {
        int first = runs.size() - WINDOW + 1;
        while (first > 0 && median(first - 1) <= boundMillis) {
            first--;
        }
        return first > runs.size() - WINDOW
                ? Double.POSITIVE_INFINITY
                : runs.get(first).beganSeconds();
    }

    /**
     * The first run, and for each interval since the server was ready the median of the runs that began in it: few enough
     * points for a chart.
     */
    List<Run> outline(double seconds) {
        var outline = new ArrayList<Run>();
        outline.add(runs.getFirst());
        runs.stream()
                .skip(1)
                .collect(Collectors.groupingBy(
                        run -> (int) (run.beganSeconds() / seconds), TreeMap::new, Collectors.toList()))
                .forEach((slot, within) -> outline.add(new Run((slot + 0.5) * seconds, median(within))));
        return outline;
    }

    private double median(int first) {
        return median(runs.subList(first, first + WINDOW));
    }

    private static double median(List<Run> some) {
        return Samples.of(some.stream().mapToDouble(Run::millis).toArray()).median();
    }
}
