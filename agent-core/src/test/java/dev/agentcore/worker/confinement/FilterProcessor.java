// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

import java.util.List;

/** Executes filters as the kernel does: the instructions that ours have. */
final class FilterProcessor {
    private FilterProcessor() {}

    /** What a filter answers to a call, as {@code SECCOMP_RET_...}. */
    static int answer(List<Instruction> program, int architecture, int number, long... arguments) {
        int accumulator = 0;
        for (int at = 0; at < program.size(); at++) {
            Instruction instruction = program.get(at);
            int constant = instruction.constant();
            switch (instruction.code()) {
                case Instruction.LOAD -> accumulator = word(architecture, number, arguments, constant);
                case Instruction.AND -> accumulator &= constant;
                case Instruction.JUMP_IF_EQUAL ->
                    at += accumulator == constant ? instruction.whenTrue() : instruction.whenFalse();
                case Instruction.JUMP_IF_AT_LEAST ->
                    at += Integer.compareUnsigned(accumulator, constant) >= 0
                            ? instruction.whenTrue()
                            : instruction.whenFalse();
                case Instruction.RETURN -> {
                    return constant;
                }
                default -> throw new AssertionError("instruction %x".formatted(instruction.code()));
            }
        }
        throw new AssertionError("the program ends without an answer");
    }

    /** Of {@code struct seccomp_data}: number, architecture, instruction pointer, six arguments; little-endian. */
    private static int word(int architecture, int number, long[] arguments, int offset) {
        if (offset % 4 != 0 || offset < 0 || offset >= 64) {
            throw new AssertionError("a load at " + offset);
        }
        if (offset < 16) {
            return switch (offset) {
                case 0 -> number;
                case 4 -> architecture;
                default -> throw new AssertionError("the filter reads the instruction pointer");
            };
        }
        int argument = (offset - 16) / 8;
        long value = argument < arguments.length ? arguments[argument] : 0;
        return (int) (offset % 8 == 0 ? value : value >>> 32);
    }
}
