// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest.build;

import static com.dylibso.chicory.wasm.types.ValType.I32;

import com.dylibso.chicory.wasm.types.FunctionType;
import dev.agentcore.guest.WasmBinary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every comparison, used in every way, of the operands that matter and of random ones. */
final class ComparisonTest {
    private static final FunctionType TO_INT = FunctionType.of(List.of(), List.of(I32));

    /** Where a comparison may stand; {@code ?} is the operands and the comparison, 45 is {@code i32.eqz}. */
    private static final Map<String, String> USES = Map.ofEntries(
            Map.entry("value", "?"),
            Map.entry("negated value", "? 45"),
            Map.entry("br_if", "027f 4101 ? 0d00 1a 4100 0b"),
            Map.entry("br_if of the opposite", "027f 4101 ? 45 0d00 1a 4100 0b"),
            Map.entry("br_if of the opposite's opposite", "027f 4101 ? 45 45 0d00 1a 4100 0b"),
            Map.entry("br_if of three times the opposite", "027f 4101 ? 45 45 45 0d00 1a 4100 0b"),
            Map.entry("if", "? 047f 4103 05 4104 0b"),
            Map.entry("if of the opposite", "? 45 047f 4103 05 4104 0b"),
            Map.entry("select", "4107 4109 ? 1b"),
            Map.entry("select of the opposite", "4107 4109 ? 45 1b"),
            Map.entry("br_table", "0240 0240 ? 0e01 00 01 0b 4105 0f 0b 4106"),
            Map.entry("operand", "? 4102 6a"),
            // As long as it holds, but three times at most: 16 counts.
            Map.entry(
                    "br_if to a loop",
                    "4110 4100 360200 0240 0340 4110 4110 280200 4101 6a 360200"
                            + " 4110 280200 4103 4e 0d01 ? 0d00 0b 0b 4110 280200"));

    @TempDir
    Path folder;

    @Test
    void everyComparisonIsTheInterpreters() throws IOException {
        Map<String, byte[]> functions = functions();
        var binary = new WasmBinary().table(0);
        functions.forEach((name, code) -> binary.function(name, TO_INT, code));
        try (var module = new RewrittenModule(folder, binary)) {
            for (long left : operands()) {
                for (long right : operands()) {
                    module.write(0, operands(left, right));
                    functions.keySet().forEach(module::compare);
                }
            }
        }
    }

    private static Map<String, byte[]> functions() {
        var functions = new LinkedHashMap<String, byte[]>();
        add(functions, "i32.eqz", "4100 280200 45");
        add(functions, "i64.eqz", "4100 290300 50");
        for (int opcode = 0x46; opcode <= 0x4f; opcode++) {
            add(functions, "i32", "4100 280200 4108 280200 %02x".formatted(opcode));
        }
        for (int opcode = 0x51; opcode <= 0x5a; opcode++) {
            add(functions, "i64", "4100 290300 4108 290300 %02x".formatted(opcode));
        }
        for (int opcode = 0x5b; opcode <= 0x60; opcode++) {
            add(functions, "f32", "4100 2a0200 4108 2a0200 %02x".formatted(opcode));
        }
        for (int opcode = 0x61; opcode <= 0x66; opcode++) {
            add(functions, "f64", "4100 2b0300 4108 2b0300 %02x".formatted(opcode));
        }
        return functions;
    }

    private static void add(Map<String, byte[]> functions, String type, String comparison) {
        String opcode = comparison.substring(comparison.lastIndexOf(' ') + 1);
        USES.forEach((use, code) -> functions.put(
                type + " " + opcode + ", " + use,
                HexFormat.of().parseHex(code.replace("?", comparison).replace(" ", ""))));
    }

    private static long[] operands() {
        LongStream special = LongStream.of(
                0,
                1,
                -1,
                Integer.MAX_VALUE,
                Integer.MIN_VALUE,
                1L << 31,
                1L << 32,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                Double.doubleToRawLongBits(-0.0),
                Double.doubleToRawLongBits(Double.NaN),
                Float.floatToRawIntBits(Float.NaN),
                Float.floatToRawIntBits(-0.0f));
        return LongStream.concat(special, new Random(1).longs(12)).toArray();
    }

    private static byte[] operands(long left, long right) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(left)
                .putLong(right)
                .array();
    }
}
