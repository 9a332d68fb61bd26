// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest.build;

import com.dylibso.chicory.wasm.WasmModule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rejects a guest with a method that is too large for HotSpot: by default it does not compile methods of more than 8000 bytes
 * of bytecode, and compiles methods near that size badly.
 *
 * <p>Some of CPython's functions are larger, but not hot or not yet fixable. They are listed in {@code large-methods.txt}
 * in this package, by name, with the reason. All other methods must be smaller, and all listed methods must exist and be
 * large.
 *
 * @see <a href="https://github.com/openjdk/jdk/blob/master/src/hotspot/share/runtime/globals.hpp">HugeMethodLimit</a>
 */
final class MethodSizeGate {
    private static final int LARGEST = 8000;

    private final WasmModule module;
    private final List<String> allowed;

    /** @param allowed the names of methods that may be larger; each may end with * */
    MethodSizeGate(WasmModule module, List<String> allowed) {
        this.module = module;
        this.allowed = allowed;
    }

    /**
     * The gate with the list in {@code large-methods.txt}.
     *
     * @param release which of CPython, such as {@code 3.13}
     */
    static MethodSizeGate withList(WasmModule module, String release) throws IOException {
        try (var in = Objects.requireNonNull(MethodSizeGate.class.getResourceAsStream("large-methods.txt"));
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return new MethodSizeGate(module, names(lines.lines(), release));
        }
    }

    /** The names of a list: those without a release, and those of this one. */
    static List<String> names(Stream<String> list, String release) {
        String own = release + ":";
        return list.filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\s", 2)[0])
                .map(name -> name.startsWith(own) ? name.substring(own.length()) : name)
                .filter(name -> !name.contains(":"))
                .toList();
    }

    /**
     * Prints the large methods of the classes in {@code folder}.
     *
     * @throws IllegalStateException if one of them is not allowed, or an allowed method is not among them
     */
    void check(Path folder) throws IOException {
        List<Large> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                found.addAll(largeMethods(ClassFile.of().parse(file)));
            }
        }
        found.sort(Comparator.comparingInt(Large::size).reversed());
        System.out.printf("methods over %d bytes of bytecode: %d%n", LARGEST, found.size());
        found.forEach(
                each -> System.out.printf("  %6d  %s%s%n", each.size, each.name, allows(each) ? "" : "  <-- refused"));
        List<Large> refused = found.stream().filter(each -> !allows(each)).toList();
        if (!refused.isEmpty()) {
            throw new IllegalStateException(refused.stream()
                    .map(each -> each.name + " (" + each.size + " bytes)")
                    .collect(Collectors.joining(
                            ", ", "methods over " + LARGEST + " bytes that large-methods.txt does not name: ", "")));
        }
        List<String> stale = allowed.stream()
                .filter(name -> found.stream().noneMatch(each -> matches(name, each)))
                .toList();
        if (!stale.isEmpty()) {
            throw new IllegalStateException("no method that large-methods.txt names, or no large one: " + stale);
        }
    }

    private boolean allows(Large method) {
        return allowed.stream().anyMatch(name -> matches(name, method));
    }

    private static boolean matches(String name, Large method) {
        return name.endsWith("*")
                ? method.name.startsWith(name.substring(0, name.length() - 1))
                : method.name.equals(name);
    }

    private List<Large> largeMethods(ClassModel type) {
        String simpleName = type.thisClass().name().stringValue().replaceAll(".*/", "");
        List<Large> found = new ArrayList<>();
        for (MethodModel method : type.methods()) {
            int size = method.findAttribute(java.lang.classfile.Attributes.code())
                    .map(CodeAttribute::codeLength)
                    .orElse(0);
            if (size > LARGEST) {
                found.add(new Large(sourceName(simpleName, method.methodName().stringValue()), size));
            }
        }
        return found;
    }

    /** The C function's name if the method is one; otherwise the class and the method. */
    private String sourceName(String type, String method) {
        if (method.startsWith("func_") && module.nameSection() != null) {
            String name = module.nameSection().nameOfFunction(Integer.parseInt(method.substring("func_".length())));
            if (name != null) {
                return name;
            }
        }
        return type + "." + method;
    }

    private record Large(String name, int size) {}
}
