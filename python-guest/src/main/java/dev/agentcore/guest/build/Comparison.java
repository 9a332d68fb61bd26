// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest.build;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.Optional;

/**
 * A comparison of WebAssembly for which the JVM has a conditional jump, with Chicory's name. Excluded: those of floats.
 */
enum Comparison {
    I32_EQZ(Operands.INT, Opcode.IFEQ, Opcode.IFNE),
    I32_EQ(Operands.INTS, Opcode.IF_ICMPEQ, Opcode.IF_ICMPNE),
    I32_NE(Operands.INTS, Opcode.IF_ICMPNE, Opcode.IF_ICMPEQ),
    I32_LT_S(Operands.INTS, Opcode.IF_ICMPLT, Opcode.IF_ICMPGE),
    I32_GT_S(Operands.INTS, Opcode.IF_ICMPGT, Opcode.IF_ICMPLE),
    I32_LE_S(Operands.INTS, Opcode.IF_ICMPLE, Opcode.IF_ICMPGT),
    I32_GE_S(Operands.INTS, Opcode.IF_ICMPGE, Opcode.IF_ICMPLT),
    I32_LT_U(Operands.UNSIGNED_INTS, Opcode.IFLT, Opcode.IFGE),
    I32_GT_U(Operands.UNSIGNED_INTS, Opcode.IFGT, Opcode.IFLE),
    I32_LE_U(Operands.UNSIGNED_INTS, Opcode.IFLE, Opcode.IFGT),
    I32_GE_U(Operands.UNSIGNED_INTS, Opcode.IFGE, Opcode.IFLT),
    I64_EQZ(Operands.LONG, Opcode.IFEQ, Opcode.IFNE),
    I64_EQ(Operands.LONGS, Opcode.IFEQ, Opcode.IFNE),
    I64_NE(Operands.LONGS, Opcode.IFNE, Opcode.IFEQ),
    I64_LT_S(Operands.LONGS, Opcode.IFLT, Opcode.IFGE),
    I64_GT_S(Operands.LONGS, Opcode.IFGT, Opcode.IFLE),
    I64_LE_S(Operands.LONGS, Opcode.IFLE, Opcode.IFGT),
    I64_GE_S(Operands.LONGS, Opcode.IFGE, Opcode.IFLT),
    I64_LT_U(Operands.UNSIGNED_LONGS, Opcode.IFLT, Opcode.IFGE),
    I64_GT_U(Operands.UNSIGNED_LONGS, Opcode.IFGT, Opcode.IFLE),
    I64_LE_U(Operands.UNSIGNED_LONGS, Opcode.IFLE, Opcode.IFGT),
    I64_GE_U(Operands.UNSIGNED_LONGS, Opcode.IFGE, Opcode.IFLT);

    /** The operands. */
    private enum Operands {
        INT,
        INTS,
        UNSIGNED_INTS,
        LONG,
        LONGS,
        UNSIGNED_LONGS
    }

    private static final MethodTypeDesc COMPARE_INTS =
            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int);

    private static final MethodTypeDesc COMPARE_LONGS =
            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_long, ConstantDescs.CD_long);

    private final Operands operands;
    private final Opcode jump;
    private final Opcode opposite;

    Comparison(Operands operands, Opcode jump, Opcode opposite) {
        this.operands = operands;
        this.jump = jump;
        this.opposite = opposite;
    }

    /** The comparison of that name, if there is one. */
    static Optional<Comparison> named(String name) {
        return Arrays.stream(values()).filter(each -> each.name().equals(name)).findAny();
    }

    /** Writes the code before the jump, and returns the jump's opcode: taken if the comparison holds, or if it does not. */
    Opcode write(CodeBuilder out, boolean negated) {
        switch (operands) {
            case INT, INTS -> {}
            case UNSIGNED_INTS -> out.invokestatic(ConstantDescs.CD_Integer, "compareUnsigned", COMPARE_INTS);
            case LONG -> out.lconst_0().lcmp();
            case LONGS -> out.lcmp();
            case UNSIGNED_LONGS -> out.invokestatic(ConstantDescs.CD_Long, "compareUnsigned", COMPARE_LONGS);
        }
        return negated ? opposite : jump;
    }
}
