// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest.build;

import static com.dylibso.chicory.wasm.types.ValType.I32;
import static dev.agentcore.guest.WasmBinary.join;
import static dev.agentcore.guest.WasmBinary.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.ValType;
import dev.agentcore.guest.LinearMemory;
import dev.agentcore.guest.WasmBinary;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rewritten module does what the original does, on Chicory's interpreter; but in pieces. */
@Timeout(60)
final class BulkPiecesTest {
    private static final FunctionType OF_THREE_INTS = FunctionType.of(List.of(I32, I32, I32), List.<ValType>of());
    private static final FunctionType OF_TWO_INTS = FunctionType.of(List.of(I32, I32), List.<ValType>of());
    private static final FunctionType INT_OF_INT = FunctionType.of(List.of(I32), List.of(I32));

    private static final int PIECE = BulkPieces.PIECE;
    private static final int END = 4 * PIECE;

    private static byte[] code(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static WasmBinary binary() {
        return new WasmBinary()
                .maximumPages(65536)
                .importFunction("host", "unused", INT_OF_INT)
                .function("fill", OF_THREE_INTS, code("2000 2001 2002 fc0b00"))
                .function("copy", OF_THREE_INTS, code("2000 2001 2002 fc0a0000"))
                .function("grow", INT_OF_INT, code("2000 4000"));
    }

    /** What the two modules do. */
    private static final class Both {
        private final Instance original = instantiate(binary().assemble(), LinearMemory::fresh);
        private final Instance rewritten = instantiate(BulkPieces.in(binary().assemble()), LinearMemory::fresh);

        Both() {
            byte[] content = new byte[END];
            new Random(1).nextBytes(content);
            for (Instance each : List.of(original, rewritten)) {
                each.memory().grow(END / Memory.PAGE_SIZE - WasmBinary.PAGES);
                each.memory().write(0, content);
            }
        }

        /** Returns what the call ends with: nothing, or a trap. Both must, and leave the same memory. */
        String call(String function, int... arguments) {
            String expected = ending(original, function, arguments);
            assertThat(ending(rewritten, function, arguments)).isEqualTo(expected);
            assertThat(content(rewritten)).isEqualTo(content(original));
            return expected;
        }
    }

    private static Instance instantiate(byte[] module, Function<MemoryLimits, Memory> memory) {
        var unused = new HostFunction("host", "unused", INT_OF_INT, (instance, arguments) -> arguments);
        return Instance.builder(Parser.parse(module))
                .withImportValues(ImportValues.builder().addFunction(unused).build())
                .withMemoryFactory(memory)
                .build();
    }

    private static String ending(Instance instance, String function, int... arguments) {
        long[] all = new long[arguments.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = arguments[i];
        }
        try {
            instance.export(function).apply(all);
            return "";
        } catch (ChicoryException | IndexOutOfBoundsException trap) {
            return "trap: " + trap.getMessage();
        }
    }

    private static byte[] content(Instance instance) {
        return instance.memory().readBytes(0, instance.memory().pages() * Memory.PAGE_SIZE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 1, 3 * PIECE - 1, 3 * PIECE})
    void copiesOverlappingBothWaysAndApart(int size) {
        var both = new Both();
        for (int distance : new int[] {0, 1, 77, PIECE - 1, PIECE, size / 2, size - 1, size, size + 1}) {
            int far = Math.clamp(distance, 0, END - size);
            assertThat(both.call("copy", far, 0, size)).isEmpty();
            assertThat(both.call("copy", 0, far, size)).isEmpty();
            assertThat(both.call("copy", END - size, END - size - far, size)).isEmpty();
        }
        assertThat(both.call("fill", 3, 0x1a5, Math.min(size, END - 3))).isEmpty();
        assertThat(both.call("fill", END - size, -1, size)).isEmpty();
    }

    /** Nothing is written before: what both have in memory is compared. */
    @ParameterizedTest
    @ValueSource(ints = {1, PIECE, PIECE + 1, 2 * PIECE, Integer.MAX_VALUE, Integer.MIN_VALUE, -PIECE, -1})
    void trapsOutOfBoundsWithoutAnyEffect(int size) {
        var both = new Both();
        for (int outside : new int[] {END - size + 1, END, END + 1, Integer.MAX_VALUE, Integer.MIN_VALUE, -size, -1}) {
            assertThat(both.call("copy", outside, 0, size)).startsWith("trap: ");
            assertThat(both.call("copy", 0, outside, size)).startsWith("trap: ");
            assertThat(both.call("copy", outside, outside, size)).startsWith("trap: ");
            assertThat(both.call("fill", outside, 7, size)).startsWith("trap: ");
        }
    }

    @Test
    void nothingIsCopiedAtTheVeryEndAndBehindItThatTraps() {
        var both = new Both();
        assertThat(both.call("copy", END, END, 0)).isEmpty();
        assertThat(both.call("fill", END, 1, 0)).isEmpty();
        assertThat(both.call("copy", END + 1, 0, 0)).startsWith("trap: ");
        assertThat(both.call("copy", 0, -1, 0)).startsWith("trap: ");
        assertThat(both.call("fill", END + 1, 1, 0)).startsWith("trap: ");
    }

    /** A memory that notes how much is copied or filled at a time. */
    private static Memory watched(Memory memory, List<Integer> sizes) {
        return (Memory) Proxy.newProxyInstance(
                Memory.class.getClassLoader(), new Class<?>[] {Memory.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "copy" -> sizes.add((int) arguments[2]);
                        case "fill" -> sizes.add((int) arguments[2] - (int) arguments[1]);
                        default -> {}
                    }
                    return method.invoke(memory, arguments);
                });
    }

