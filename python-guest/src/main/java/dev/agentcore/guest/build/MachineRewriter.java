// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest.build;

import com.dylibso.chicory.wasm.WasmModule;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Generates the guest's machine from the classes that Chicory compiled: its functions, rewritten one by one
 * ({@link FunctionRewriter}), {@link IndirectCalls} and a {@link HostEntry}. Chicory's dispatch is replaced: it searches
 * all functions of a type, in methods that are too large for HotSpot.
 */
final class MachineRewriter {
    private final Path folder;
    private final MachineClasses classes;
    private final WasmFunctions functions;
    private final RecursiveCalls recursion;
    private final Map<Integer, ClassDesc> groups = new HashMap<>();

    /**
     * @param folder Chicory's classes, without other classes of the machine's package
     * @param machine the binary name of its machine
     * @throws IllegalStateException if the module has an unsupported feature
     */
    MachineRewriter(Path folder, String machine, WasmModule module) {
        this.folder = folder;
        this.classes = new MachineClasses(ClassDesc.of(machine));
        this.functions = new WasmFunctions(module);
        this.recursion = new RecursiveCalls(module);
    }

    /**
     * Rewrites the classes.
     *
     * @throws IllegalStateException if a function uses an unsupported instruction
     */
    void rewrite() throws IOException {
        List<Path> original = originalClasses();
        for (Path file : original) {
            if (file.getFileName().toString().startsWith(classes.groupPrefix())) {
                Files.write(file, rewriteGroup(ClassFile.of().parse(file)));
            } else {
                Files.delete(file);
            }
        }
        write(classes.table(), new IndirectCalls(classes.table(), functions, groups).build());
        write(classes.machine(), new HostEntry(classes.machine(), functions, groups).build());
    }

    private List<Path> originalClasses() throws IOException {
        String name = classes.machine().displayName();
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(each -> {
                        String file = each.getFileName().toString();
                        return file.startsWith(name) && file.endsWith(".class");
                    })
                    .toList();
        }
    }

    private void write(ClassDesc type, byte[] bytes) throws IOException {
        Files.write(folder.resolve(type.displayName() + ".class"), bytes);
    }

    private byte[] rewriteGroup(ClassModel original) {
        ClassDesc type = original.thisClass().asSymbol();
        return ClassFile.of().build(type, group -> {
            group.withFlags(AccessFlag.PUBLIC, AccessFlag.FINAL);
            for (MethodModel method : original.methods()) {
                String name = method.methodName().stringValue();
                if (MachineClasses.isFunction(name)) {
                    groups.put(MachineClasses.function(name), type);
                    group.withMethodBody(
                            name,
                            FunctionRewriter.withoutInstance(method.methodTypeSymbol()),
                            ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                            code -> new FunctionRewriter(classes, recursion, method, code).rewrite());
                }
            }
        });
    }
}
