// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest.build;

import static dev.agentcore.guest.build.WasmFunctions.INSTRUCTIONS;
import static dev.agentcore.guest.build.WasmFunctions.MEMORY;

import com.dylibso.chicory.wasm.types.FunctionType;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The class for {@code call_indirect}: a method {@code call_indirect_T} for each type T of the module, which Chicory's
 * code calls by that name. It looks up an element in a constant array of {@code int}, which combine the type's number and
 * the function's number within the type, and switches over the functions of the type.
 *
 * <p>Like {@link RecursiveCalls}, indirect calls check for interruption, to stop recursions without a loop.
 */
final class IndirectCalls {
    private static final ClassDesc INTS = ConstantDescs.CD_int.arrayType();
    private static final String ELEMENTS = "ELEMENTS";

    /** The methods' name, before the type's number. */
    static final String METHOD = "call_indirect_";

    /** The number of functions that one method calls: at a dozen bytes each, far below HotSpot's limit of 8000. */
    private static final int CHUNK = 256;

    private final ClassDesc table;
    private final WasmFunctions functions;
    private final Map<Integer, ClassDesc> groups;
    private final Map<FunctionType, Integer> numbers = new HashMap<>();
    private final Map<FunctionType, List<Integer>> members = new HashMap<>();

    /**
     * @param table the class's name
     * @param groups where each function's method is
     */
    IndirectCalls(ClassDesc table, WasmFunctions functions, Map<Integer, ClassDesc> groups) {
        this.table = table;
        this.functions = functions;
        this.groups = groups;
        // Equal types with different indices share a number. 0 is reserved for empty elements.
        IntStream.range(0, functions.typeCount())
                .forEach(type -> numbers.putIfAbsent(functions.typeAt(type), type + 1));
    }

