// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest.build;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.WasmWriter;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.SectionId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Rewrites a module for engines whose bulk instructions cannot be interrupted. What a {@code memory.copy} or {@code
 * memory.fill} does with more bytes than a piece, a function does instead, piece by piece in a loop: in loops an engine looks
 * whether the call is to end. The functions do what the instructions do: ranges may overlap, and what is out of bounds traps
 * before anything is written.
 *
 * @see <a href="https://webassembly.github.io/spec/core/exec/instructions.html#memory-instructions">WebAssembly core
 *     specification, memory instructions</a>
 */
final class BulkPieces {
    /** The bytes of a piece: less than a millisecond, also if all of its pages have to be mapped. */
    static final int PIECE = 1 << 20;

    /** {@code i32.const} of it. */
    private static final String PIECE_CONST = "41 8080c000";

    private static final String COPY = "fc0a0000";
    private static final String FILL = "fc0b00";

    /** {@code (func (param i32 i32 i32))}. */
    private static final String TYPE = "60037f7f7f00";

    /** {@code size > PIECE}: there is another piece after the next one. */
    private static final String LARGE = "2002" + PIECE_CONST + "4b";

    /** {@code to + size <= memory.size * 65536}, in 64 bits: the memory may end at 2^32. */
    private static final String TO_FITS = "2000ad 2002ad 7c 3f00ad 4210 86 58";

    private static final String FROM_FITS = "2001ad 2002ad 7c 3f00ad 4210 86 58";

    /** Parameters: to (0), from (1), size (2), which is more than a piece. */
    private static final String COPY_BODY = "00"
            + "0240" + TO_FITS + FROM_FITS + "71 45 0d00"
            // to - from < size, unsigned: the target begins within the source, which is copied from its end.
            + "2000 2001 6b 2002 49 0440 0340"
            // size -= PIECE; copy to + size, from + size
            + "2002" + PIECE_CONST + "6b 2102"
            + "2000 2002 6a 2001 2002 6a" + PIECE_CONST + COPY
            + LARGE + "0d00 0b"
            + "05 0340"
            + "2000 2001" + PIECE_CONST + COPY
            + "2000" + PIECE_CONST + "6a 2100"
            + "2001" + PIECE_CONST + "6a 2101"
            + "2002" + PIECE_CONST + "6b 2102"
            + LARGE + "0d00 0b"
            + "0b 0b"
            // What is left; or all of it, which traps.
            + "2000 2001 2002" + COPY + "0b";

    /** Parameters: to (0), value (1), size (2), which is more than a piece. */
    private static final String FILL_BODY = "00"
            + "0240" + TO_FITS + "45 0d00 0340"
            + "2000 2001" + PIECE_CONST + FILL
            + "2000" + PIECE_CONST + "6a 2100"
            + "2002" + PIECE_CONST + "6b 2102"
            + LARGE + "0d00 0b 0b"
            + "2000 2001 2002" + FILL + "0b";

    private static final HexFormat HEX = HexFormat.of();
    private static final int CALL = 0x10;
    private static final int GET = 0x20;
    private static final int SET = 0x21;

    /** Three locals of 32 bits. */
    private static final String LOCALS = "037f";

    private final byte[] module;
    private final WasmModule parsed;
    private final int copy;
    private final int fill;

    private BulkPieces(byte[] module) {
        this.module = module;
        this.parsed = Parser.parse(module);
        long imported = parsed.importSection().stream()
                .filter(FunctionImport.class::isInstance)
                .count();
        this.copy = (int) imported + parsed.codeSection().functionBodyCount();
        this.fill = copy + 1;
    }

    /**
     * The module with these functions, after its own.
     *
     * @param module one with functions
     */
    static byte[] in(byte[] module) {
        return new BulkPieces(module).rewrite();
    }

    private byte[] rewrite() {
        var result = new WasmWriter();
        for (WasmSection section : WasmSection.of(module)) {
            ByteBuffer content = section.content(module);
            result.writeSection(
                    section.id(),
                    switch (section.id()) {
                        case SectionId.TYPE -> withMore(content, List.of(code(TYPE)));
                        case SectionId.FUNCTION -> {
                            byte[] type = unsigned(parsed.typeSection().typeCount());
                            yield withMore(content, List.of(type, type));
                        }
                        case SectionId.CODE ->
                            withMore(
                                    ByteBuffer.wrap(rewriteBodies(content)),
                                    List.of(sized(code(COPY_BODY)), sized(code(FILL_BODY))));
                        default -> rest(content);
                    });
        }
        return result.bytes();
    }

