// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

/**
 * One instruction of a filter: {@code struct sock_filter} of {@code linux/filter.h}.
 *
 * @param code what it does
 * @param whenTrue how many instructions a jump skips if it compares true, 0 to 255
 * @param whenFalse how many if not, 0 to 255
 * @param constant its operand
 */
record Instruction(short code, int whenTrue, int whenFalse, int constant) {
    /** {@code BPF_LD | BPF_W | BPF_ABS}: loads a word of {@code struct seccomp_data}. */
    static final short LOAD = 0x20;
    /** {@code BPF_ALU | BPF_AND | BPF_K}. */
    static final short AND = 0x54;
    /** {@code BPF_JMP | BPF_JEQ | BPF_K}. */
    static final short JUMP_IF_EQUAL = 0x15;
    /** {@code BPF_JMP | BPF_JGE | BPF_K}: unsigned. */
    static final short JUMP_IF_AT_LEAST = 0x35;
    /** {@code BPF_RET | BPF_K}. */
    static final short RETURN = 0x06;

    static final int BYTES = 8;

    Instruction {
        if ((whenTrue | whenFalse) >>> 8 != 0) {
            throw new IllegalArgumentException("a jump over %d or %d instructions".formatted(whenTrue, whenFalse));
        }
    }

    static Instruction load(int offset) {
        return new Instruction(LOAD, 0, 0, offset);
    }

    static Instruction and(int mask) {
        return new Instruction(AND, 0, 0, mask);
    }

    static Instruction ifEqual(int value, int whenTrue, int whenFalse) {
        return new Instruction(JUMP_IF_EQUAL, whenTrue, whenFalse, value);
    }

    static Instruction ifAtLeast(int value, int whenTrue, int whenFalse) {
        return new Instruction(JUMP_IF_AT_LEAST, whenTrue, whenFalse, value);
    }

    static Instruction answer(Verdict verdict) {
        return new Instruction(RETURN, 0, 0, verdict.code());
    }
}
