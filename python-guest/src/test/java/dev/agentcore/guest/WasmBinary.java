// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest;

import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Assembles small WebAssembly modules for tests: imported functions, exported ones, one memory of two pages that may grow
 * to four, a table, globals and data. Confined to one thread.
 *
 * <p>Functions are numbered from 0: those that are imported, then the others, as they were added.
 *
 * @see <a href="https://webassembly.github.io/spec/core/binary/modules.html">WebAssembly core specification, binary
 *     format</a>
 */
public final class WasmBinary {
    /** How many pages the memory has. */
    public static final int PAGES = 2;

    /** How many pages it may have, unless told otherwise. */
    public static final int MAXIMUM_PAGES = 4;

    private static final byte END = 0x0b;

    private record Element(int at, List<String> functions) {}

    private final List<FunctionType> types = new ArrayList<>();
    private final List<byte[]> imports = new ArrayList<>();
    private final List<String> functionNames = new ArrayList<>();
    private final Set<String> internal = new HashSet<>();
    private final List<byte[]> functionTypes = new ArrayList<>();
    private final List<byte[]> tables = new ArrayList<>();
    private final List<byte[]> globals = new ArrayList<>();
    private final List<Element> elements = new ArrayList<>();
    private final List<byte[]> bodies = new ArrayList<>();
    private final List<byte[]> segments = new ArrayList<>();
    private int maximumPages = MAXIMUM_PAGES;

    /** Lets the memory have so many pages. */
    public WasmBinary maximumPages(int pages) {
        maximumPages = pages;
        return this;
    }

    /** Imports a function. */
    public WasmBinary importFunction(String module, String name, FunctionType type) {
        imports.add(join(name(module), name(name), new byte[] {0}, unsigned(typeIndex(type))));
        return this;
    }

    /** Imports a function and exports one of the same name that calls it with its own arguments. */
    public WasmBinary forward(String module, String name, FunctionType type) {
        var code = new ByteArrayOutputStream();
        for (int i = 0; i < type.params().size(); i++) {
            code.write(0x20);
            code.write(i);
        }
        code.write(0x10);
        code.writeBytes(unsigned(imports.size()));
        importFunction(module, name, type);
        return function(name, type, code.toByteArray());
    }

    /** Exports a function without locals. Its code ends where it ends. */
    public WasmBinary function(String name, FunctionType type, byte... code) {
        return function(name, type, new byte[] {0}, code);
    }

    /** Exports a function with locals of 64 bits. */
    public WasmBinary functionWithLongs(String name, FunctionType type, int longs, byte... code) {
        return function(name, type, join(new byte[] {1}, unsigned(longs), new byte[] {0x7e}), code);
    }

    private WasmBinary function(String name, FunctionType type, byte[] locals, byte[] code) {
        functionNames.add(name);
        functionTypes.add(unsigned(typeIndex(type)));
        byte[] body = join(locals, code, new byte[] {END});
        bodies.add(join(unsigned(body.length), body));
        return this;
    }

    /** Adds a function that only the module's own code calls. */
    public WasmBinary internalFunction(String name, FunctionType type, byte... code) {
        internal.add(name);
        return function(name, type, code);
    }

    /** The number of a type, as {@code call_indirect} has it. */
    public int typeIndex(FunctionType type) {
        if (!types.contains(type)) {
            types.add(type);
        }
        return types.indexOf(type);
    }

    /** Adds a table of functions. */
    public WasmBinary table(int size) {
        tables.add(join(new byte[] {0x70, 0}, unsigned(size)));
        return this;
    }

    /** Fills the first table from {@code at} on with exported functions. */
    public WasmBinary elements(int at, List<String> functions) {
        elements.add(new Element(at, functions));
        return this;
    }

    /** Adds a global of 32 bits; the first one is the stack pointer. */
    public WasmBinary global(boolean mutable, int value) {
        globals.add(join(new byte[] {0x7f, (byte) (mutable ? 1 : 0)}, constant(value)));
        return this;
    }