    /** A list, of a section or of locals, with more entries at its end. */
    private static byte[] withMore(ByteBuffer content, List<byte[]> entries) {
        var result = new ByteArrayOutputStream();
        result.writeBytes(unsigned((int) WasmSection.unsigned(content) + entries.size()));
        result.writeBytes(rest(content));
        entries.forEach(result::writeBytes);
        return result.toByteArray();
    }

    private byte[] rewriteBodies(ByteBuffer content) {
        var result = new ByteArrayOutputStream();
        int count = (int) WasmSection.unsigned(content);
        result.writeBytes(unsigned(count));
        for (int i = 0; i < count; i++) {
            int size = (int) WasmSection.unsigned(content);
            int begin = content.position();
            content.position(begin + size);
            result.writeBytes(sized(rewriteBody(i, begin, begin + size)));
        }
        return result.toByteArray();
    }

    private byte[] rewriteBody(int function, int begin, int end) {
        FunctionBody body = parsed.codeSection().getFunctionBody(function);
        List<AnnotatedInstruction> instructions = body.instructions();
        var result = new ByteArrayOutputStream();
        int done = begin;
        for (int i = 0; i < instructions.size(); i++) {
            AnnotatedInstruction instruction = instructions.get(i);
            boolean copies = instruction.opcode() == OpCode.MEMORY_COPY;
            if ((copies || instruction.opcode() == OpCode.MEMORY_FILL) && !isSmall(instructions.subList(0, i))) {
                if (done == begin) {
                    done = instructions.getFirst().address();
                    result.writeBytes(withMore(ByteBuffer.wrap(module, begin, done - begin), List.of(code(LOCALS))));
                }
                byte[] original = code(copies ? COPY : FILL);
                int at = instruction.address();
                if (!Arrays.equals(original, Arrays.copyOfRange(module, at, at + original.length))) {
                    throw new IllegalStateException("a bulk instruction in an encoding that is not known here");
                }
                result.write(module, done, at - done);
                writeGuarded(result, original, copies ? copy : fill, localCount(function, body));
                done = at + original.length;
            }
        }
        result.write(module, done, end - done);
        return result.toByteArray();
    }

    /** How many locals a function has, with its parameters: the number of the next one. */
    private int localCount(int function, FunctionBody body) {
        FunctionType type = parsed.functionSection().getFunctionType(function, parsed.typeSection());
        return type.params().size() + body.localTypes().size();
    }

    /** The instruction for what is a piece at most, as most are, and the call for what is more. */
    private static void writeGuarded(ByteArrayOutputStream result, byte[] instruction, int function, int local) {
        for (int i = 2; i >= 0; i--) {
            writeIndexed(result, SET, local + i);
        }
        writeIndexed(result, GET, local + 2);
        // size <= PIECE
        result.writeBytes(code(PIECE_CONST + "4d 0440"));
        writeOperands(result, local);
        result.writeBytes(instruction);
        result.writeBytes(code("05"));
        writeOperands(result, local);
        writeIndexed(result, CALL, function);
        result.writeBytes(code("0b"));
    }

    private static void writeOperands(ByteArrayOutputStream result, int local) {
        for (int i = 0; i < 3; i++) {
            writeIndexed(result, GET, local + i);
        }
    }

    private static void writeIndexed(ByteArrayOutputStream result, int opcode, int index) {
        result.write(opcode);
        result.writeBytes(unsigned(index));
    }

    /** Whether these instructions end with a constant, of 32 bits or lowered to them, that is a single piece. */
    private static boolean isSmall(List<AnnotatedInstruction> before) {
        int last = before.size() - 1;
        if (last > 0 && before.get(last).opcode() == OpCode.I32_WRAP_I64) {
            last--;
        }
        AnnotatedInstruction constant = before.get(last);
        return (constant.opcode() == OpCode.I32_CONST || constant.opcode() == OpCode.I64_CONST)
                && Integer.compareUnsigned((int) constant.operand(0), PIECE) <= 0;
    }

    private static byte[] code(String hex) {
        return HEX.parseHex(hex.replace(" ", ""));
    }

    private static byte[] sized(byte[] body) {
        var result = new ByteArrayOutputStream();
        result.writeBytes(unsigned(body.length));
        result.writeBytes(body);
        return result.toByteArray();
    }

    private static byte[] unsigned(int value) {
        var result = new ByteArrayOutputStream();
        WasmWriter.writeVarUInt32(result, value);
        return result.toByteArray();
    }

    private static byte[] rest(ByteBuffer content) {
        var rest = new byte[content.remaining()];
        content.get(rest);
        return rest;
    }
}
