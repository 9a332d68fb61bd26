// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest.build;

import static dev.agentcore.guest.build.MachineClasses.CHICORY_INSTANCE;
import static dev.agentcore.guest.build.MachineClasses.CHICORY_MEMORY;
import static dev.agentcore.guest.build.WasmFunctions.INSTRUCTIONS;
import static dev.agentcore.guest.build.WasmFunctions.MEMORY;

import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The class that the host calls, a {@link Machine}. Supports only exported functions, with arguments and results of 32 bits
 * like the guest's.
 */
final class HostEntry {
    private static final ClassDesc LONGS = ConstantDescs.CD_long.arrayType();

    private final ClassDesc machine;
    private final WasmFunctions functions;
    private final Map<Integer, ClassDesc> groups;

    /**
     * @param machine the class's name
     * @param groups where each function's method is
     */
    HostEntry(ClassDesc machine, WasmFunctions functions, Map<Integer, ClassDesc> groups) {
        this.machine = machine;
        this.functions = functions;
        this.groups = groups;
    }

    /** The class. */
    byte[] build() {
        return ClassFile.of().build(machine, out -> {
            out.withFlags(AccessFlag.PUBLIC, AccessFlag.FINAL);
            out.withInterfaceSymbols(Machine.class.describeConstable().orElseThrow());
            out.withField("instance", CHICORY_INSTANCE, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
            out.withMethodBody(
                    ConstantDescs.INIT_NAME,
                    MethodTypeDesc.of(ConstantDescs.CD_void, CHICORY_INSTANCE),
                    ClassFile.ACC_PUBLIC,
                    code -> code.aload(0)
                            .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                            .aload(0)
                            .aload(1)
                            .putfield(machine, "instance", CHICORY_INSTANCE)
                            .return_());
            out.withMethodBody(
                    "call",
                    MethodTypeDesc.of(LONGS, ConstantDescs.CD_int, LONGS),
                    ClassFile.ACC_PUBLIC,
                    this::callExported);
        });
    }

    private void callExported(CodeBuilder code) {
        List<SwitchCase> cases = Arrays.stream(functions.exported())
                .mapToObj(each -> SwitchCase.of(each, code.newLabel()))
                .toList();
        Label none = code.newLabel();
        code.iload(1).lookupswitch(none, cases);
        for (SwitchCase each : cases) {
            code.labelBinding(each.target());
            call(code, each.caseValue());
        }
        code.labelBinding(none)
                .invokestatic(INSTRUCTIONS, "notCallable", MethodTypeDesc.of(WasmFunctions.EXCEPTION))
                .athrow();
    }

    private void call(CodeBuilder code, int function) {
        FunctionType type = functions.type(function);
        for (int i = 0; i < type.params().size(); i++) {
            requireInt(type.params().get(i));
            code.aload(2).loadConstant(i).laload().l2i();
        }
        code.aload(0)
                .getfield(machine, "instance", CHICORY_INSTANCE)
                .invokevirtual(CHICORY_INSTANCE, "memory", MethodTypeDesc.of(CHICORY_MEMORY))
                .checkcast(MEMORY)
                .invokestatic(
                        Objects.requireNonNull(groups.get(function)),
                        MachineClasses.method(function),
                        WasmFunctions.descriptor(type, MEMORY));
        if (type.returns().isEmpty()) {
            code.iconst_0().newarray(TypeKind.LONG).areturn();
            return;
        }
        requireInt(type.returns().getFirst());
        int result = code.allocateLocal(TypeKind.INT);
        code.istore(result)
                .iconst_1()
                .newarray(TypeKind.LONG)
                .dup()
                .iconst_0()
                .iload(result)
                .i2l()
                .lastore()
                .areturn();
    }

    private static void requireInt(ValType type) {
        if (!type.equals(ValType.I32)) {
            throw new IllegalStateException("an exported function with an argument or result that is no i32: " + type);
        }
    }
}
