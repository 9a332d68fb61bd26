// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

import dev.agentcore.sandbox.engine.EngineUnavailableException;

/**
 * What this package and the library have to agree on. Each value stands in both; the library tells its own by number, and
 * one that differs is not used.
 */
enum Interface {
    /** The number of the whole interface. */
    VERSION(1),
    /** The addresses of a linear memory. */
    MEMORY_BYTES(1L << 32),
    PAGE_BYTES(1 << 16),
    /** {@code struct Control}: its size, and where its fields are. */
    CONTROL_BYTES(24),
    CONTROL_BASE(0),
    CONTROL_SIZE(8),
    CONTROL_REFUSALS(16),
    CONTROL_ATTENTION(20),
    /** The most arguments. */
    SLOTS(16),
    /** What a guest's functions may take of a thread's stack, in bytes. */
    WASM_STACK(8 << 20),
    /** What a thread's stack must have left for a call, in bytes. */
    STACK_NEEDED(12 << 20),
    ADDRESS_BITS(64);

    private final long value;

    Interface(long value) {
        this.value = value;
    }

    long value() {
        return value;
    }

    int number() {
        return (int) value;
    }

    /**
     * Compares all values.
     *
     * @throws EngineUnavailableException if one differs
     */
    static void check(Library library) {
        Interface[] all = values();
        for (int number = 0; number < all.length; number++) {
            long theirs = library.constant(number);
            if (theirs != all[number].value) {
                throw new EngineUnavailableException(
                        "the native engine's library is of another version: %s is %d, not %d"
                                .formatted(all[number], theirs, all[number].value));
            }
        }
    }
}
