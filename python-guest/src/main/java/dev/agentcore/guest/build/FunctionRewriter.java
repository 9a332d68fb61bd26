// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest.build;

import static dev.agentcore.guest.build.MachineClasses.CHICORY_INSTANCE;
import static dev.agentcore.guest.build.MachineClasses.CHICORY_MEMORY;
import static dev.agentcore.guest.build.WasmFunctions.INSTRUCTIONS;
import static dev.agentcore.guest.build.WasmFunctions.MEMORY;

import com.dylibso.chicory.runtime.OpcodeImpl;
import dev.agentcore.guest.Instructions;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Map;

/**
 * One function of Chicory's, rewritten.
 *
 * <p>Chicory passes memory and instance from function to function, as the last two arguments. The rewritten function passes
 * only the memory, as a final class. {@link Instructions} replaces Chicory's runtime, and comparisons use the JVM's
 * instructions where they exist. The interruption check before every call is kept only where it is needed, before
 * {@link RecursiveCalls}, and so are the checks in loops.
 */
final class FunctionRewriter {
    private static final ClassDesc CHICORY_OPCODES =
            OpcodeImpl.class.describeConstable().orElseThrow();
    private static final String OPCODE_IMPL = internalName(CHICORY_OPCODES);

    private static final MethodTypeDesc LONG_BITS_TO_DOUBLE =
            MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_long);
    private static final MethodTypeDesc INT_BITS_TO_FLOAT =
            MethodTypeDesc.of(ConstantDescs.CD_float, ConstantDescs.CD_int);

    /** Chicory's names of the methods in {@link Instructions}. */
    private static final Map<String, String> INSTRUCTION_NAMES = Map.ofEntries(
            Map.entry("memoryReadByte", "load8"),
            Map.entry("memoryReadShort", "load16"),
            Map.entry("memoryReadInt", "loadInt"),
            Map.entry("memoryReadLong", "loadLong"),
            Map.entry("memoryReadFloat", "loadFloat"),
            Map.entry("memoryReadDouble", "loadDouble"),
            Map.entry("memoryWriteByte", "store8"),
            Map.entry("memoryWriteShort", "store16"),
            Map.entry("memoryWriteInt", "storeInt"),
            Map.entry("memoryWriteLong", "storeLong"),
            Map.entry("memoryWriteFloat", "storeFloat"),
            Map.entry("memoryWriteDouble", "storeDouble"),
            Map.entry("memoryCopy", "memoryCopy"),
            Map.entry("memoryFill", "memoryFill"),
            Map.entry("memoryGrow", "memoryGrow"),
            Map.entry("memoryPages", "memorySize"),
            Map.entry("throwTrapException", "unreachable"),
            Map.entry("callHostFunction", "callHost"));

    private final String runtime;
    private final String machine;
    private final ClassDesc table;
    private final RecursiveCalls recursion;
    private final int function;
    private final List<CodeElement> code;
    private final int memorySlot;
    private final int instanceSlot;
    private final CodeBuilder out;

    /** @param original Chicory's method of the function */
    FunctionRewriter(MachineClasses classes, RecursiveCalls recursion, MethodModel original, CodeBuilder out) {
        this.machine = internalName(classes.machine());
        this.runtime = internalName(classes.runtime());
        this.table = classes.table();
        this.recursion = recursion;
        this.function = MachineClasses.function(original.methodName().stringValue());
        this.code = original.code().orElseThrow().elementList();
        this.memorySlot = memorySlot(original.methodTypeSymbol());
        this.instanceSlot = memorySlot + 1;
        this.out = out;
    }

    private static int memorySlot(MethodTypeDesc type) {
        return type.parameterList().subList(0, type.parameterCount() - 2).stream()
                .mapToInt(each -> TypeKind.from(each).slotSize())
                .sum();
    }

    /** Writes the function. */
    void rewrite() {
        int at = 0;
        while (at < code.size()) {
            at += rewriteAt(at);
        }
    }

    /** Writes the replacement of the instructions at this position; returns the number of replaced instructions. */
    private int rewriteAt(int at) {
        return switch (code.get(at)) {
            case ConstantInstruction constant -> constant(constant, at);
            case ConvertInstruction convert -> convert(convert, at);
            case InvokeInstruction invoke -> invoke(invoke, at);
            case LoadInstruction load -> load(load, at);
            case StoreInstruction store -> {
                out.storeLocal(store.typeKind(), moved(store.slot()));
                yield 1;
            }
            case IncrementInstruction increment -> {
                out.iinc(moved(increment.slot()), increment.constant());
                yield 1;
            }
            default -> {
                out.with(code.get(at));
                yield 1;
            }
        };
    }

    private int constant(ConstantInstruction constant, int at) {
        // The index of a global: (index, instance) readGlobal, and l2i if it has 32 bits
        if (isRuntimeCall(at + 2, "readGlobal")) {
            if (constant.constantValue().equals(0)) {
                out.aload(memorySlot);
                call("stackPointer", MethodTypeDesc.of(ConstantDescs.CD_int, MEMORY));
                if (isLongToInt(at + 3)) {
                    return 4;
                }
                out.i2l();
                return 3;
            }
            out.with(constant).aload(memorySlot);
            call("global", MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_int, MEMORY));
            return 3;
        }
        // (value of 64 bits) (index, instance) writeGlobal
        if (isRuntimeCall(at + 2, "writeGlobal")) {
            out.l2i();
            writeStackPointer(constant);
            return 3;
        }
        // The index of the one table: (arguments, element, index, memory, instance) call_indirect
        if (isLoad(at + 1, memorySlot) && isLoad(at + 2, instanceSlot) && isIndirectCall(at + 3)) {
            return 1;
        }
        // The address of a static variable, in a guest whose pointers have 64 bits.
        if (constant.constantValue() instanceof Long value && isLongToInt(at + 1)) {
            out.loadConstant((int) (long) value);
            return 2;
        }
        // java.lang.classfile writes every NaN as the same one: CPython's own -nan would lose its sign.
        if (constant.constantValue() instanceof Double value && value.isNaN()) {
            out.loadConstant(Double.doubleToRawLongBits(value))
                    .invokestatic(ConstantDescs.CD_Double, "longBitsToDouble", LONG_BITS_TO_DOUBLE);
        } else if (constant.constantValue() instanceof Float value && value.isNaN()) {
            out.loadConstant(Float.floatToRawIntBits(value))
                    .invokestatic(ConstantDescs.CD_Float, "intBitsToFloat", INT_BITS_TO_FLOAT);
        } else {
            out.with(constant);
        }
        return 1;
    }

    private int convert(ConvertInstruction convert, int at) {
        // (value of 32 bits) i2l (index, instance) writeGlobal
        if (convert.opcode() == Opcode.I2L
                && isRuntimeCall(at + 3, "writeGlobal")
                && code.get(at + 1) instanceof ConstantInstruction index) {
            writeStackPointer(index);
            return 4;
        }
        out.with(convert);
        return 1;
    }

    /** The stack pointer is an {@code int} also where the guest's pointers have 64 bits: its memory is smaller than that. */
    private void writeStackPointer(ConstantInstruction index) {
        if (!index.constantValue().equals(0)) {
            throw new IllegalStateException("a global that changes and is not the stack pointer");
        }
        out.aload(memorySlot);
        call("setStackPointer", MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int, MEMORY));
    }

    private int load(LoadInstruction load, int at) {
        if (load.slot() != instanceSlot) {
            out.loadLocal(load.typeKind(), moved(load.slot()));
        } else if (!(code.get(at + 1) instanceof InvokeInstruction invoke) || !takesInstanceLast(invoke)) {
            out.aload(memorySlot);
            call("instance", MethodTypeDesc.of(CHICORY_INSTANCE, MEMORY));
        }
        return 1;
    }

    private int invoke(InvokeInstruction invoke, int at) {
        String owner = invoke.owner().asInternalName();
        String name = invoke.name().stringValue();
        if (owner.equals(OPCODE_IMPL)) {
            return opcode(invoke, name, at);
        }
        if (owner.equals(runtime)) {
            return instruction(invoke, name, at);
        }
        MethodTypeDesc type = withoutInstance(invoke.typeSymbol());
        if (isIndirectCall(at)) {
            int arguments = type.parameterCount();
            // Without the table's index, before the memory.
            out.invokestatic(table, name, type.dropParameterTypes(arguments - 2, arguments - 1));
        } else if (MachineClasses.isFunction(name)) {
            out.invokestatic(invoke.owner().asSymbol(), name, type);
        } else {
            throw new IllegalStateException("a call that no guest has: " + owner + "." + name);
        }
        return 1;
    }

    private int instruction(InvokeInstruction invoke, String name, int at) {
        if (name.equals("checkInterruption") && isBeforeCallThatEnds(at + 1)) {
            return 1;
        }
        if (name.equals("checkInterruption")) {
            out.aload(memorySlot);
            call(name, MethodTypeDesc.of(ConstantDescs.CD_void, MEMORY));
            return 1;
        }
        // Chicory's way around a bug of JDK 17.
        if (name.equals("i32_ge_u")) {
            return opcode(invoke, Comparison.I32_GE_U.name(), at);
        }
        String instruction = INSTRUCTION_NAMES.get(name);
        if (instruction == null) {
            throw new IllegalStateException("an instruction that no guest has: " + name);
        }
        call(instruction, withoutInstance(invoke.typeSymbol()));
        return 1;
    }

    /** Merges a comparison with the jump after it; other comparisons stay Chicory's. */
    private int opcode(InvokeInstruction invoke, String name, int at) {
        Comparison comparison = Comparison.named(name).orElse(null);
        if (comparison != null) {
            int next = at + 1;
            boolean negated = false;
            while (isCall(next, OPCODE_IMPL, Comparison.I32_EQZ.name())) {
                negated = !negated;
                next++;
            }
            if (next < code.size() && code.get(next) instanceof BranchInstruction branch && isDecision(branch)) {
                boolean jumpsIfNot = negated == (branch.opcode() == Opcode.IFNE);
                out.branch(comparison.write(out, jumpsIfNot), branch.target());
                return next + 1 - at;
            }
        }
        // An index of 32 bits that a guest whose pointers have 64 bits extends, masks and cuts: of a switch, for
        // example.
        if (name.equals("I64_EXTEND_I32_U")) {
            if (isLongToInt(at + 1)) {
                return 2;
            }
            if (code.get(at + 1) instanceof ConstantInstruction mask
                    && mask.constantValue() instanceof Long value
                    && code.get(at + 2) instanceof OperatorInstruction operator
                    && operator.opcode() == Opcode.LAND
                    && isLongToInt(at + 3)) {
                out.loadConstant((int) (long) value).iand();
                return 4;
            }
        }
        out.invokestatic(CHICORY_OPCODES, name, invoke.typeSymbol());
        return 1;
    }

    private static boolean isDecision(BranchInstruction branch) {
        return branch.opcode() == Opcode.IFNE || branch.opcode() == Opcode.IFEQ;
    }

    /** Whether a call follows, after its last arguments, that needs no interruption check. */
    private boolean isBeforeCallThatEnds(int at) {
        return isLoad(at, memorySlot)
                && isLoad(at + 1, instanceSlot)
                && code.get(at + 2) instanceof InvokeInstruction invoke
                && MachineClasses.isFunction(invoke.name().stringValue())
                && !recursion.contain(
                        function, MachineClasses.function(invoke.name().stringValue()));
    }

    private boolean isIndirectCall(int at) {
        return at < code.size()
                && code.get(at) instanceof InvokeInstruction invoke
                && invoke.owner().asInternalName().equals(machine)
                && invoke.name().stringValue().startsWith(IndirectCalls.METHOD);
    }

    private boolean isLoad(int at, int slot) {
        return at < code.size()
                && code.get(at) instanceof LoadInstruction load
                && load.typeKind() == TypeKind.REFERENCE
                && load.slot() == slot;
    }

    private boolean isLongToInt(int at) {
        return code.get(at) instanceof ConvertInstruction convert && convert.opcode() == Opcode.L2I;
    }

    private boolean isRuntimeCall(int at, String name) {
        return isCall(at, runtime, name);
    }

    private boolean isCall(int at, String owner, String name) {
        return at < code.size()
                && code.get(at) instanceof InvokeInstruction invoke
                && invoke.owner().asInternalName().equals(owner)
                && invoke.name().stringValue().equals(name);
    }

    private void call(String instruction, MethodTypeDesc type) {
        out.invokestatic(INSTRUCTIONS, instruction, type);
    }

    private int moved(int slot) {
        if (slot == instanceSlot) {
            throw new IllegalStateException("a local in the instance's place");
        }
        return slot > instanceSlot ? slot - 1 : slot;
    }

    private static boolean takesInstanceLast(InvokeInstruction invoke) {
        MethodTypeDesc type = invoke.typeSymbol();
        return type.parameterCount() > 0
                && type.parameterType(type.parameterCount() - 1).equals(CHICORY_INSTANCE);
    }

    /** The same with this project's memory class, and without the instance at the end. */
    static MethodTypeDesc withoutInstance(MethodTypeDesc type) {
        MethodTypeDesc result = type;
        int last = type.parameterCount() - 1;
        if (last >= 0 && type.parameterType(last).equals(CHICORY_INSTANCE)) {
            result = result.dropParameterTypes(last, last + 1);
        }
        for (int i = 0; i < result.parameterCount(); i++) {
            if (result.parameterType(i).equals(CHICORY_MEMORY)) {
                result = result.changeParameterType(i, MEMORY);
            }
        }
        return result;
    }

    private static String internalName(ClassDesc type) {
        String descriptor = type.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1);
    }
}
