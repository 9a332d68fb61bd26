// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * The program by which the kernel judges each system call of a worker: an allow-list, in the kernel's first form of BPF.
 * What is not listed fails with {@code EPERM}.
 */
final class SystemCallFilter {
    /** Where {@code struct seccomp_data} has the number, the architecture and the arguments. */
    private static final int NUMBER = 0;

    private static final int ARCHITECTURE = 4;
    private static final int ARGUMENTS = 16;
    /** Numbers from here on are of x32: other calls by the same architecture. */
    private static final int X32 = 0x40000000;

    private static final int SET_MODE_FILTER = 1;
    private static final int ALL_THREADS = 1;

    private final List<Instruction> program;

    private SystemCallFilter(List<Instruction> program) {
        this.program = List.copyOf(program);
    }

    /**
     * Makes the filter.
     *
     * @param process the id of the process that it is for
     */
    static SystemCallFilter of(Architecture architecture, int process) {
        var program = new ArrayList<Instruction>();
        program.add(Instruction.load(ARCHITECTURE));
        program.add(Instruction.ifEqual(architecture.audit(), 1, 0));
        program.add(Instruction.answer(Verdict.KILL_PROCESS));
        program.add(Instruction.load(NUMBER));
        program.add(Instruction.ifAtLeast(X32, 0, 1));
        program.add(Instruction.answer(Verdict.KILL_PROCESS));
        for (SystemCall call : SystemCall.values()) {
            if (call.isOn(architecture)) {
                List<Instruction> judgement = judgement(call.rule(), process);
                program.add(Instruction.ifEqual(call.number(architecture), 0, judgement.size()));
                program.addAll(judgement);
            }
        }
        program.add(Instruction.answer(Verdict.NOT_PERMITTED));
        return new SystemCallFilter(program);
    }

    /** Ends with an answer on each way, so no call is compared with the next number. */
    private static List<Instruction> judgement(Rule rule, int process) {
        var instructions = new ArrayList<Instruction>();
        List<Check> checks = rule.checks(process);
        for (Check check : checks) {
            instructions.add(Instruction.load(ARGUMENTS + check.argument() * Long.BYTES + (check.high() ? 4 : 0)));
            if (check.mask() != -1) {
                instructions.add(Instruction.and(check.mask()));
            }
            int left = check.accepted().size();
            for (int value : check.accepted()) {
                instructions.add(Instruction.ifEqual(value, left--, 0));
            }
            instructions.add(Instruction.answer(rule.otherwise()));
        }
        instructions.add(Instruction.answer(checks.isEmpty() ? rule.otherwise() : Verdict.ALLOW));
        return instructions;
    }

    List<Instruction> program() {
        return program;
    }

    /**
     * Puts all threads of this process under the filter, for ever. The calling thread must have given up new privileges.
     *
     * @return 0, or why not: a negative error number, or the id of a thread that could not be put under it
     */
    long install(Kernel kernel) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment code = arena.allocate((long) program.size() * Instruction.BYTES, Long.BYTES);
            long at = 0;
            for (Instruction each : program) {
                code.set(ValueLayout.JAVA_SHORT, at, each.code());
                code.set(ValueLayout.JAVA_BYTE, at + 2, (byte) each.whenTrue());
                code.set(ValueLayout.JAVA_BYTE, at + 3, (byte) each.whenFalse());
                code.set(ValueLayout.JAVA_INT, at + 4, each.constant());
                at += Instruction.BYTES;
            }
            MemorySegment header = arena.allocate(16, Long.BYTES); // struct sock_fprog
            header.set(ValueLayout.JAVA_SHORT, 0, (short) program.size());
            header.set(ValueLayout.JAVA_LONG, 8, code.address());
            return kernel.call(SystemCall.SECCOMP, SET_MODE_FILTER, ALL_THREADS, header.address());
        }
    }
}