    /** Adds a global of 64 bits. */
    public WasmBinary longGlobal(boolean mutable, int value) {
        byte[] initial = join(new byte[] {0x42}, signed(value), new byte[] {END});
        globals.add(join(new byte[] {0x7e, (byte) (mutable ? 1 : 0)}, initial));
        return this;
    }

    /** Adds an active data segment, or a passive one if the address is negative. */
    public WasmBinary data(int address, byte... bytes) {
        byte[] head = address < 0 ? new byte[] {1} : join(new byte[] {0}, constant(address));
        segments.add(join(head, unsigned(bytes.length), bytes));
        return this;
    }

    /** The module. */
    public byte[] assemble() {
        var module = new ByteArrayOutputStream();
        module.writeBytes(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
        section(module, 1, types.stream().map(WasmBinary::type).toList());
        section(module, 2, imports);
        section(module, 3, functionTypes);
        section(module, 4, tables);
        section(module, 5, List.of(join(new byte[] {1, PAGES}, unsigned(maximumPages))));
        section(module, 6, globals);
        section(module, 7, exports());
        section(module, 9, elements.stream().map(this::element).toList());
        if (!segments.isEmpty()) {
            byte[] count = unsigned(segments.size());
            module.writeBytes(join(new byte[] {12}, unsigned(count.length), count));
        }
        section(module, 10, bodies);
        section(module, 11, segments);
        return module.toByteArray();
    }

    private List<byte[]> exports() {
        var exports = new ArrayList<byte[]>();
        exports.add(join(name("memory"), new byte[] {2, 0}));
        functionNames.stream()
                .filter(each -> !internal.contains(each))
                .forEach(each -> exports.add(join(name(each), new byte[] {0}, unsigned(number(each)))));
        return exports;
    }

    private byte[] element(Element element) {
        byte[] functions = join(
                element.functions.stream().map(each -> unsigned(number(each))).toArray(byte[][]::new));
        return join(new byte[] {0}, constant(element.at), unsigned(element.functions.size()), functions);
    }

    private int number(String function) {
        return imports.size() + functionNames.indexOf(function);
    }

    private static void section(ByteArrayOutputStream module, int id, List<byte[]> entries) {
        if (entries.isEmpty()) {
            return;
        }
        byte[] content = join(unsigned(entries.size()), join(entries.toArray(byte[][]::new)));
        module.writeBytes(join(new byte[] {(byte) id}, unsigned(content.length), content));
    }

    private static byte[] type(FunctionType type) {
        return join(new byte[] {0x60}, valueTypes(type.params()), valueTypes(type.returns()));
    }

    private static byte[] valueTypes(List<ValType> types) {
        var bytes = new ByteArrayOutputStream();
        bytes.write(types.size());
        types.forEach(type -> bytes.write(type.equals(ValType.I64) ? 0x7e : 0x7f));
        return bytes.toByteArray();
    }

    private static byte[] name(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return join(unsigned(bytes.length), bytes);
    }

    private static byte[] constant(int value) {
        return join(new byte[] {0x41}, signed(value), new byte[] {END});
    }

    /** A number as instructions have it that take an index or an offset. */
    public static byte[] unsigned(int value) {
        var bytes = new ByteArrayOutputStream();
        int rest = value;
        while (Integer.compareUnsigned(rest, 0x80) >= 0) {
            bytes.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes.write(rest);
        return bytes.toByteArray();
    }

    /** A number as {@code i32.const} has it. */
    public static byte[] signed(int value) {
        var bytes = new ByteArrayOutputStream();
        int rest = value;
        while (rest < -64 || rest > 63) {
            bytes.write((rest & 0x7f) | 0x80);
            rest >>= 7;
        }
        bytes.write(rest & 0x7f);
        return bytes.toByteArray();
    }

    /** One piece of code after the other. */
    public static byte[] join(byte[]... parts) {
        var bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
