// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

/** A measurement that {@code bench/run NAME} makes. Runs once, in its own JVM. */
public interface Benchmark {
    /** Its name on the command line: one word in lower case, such as {@code latency}. */
    String name();

    /**
     * Measures. May take minutes.
     *
     * @param effort how long to measure
     * @param progress receives progress messages
     * @throws Exception if something could not be measured: then there are no findings
     */
    Findings run(Effort effort, Progress progress) throws Exception;

    /**
     * The same benchmark with a fixed number of runs, regardless of the effort.
     *
     * @param number 1 or more
     * @throws UnsupportedOperationException if its number of runs cannot be chosen
     */
    default Benchmark withRuns(int number) {
        throw new UnsupportedOperationException(name() + " has no number of runs to choose");
    }
}
