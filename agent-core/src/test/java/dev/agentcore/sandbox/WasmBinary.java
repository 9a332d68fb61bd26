package dev.agentcore.sandbox;

import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.agentcore.execution.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Assembles small WebAssembly modules for tests: imported functions, exported ones, one memory of two pages that may grow
 * to four, and data. Confined to one thread.
 *
 * @see <a href="https://webassembly.github.io/spec/core/binary/modules.html">WebAssembly core specification, binary
 *     format</a>
 */
final class WasmBinary {
    static final int PAGES = 2;
    static final int MAXIMUM_PAGES = 4;

    private record Import(String module, String name, FunctionType type) {}

    private record Function(String name, FunctionType type, Bytes code) {}

    private record Data(int address, Bytes bytes) {}

    private final List<Import> imports = new ArrayList<>();
    private final List<Function> functions = new ArrayList<>();
    private final List<Data> data = new ArrayList<>();

    /** Imports a function and exports one of the same name that calls it with its own arguments. */
    WasmBinary forward(String module, String name, FunctionType type) {
        var code = new ByteArrayOutputStream();
        for (int i = 0; i < type.params().size(); i++) {
            code.write(0x20);
            code.write(i);
        }
        code.write(0x10);
        code.writeBytes(unsigned(imports.size()));
        imports.add(new Import(module, name, type));
        return function(name, type, code.toByteArray());
    }

    /** Exports a function. Imports must have been added before, if it calls any. */
    WasmBinary function(String name, FunctionType type, byte... code) {
        functions.add(new Function(name, type, Bytes.copyOf(code)));
        return this;
    }

    /** Adds an active data segment, or a passive one if the address is negative. */
    WasmBinary data(int address, byte... bytes) {
        data.add(new Data(address, Bytes.copyOf(bytes)));
        return this;
    }

    byte[] assemble() {
        var module = new ByteArrayOutputStream();
        module.writeBytes(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
        var types = new ArrayList<byte[]>();
        var importEntries = new ArrayList<byte[]>();
        var functionEntries = new ArrayList<byte[]>();
        var exports = new ArrayList<byte[]>();
        var bodies = new ArrayList<byte[]>();
        exports.add(join(name("memory"), new byte[] {2, 0}));
        for (Import imported : imports) {
            importEntries.add(join(name(imported.module), name(imported.name), new byte[] {0}, unsigned(types.size())));
            types.add(type(imported.type));
        }
        for (Function function : functions) {
            exports.add(join(name(function.name), new byte[] {0}, unsigned(imports.size() + functionEntries.size())));
            functionEntries.add(unsigned(types.size()));
            types.add(type(function.type));
            byte[] body = join(new byte[] {0}, function.code.toByteArray(), new byte[] {0x0b});
            bodies.add(join(unsigned(body.length), body));
        }
        var segments = new ArrayList<byte[]>();
        for (Data segment : data) {
            byte[] head = segment.address < 0
                    ? new byte[] {1}
                    : join(new byte[] {0, 0x41}, signed(segment.address), new byte[] {0x0b});
            segments.add(join(head, unsigned(segment.bytes.size()), segment.bytes.toByteArray()));
        }
        section(module, 1, types);
        section(module, 2, importEntries);
        section(module, 3, functionEntries);
        section(module, 5, List.of(new byte[] {1, PAGES, MAXIMUM_PAGES}));
        section(module, 7, exports);
        if (!segments.isEmpty()) {
            byte[] count = unsigned(segments.size());
            module.writeBytes(join(new byte[] {12}, unsigned(count.length), count));
        }
        section(module, 10, bodies);
        section(module, 11, segments);
        return module.toByteArray();
    }

    private static void section(ByteArrayOutputStream module, int id, List<byte[]> entries) {
        var content = new ByteArrayOutputStream();
        content.writeBytes(unsigned(entries.size()));
        entries.forEach(content::writeBytes);
        module.writeBytes(join(new byte[] {(byte) id}, unsigned(content.size()), content.toByteArray()));
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

    private static byte[] unsigned(int value) {
        var bytes = new ByteArrayOutputStream();
        int rest = value;
        while (rest >= 0x80) {
            bytes.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes.write(rest);
        return bytes.toByteArray();
    }

    private static byte[] signed(int value) {
        var bytes = new ByteArrayOutputStream();
        int rest = value;
        while (rest < -64 || rest > 63) {
            bytes.write((rest & 0x7f) | 0x80);
            rest >>= 7;
        }
        bytes.write(rest & 0x7f);
        return bytes.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        var bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