    /** The class. */
    byte[] build() {
        String elements = encode(functions.table());
        return ClassFile.of().build(table, out -> {
            out.withFlags(AccessFlag.PUBLIC, AccessFlag.FINAL);
            out.withField(ELEMENTS, INTS, ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
            out.withMethodBody(
                    ConstantDescs.CLASS_INIT_NAME,
                    ConstantDescs.MTD_void,
                    ClassFile.ACC_STATIC,
                    code -> code.ldc(elements)
                            .invokestatic(INSTRUCTIONS, "table", MethodTypeDesc.of(INTS, ConstantDescs.CD_String))
                            .putstatic(table, ELEMENTS, INTS)
                            .return_());
            for (int type = 0; type < functions.typeCount(); type++) {
                if (WasmFunctions.hasOneResultAtMost(functions.typeAt(type))) {
                    new OfType(type).write(out);
                }
            }
        });
    }

    /** Two characters for each element, which {@code Instructions.table} reads; also fills {@link #members}. */
    private String encode(int[] elements) {
        var encoded = new StringBuilder();
        for (int function : elements) {
            if (function < 0) {
                encoded.append("\0\0");
                continue;
            }
            FunctionType type = functions.type(function);
            List<Integer> ofType = members.computeIfAbsent(type, absent -> new ArrayList<>());
            if (!ofType.contains(function)) {
                ofType.add(function);
            }
            encoded.append((char) number(type)).append((char) ofType.indexOf(function));
        }
        return encoded.toString();
    }

    private int number(FunctionType type) {
        return Objects.requireNonNull(numbers.get(type));
    }

    /** Writes the methods that call the functions of one type. */
    private final class OfType {
        private final String method;
        private final FunctionType type;
        private final List<Integer> candidates;
        private final int arguments;
        private final MethodTypeDesc called;

        /** The parameters of a chunk: the arguments, the memory, and the candidate. */
        private final MethodTypeDesc chunked;

        OfType(int index) {
            method = METHOD + index;
            type = functions.typeAt(index);
            candidates = members.getOrDefault(type, List.of());
            arguments = type.params().size();
            called = WasmFunctions.descriptor(type, MEMORY);
            chunked = WasmFunctions.descriptor(type, MEMORY, ConstantDescs.CD_int);
        }

        void write(ClassBuilder out) {
            MethodTypeDesc descriptor = WasmFunctions.descriptor(type, ConstantDescs.CD_int, MEMORY);
            boolean small = candidates.size() <= 2 * CHUNK;
            out.withMethodBody(method, descriptor, ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC, code -> {
                int candidate = lookUp(code);
                if (small) {
                    choose(code, 0, candidates, code.parameterSlot(arguments + 1), candidate);
                } else {
                    chooseChunk(code, code.parameterSlot(arguments + 1), candidate);
                }
            });
            for (int first = 0; !small && first < candidates.size(); first += CHUNK) {
                int from = first;
                List<Integer> part = candidates.subList(from, Math.min(candidates.size(), from + CHUNK));
                out.withMethodBody(
                        chunk(from),
                        chunked,
                        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC,
                        code -> choose(
                                code, from, part, code.parameterSlot(arguments), code.parameterSlot(arguments + 1)));
            }
        }

        /** Returns the local with the candidate, which is invalid for empty elements and those of other types. */
        private int lookUp(CodeBuilder code) {
            int candidate = code.allocateLocal(TypeKind.INT);
            code.aload(code.parameterSlot(arguments + 1))
                    .invokestatic(INSTRUCTIONS, "checkInterruption", MethodTypeDesc.of(ConstantDescs.CD_void, MEMORY))
                    .getstatic(table, ELEMENTS, INTS)
                    .iload(code.parameterSlot(arguments))
                    .iaload()
                    .loadConstant(number(type) << Character.SIZE)
                    .isub()
                    .istore(candidate);
            return candidate;
        }

        private void chooseChunk(CodeBuilder code, int memory, int candidate) {
            List<SwitchCase> cases = new ArrayList<>();
            for (int chunk = 0; chunk * CHUNK < candidates.size(); chunk++) {
                cases.add(SwitchCase.of(chunk, code.newLabel()));
            }
            Label none = code.newLabel();
            code.iload(candidate)
                    .loadConstant(Integer.numberOfTrailingZeros(CHUNK))
                    .ishr()
                    .tableswitch(none, cases);
            for (SwitchCase each : cases) {
                code.labelBinding(each.target());
                loadArguments(code, memory);
                code.iload(candidate)
                        .invokestatic(table, chunk(each.caseValue() * CHUNK), chunked)
                        .return_(TypeKind.from(called.returnType()));
            }
            code.labelBinding(none);
            refuse(code);
        }

        private void choose(CodeBuilder code, int first, List<Integer> part, int memory, int candidate) {
            List<SwitchCase> cases = new ArrayList<>();
            for (int i = 0; i < part.size(); i++) {
                cases.add(SwitchCase.of(first + i, code.newLabel()));
            }
            Label none = code.newLabel();
            // Without functions of the type, every call traps.
            if (!cases.isEmpty()) {
                loadArguments(code, memory);
                code.iload(candidate).tableswitch(none, cases);
            }
            for (int i = 0; i < part.size(); i++) {
                int function = part.get(i);
                ClassDesc group = Objects.requireNonNull(groups.get(function));
                code.labelBinding(cases.get(i).target())
                        .invokestatic(group, MachineClasses.method(function), called)
                        .return_(TypeKind.from(called.returnType()));
            }
            code.labelBinding(none);
            refuse(code);
        }

        private void loadArguments(CodeBuilder code, int memory) {
            for (int i = 0; i < arguments; i++) {
                code.loadLocal(WasmFunctions.kind(type.params().get(i)), code.parameterSlot(i));
            }
            code.aload(memory);
        }

        private String chunk(int first) {
            return method + "_" + first;
        }
    }

    private static void refuse(CodeBuilder code) {
        code.invokestatic(INSTRUCTIONS, "notCallable", MethodTypeDesc.of(WasmFunctions.EXCEPTION))
                .athrow();
    }
}
