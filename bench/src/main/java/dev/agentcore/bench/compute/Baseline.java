// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.compute;

/**
 * The native Python's times in one round, in seconds: the mean of before and after the other sides' turns, so that changes of
 * the machine's speed favour no side.
 *
 * @param steady see {@link Measurement#steady}
 * @param first see {@link Measurement#first}
 */
record Baseline(double steady, double first) {
    static Baseline between(Measurement before, Measurement after) {
        return new Baseline((before.steady() + after.steady()) / 2, (before.first() + after.first()) / 2);
    }
}
