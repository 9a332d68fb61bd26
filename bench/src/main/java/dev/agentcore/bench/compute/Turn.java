// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.compute;

/**
 * The times of one side for one program in one round.
 *
 * @param measured the times inside the interpreter
 * @param outside the additional seconds of the run, measured from outside: starting and ending the interpreter
 * @param baseline the native Python's times just before and just after
 */
record Turn(Measurement measured, double outside, Baseline baseline) {
    double steadyRatio() {
        return measured.steady() / baseline.steady();
    }

    double firstRatio() {
        return measured.first() / baseline.first();
    }
}