    @ParameterizedTest
    @CsvSource({"fill, 0, 7", "copy, 0, 1000", "copy, 1000, 0", "copy, 7, 7"})
    void noPieceIsLarger(String function, int first, int second) {
        var sizes = new ArrayList<Integer>();
        Instance instance =
                instantiate(BulkPieces.in(binary().assemble()), limits -> watched(new ByteArrayMemory(limits), sizes));
        instance.memory().grow(END / Memory.PAGE_SIZE - WasmBinary.PAGES);
        instance.export(function).apply(first, second, 3 * PIECE + 5);
        assertThat(sizes).containsExactly(PIECE, PIECE, PIECE, 5);
        sizes.clear();
        instance.export(function).apply(first, second, PIECE);
        assertThat(sizes).containsExactly(PIECE);
    }

    private static List<FunctionBody> bodies(byte[] module) {
        return List.of(Parser.parse(module).codeSection().functionBodies());
    }

    private static List<OpCode> instructions(byte[] module, int function) {
        return bodies(module).get(function).instructions().stream()
                .map(AnnotatedInstruction::opcode)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "41, 0, false",
        "41, 1048576, false",
        "41, 1048577, true",
        "41, -1, true",
        "42, 8, false",
        "42, -1, true"
    })
    void onlyASizeThatIsKnownToBeSmallIsNotCompared(String constant, int size, boolean replaced) {
        byte[] known = join(code(constant), signed(size), code(constant.equals("42") ? "a7" : ""));
        byte[] module = BulkPieces.in(new WasmBinary()
                .function("fill", OF_TWO_INTS, join(code("2000 2001"), known, code("fc0b00")))
                .function("copy", OF_TWO_INTS, join(code("2000 2001"), known, code("fc0a0000")))
                .assemble());
        assertThat(instructions(module, 0)).contains(OpCode.MEMORY_FILL);
        assertThat(instructions(module, 0).contains(OpCode.CALL)).isEqualTo(replaced);
        assertThat(instructions(module, 1)).contains(OpCode.MEMORY_COPY);
        assertThat(instructions(module, 1).contains(OpCode.CALL)).isEqualTo(replaced);
    }

    @Test
    void whatComesBeforeAndAfterTheInstructionStays() {
        byte[] module = BulkPieces.in(new WasmBinary()
                .internalFunction("unchanged", INT_OF_INT, code("2000 4103 6c"))
                .function(
                        "all",
                        FunctionType.of(List.of(I32, I32, I32), List.of(I32)),
                        code("2000 2001 2002 fc0b00 2001 2000 2002 fc0a0000 2000 1000"))
                .assemble());
        Instance instance = instantiate(module, LinearMemory::fresh);
        assertThat(instance.export("all").apply(5, 1, 3)).containsExactly(15);
        assertThat(instance.memory().readBytes(0, 9)).containsExactly(0, 1, 1, 1, 0, 1, 1, 1, 0);
    }

    @Test
    void aFunctionKeepsItsLocals() {
        byte[] module = BulkPieces.in(new WasmBinary()
                .functionWithLongs(
                        "extend",
                        INT_OF_INT,
                        2,
                        code("2000ac 2102 4100 4107 2000 fc0b00 4101 4100 2000 fc0a0000 2002a7"))
                .assemble());
        Instance instance = instantiate(module, LinearMemory::fresh);
        assertThat(instance.export("extend").apply(1000)).containsExactly(1000);
        assertThat(instance.memory().readBytes(999, 3)).containsExactly(7, 7, 0);
    }

    @Test
    void theGuestForMachineCodeHasNoOtherLongOnes() throws IOException {
        byte[] guest = Files.readAllBytes(Path.of("target", "native-guest", "base", "python.wasm"));
        List<FunctionBody> bodies = bodies(guest);
        int last = bodies.size() - 1;
        assertThat(instructions(guest, last - 1)).contains(OpCode.MEMORY_COPY, OpCode.LOOP);
        assertThat(instructions(guest, last)).contains(OpCode.MEMORY_FILL, OpCode.LOOP);
        for (FunctionBody body : bodies.subList(0, last - 1)) {
            List<AnnotatedInstruction> instructions = body.instructions();
            for (int i = 0; i < instructions.size(); i++) {
                OpCode opcode = instructions.get(i).opcode();
                if (opcode == OpCode.MEMORY_COPY || opcode == OpCode.MEMORY_FILL) {
                    assertThat(isBounded(instructions.subList(0, i))).isTrue();
                }
            }
        }
    }

    /** After a constant that was lowered to 32 bits, or after a comparison with a piece and the three operands. */
    private static boolean isBounded(List<AnnotatedInstruction> before) {
        List<AnnotatedInstruction> last = before.subList(before.size() - 6, before.size());
        List<OpCode> opcodes = last.stream().map(AnnotatedInstruction::opcode).toList();
        if (opcodes.subList(0, 3).equals(List.of(OpCode.I32_CONST, OpCode.I32_LE_U, OpCode.IF))) {
            return last.getFirst().operand(0) == PIECE;
        }
        return opcodes.subList(4, 6).equals(List.of(OpCode.I64_CONST, OpCode.I32_WRAP_I64))
                && last.get(4).operand(0) <= PIECE;
    }

    @Test
    void refusesWhatIsNoModule() {
        assertThatThrownBy(() -> BulkPieces.in(new byte[] {0, 'a', 's', 'm', 2, 0, 0, 0}))
                .isInstanceOf(ChicoryException.class);
    }
}
