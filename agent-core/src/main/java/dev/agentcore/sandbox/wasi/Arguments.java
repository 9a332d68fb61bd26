// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

/** The arguments of a WASI call, each in a slot of 64 bits. Valid during the call only. */
public final class Arguments {
    private final long[] slots;

    public Arguments(long[] slots) {
        this.slots = slots;
    }

    /** An address, a length or a count: unsigned. */
    public long u32(int index) {
        return slots[index] & 0xffff_ffffL;
    }

    /** A descriptor, flags or an identifier, as passed; values over 2^31 - 1 are negative. */
    int i32(int index) {
        return (int) slots[index];
    }

    /** An offset, a time or rights. */
    long i64(int index) {
        return slots[index];
    }
}
