// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

import java.util.Arrays;
import java.util.List;

/**
 * What an argument of a system call must be: one half of it, of which some bits are compared.
 *
 * @param argument 0 to 5
 * @param high whether the half is the upper one
 * @param mask the bits that are compared
 * @param accepted at least one value
 */
record Check(int argument, boolean high, int mask, List<Integer> accepted) {
    /** Of an argument that the kernel takes as an {@code int}. */
    static Check isOneOf(int argument, int... accepted) {
        return new Check(argument, false, -1, Arrays.stream(accepted).boxed().toList());
    }

    /** Of the flags in an argument's lower half. */
    static Check hasBits(int argument, int mask, int accepted) {
        return new Check(argument, false, mask, List.of(accepted));
    }

    /** Of a pointer. */
    static List<Check> isNull(int argument) {
        return List.of(new Check(argument, false, -1, List.of(0)), new Check(argument, true, -1, List.of(0)));
    }
}
