// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.compute;

/**
 * What one side took for one program in one round.
 *
 * @param measured what it took, seen from inside
 * @param outside seconds that its run took besides, seen from outside: starting and ending the interpreter
 * @param baseline what the native Python took just before and just after
 */
record Turn(Measurement measured, double outside, Baseline baseline) {
    double steadyRatio() {
        return measured.steady() / baseline.steady();
    }

    double firstRatio() {
        return measured.first() / baseline.first();
    }
}
