// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.command.chicory;

import com.dylibso.chicory.wasm.Encoding;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmWriter;
import com.dylibso.chicory.wasm.types.RawSection;
import com.dylibso.chicory.wasm.types.SectionId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * A module without the bodies of compiled functions, which are in the machine's classes. Parsing and holding them would take
 * seconds and hundreds of megabytes. Stateless.
 *
 * @see <a href="https://webassembly.github.io/spec/core/binary/modules.html#code-section">WebAssembly core specification,
 *     code section</a>
 */
final class BodilessModule {
    /** No locals, {@code unreachable} and {@code end}: valid for every function type. */
    private static final byte[] NO_BODY = {3, 0, 0x00, 0x0b};

    private BodilessModule() {}

    /**
     * The module without these bodies.
     *
     * @param module a valid one
     * @param importedFunctions how many of its functions are imported; their numbers come first
     * @param kept the numbers of the functions whose bodies are still needed
     */
    static byte[] of(byte[] module, int importedFunctions, Set<Integer> kept) {
        var writer = new WasmWriter();
        Parser.parseWithoutDecoding(module, section -> {
            var raw = (RawSection) section;
            switch (raw.sectionId()) {
                case SectionId.CUSTOM -> {}
                case SectionId.CODE ->
                    writer.writeSection(SectionId.CODE, bodies(raw.contents(), importedFunctions, kept));
                default -> writer.writeSection(raw);
            }
        });
        return writer.bytes();
    }

    private static byte[] bodies(byte[] section, int importedFunctions, Set<Integer> kept) {
        ByteBuffer in = ByteBuffer.wrap(section).order(ByteOrder.LITTLE_ENDIAN);
        int count = (int) Encoding.readVarUInt32(in);
        var out = new ByteArrayOutputStream();
        WasmWriter.writeVarUInt32(out, count);
        for (int i = 0; i < count; i++) {
            int begin = in.position();
            int size = (int) Encoding.readVarUInt32(in);
            in.position(in.position() + size);
            if (kept.contains(importedFunctions + i)) {
                out.write(section, begin, in.position() - begin);
            } else {
                out.writeBytes(NO_BODY);
            }
        }
        return out.toByteArray();
    }
}
