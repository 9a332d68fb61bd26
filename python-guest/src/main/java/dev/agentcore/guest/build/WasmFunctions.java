// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest.build;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ActiveElement;
import com.dylibso.chicory.wasm.types.Element;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.ValType;
import dev.agentcore.guest.Instructions;
import dev.agentcore.guest.LinearMemory;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A module's functions, their types, and its table. */
final class WasmFunctions {
    static final ClassDesc MEMORY = LinearMemory.class.describeConstable().orElseThrow();
    static final ClassDesc INSTRUCTIONS = Instructions.class.describeConstable().orElseThrow();
    static final ClassDesc EXCEPTION =
            RuntimeException.class.describeConstable().orElseThrow();

    private final WasmModule module;
    private final List<FunctionType> imported;

    /** @throws IllegalStateException if a function has more than one result, which C functions never have */
    WasmFunctions(WasmModule module) {
        this.module = module;
        imported = module.importSection().stream()
                .filter(FunctionImport.class::isInstance)
                .map(each -> module.typeSection().getType(((FunctionImport) each).typeIndex()))
                .toList();
        for (int i = 0; i < module.functionSection().functionCount(); i++) {
            if (!hasOneResultAtMost(type(imported.size() + i))) {
                throw new IllegalStateException("a function with several results: " + (imported.size() + i));
            }
        }
    }

    /** Whether this type is valid for functions, and not only for blocks. */
    static boolean hasOneResultAtMost(FunctionType type) {
        return type.returns().size() <= 1;
    }

    /** The type of a function. */
    FunctionType type(int function) {
        return function < imported.size()
                ? imported.get(function)
                : module.functionSection().getFunctionType(function - imported.size(), module.typeSection());
    }

    /** The number of types. */
    int typeCount() {
        return module.typeSection().typeCount();
    }

    /** The type of that index. */
    FunctionType typeAt(int index) {
        return module.typeSection().getType(index);
    }

    /** The exported functions. */
    int[] exported() {
        return IntStream.range(0, module.exportSection().exportCount())
                .mapToObj(module.exportSection()::getExport)
                .filter(each -> each.exportType() == ExternalType.FUNCTION)
                .mapToInt(Export::index)
                .distinct()
                .sorted()
                .toArray();
    }

    /**
     * The table, which never changes: the function of each element, or -1.
     *
     * @throws IllegalStateException if there is more than one table, or a segment that is not active
     */
    int[] table() {
        if (module.tableSection().tableCount() != 1) {
            throw new IllegalStateException("tables: " + module.tableSection().tableCount());
        }
        int[] functions =
                new int[(int) module.tableSection().getTable(0).limits().min()];
        Arrays.fill(functions, -1);
        for (Element element : module.elementSection().elements()) {
            if (!(element instanceof ActiveElement active) || active.tableIndex() != 0) {
                throw new IllegalStateException("an element segment that is not of the table from the start");
            }
            int at = (int) constant(active.offset(), OpCode.I32_CONST);
            for (List<Instruction> initializer : element.initializers()) {
                functions[at++] = (int) constant(initializer, OpCode.REF_FUNC);
            }
        }
        return functions;
    }

    private static long constant(List<Instruction> expression, OpCode expected) {
        Instruction first = expression.getFirst();
        if (first.opcode() != expected) {
            throw new IllegalStateException("not " + expected + ": " + first);
        }
        return first.operand(0);
    }

    /** A type as a JVM type: the parameters, then {@code more}. */
    static MethodTypeDesc descriptor(FunctionType type, ClassDesc... more) {
        List<ClassDesc> parameters = new ArrayList<>();
        type.params().forEach(each -> parameters.add(describe(each)));
        parameters.addAll(List.of(more));
        return MethodTypeDesc.of(
                type.returns().isEmpty()
                        ? ConstantDescs.CD_void
                        : describe(type.returns().getFirst()),
                parameters);
    }

    static TypeKind kind(ValType type) {
        return TypeKind.from(describe(type));
    }

    private static ClassDesc describe(ValType type) {
        if (type.equals(ValType.I32)) {
            return ConstantDescs.CD_int;
        }
        if (type.equals(ValType.I64)) {
            return ConstantDescs.CD_long;
        }
        if (type.equals(ValType.F32)) {
            return ConstantDescs.CD_float;
        }
        if (type.equals(ValType.F64)) {
            return ConstantDescs.CD_double;
        }
        throw new IllegalStateException("a type that no guest has: " + type);
    }
}
