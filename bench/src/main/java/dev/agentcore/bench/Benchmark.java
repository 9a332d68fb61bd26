// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

/** One measurement that {@code bench/run NAME} can make. Has a JVM to itself, and is run once in it. */
public interface Benchmark {
    /** What it is called by on the command line: one word in lower case, such as {@code latency}. */
    String name();

    /**
     * Measures. May take minutes.
     *
     * @param effort how long to measure
     * @param progress hears how far it is
     * @throws Exception if something could not be measured: there are no findings then
     */
    Findings run(Effort effort, Progress progress) throws Exception;

    /**
     * The same with so many runs, whatever the effort.
     *
     * @param number 1 or more
     * @throws UnsupportedOperationException if it is not one of so many runs
     */
    default Benchmark withRuns(int number) {
        throw new UnsupportedOperationException(name() + " has no number of runs to choose");
    }
}
