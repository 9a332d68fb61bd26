// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.compute;

/**
 * What the native Python took in one round, in seconds: the mean of before and after the others' turns, so that a machine
 * that changes its pace meanwhile does not count for or against anybody.
 *
 * @param steady see {@link Measurement#steady}
 * @param first see {@link Measurement#first}
 */
record Baseline(double steady, double first) {
    static Baseline between(Measurement before, Measurement after) {
        return new Baseline((before.steady() + after.steady()) / 2, (before.first() + after.first()) / 2);
    }
}
