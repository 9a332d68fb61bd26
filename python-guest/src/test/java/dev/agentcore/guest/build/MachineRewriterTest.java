// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest.build;

import static com.dylibso.chicory.wasm.types.ValType.I32;
import static com.dylibso.chicory.wasm.types.ValType.I64;
import static dev.agentcore.guest.WasmBinary.join;
import static dev.agentcore.guest.WasmBinary.signed;
import static dev.agentcore.guest.WasmBinary.unsigned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.TrapException;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.agentcore.guest.StackExhaustedException;
import dev.agentcore.guest.WasmBinary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rewritten machine does what the specification says, and Chicory's interpreter does. */
@Timeout(60)
final class MachineRewriterTest {
    private static final FunctionType NOTHING = FunctionType.empty();
    private static final FunctionType INT = FunctionType.of(List.of(), List.of(I32));
    private static final FunctionType OF_INT = FunctionType.of(List.of(I32), List.<ValType>of());
    private static final FunctionType INT_OF_INT = FunctionType.of(List.of(I32), List.of(I32));
    private static final FunctionType INT_OF_INTS = FunctionType.of(List.of(I32, I32), List.of(I32));
    private static final FunctionType OF_THREE_INTS = FunctionType.of(List.of(I32, I32, I32), List.<ValType>of());

    private static final int MEMORY_END = WasmBinary.PAGES * 65536;

    @TempDir
    Path folder;

    private static byte[] code(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 300, MEMORY_END - 8, MEMORY_END - 1, MEMORY_END, Integer.MAX_VALUE - 1})
    void loadsAndStoresOfEveryWidthReachTheMemorysBordersAndNoFurther(int offset) throws IOException {
        List<String> names = new ArrayList<>();
        WasmBinary binary = accesses(offset, names);
        byte[] content = new byte[MEMORY_END];
        new Random(offset).nextBytes(content);
        try (var module = new RewrittenModule(folder, binary)) {
            module.write(0, content);
            for (int address : addresses(offset)) {
                for (String name : names) {
                    module.compare(name, address);
                }
                module.compareMemories();
            }
        }
    }

    /** A load stores what it read at 0, and a store stores what is at 8. */
    private static WasmBinary accesses(int offset, List<String> names) {
        var binary = new WasmBinary().table(0);
        byte[] immediates = join(new byte[] {0}, unsigned(offset));
        for (int load = 0x28; load <= 0x35; load++) {
            int type = load < 0x2c ? load - 0x28 : load < 0x30 ? 0 : 1;
            names.add("load %x".formatted(load));
            byte[] store = {(byte) (0x36 + type), 0, 0};
            binary.function(
                    names.getLast(), OF_INT, join(code("4100 2000"), new byte[] {(byte) load}, immediates, store));
        }
        for (int store = 0x36; store <= 0x3e; store++) {
            int type = store < 0x3a ? store - 0x36 : store < 0x3c ? 0 : 1;
            names.add("store %x".formatted(store));
            byte[] load = {(byte) (0x28 + type), 0, 0};
            binary.function(
                    names.getLast(), OF_INT, join(code("2000 4108"), load, new byte[] {(byte) store}, immediates));
        }
        return binary;
    }

    /** Around every border, without those whose sum with the offset overflows. */
    private static int[] addresses(int offset) {
        return IntStream.concat(
                        IntStream.rangeClosed(MEMORY_END - 9, MEMORY_END + 1).map(end -> end - offset),
                        IntStream.of(0, 1, 16, -1, -8, Integer.MAX_VALUE, Integer.MIN_VALUE))
                .filter(address -> Integer.toUnsignedLong(address) + offset < 1L << 32)
                .toArray();
    }

    /** The specification has a trap there; see Instructions. */
    @Test
    void anAddressThatOverflowsWraps() throws IOException {
        var binary = new WasmBinary().table(0).data(4, (byte) 42).function("load", INT_OF_INT, code("2000 28 00 08"));
        try (var module = new RewrittenModule(folder, binary)) {
            assertThat(module.call("load", -4)).containsExactly(42);
            assertThatThrownBy(() -> module.call("load", -9)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    /** Zeros with their sign, and NaNs with their sign, their quiet bit and their payload. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000",
                "0000000000000080",
                "000000000000f87f",
                "000000000000f8ff",
                "010000000000f0ff",
                "efcdab896745f37f",
                "efcdab896745fbff",
                "000000000000f0ff",
                "182d4454fb210940"
            })
    void aConstantOf64BitsKeepsEveryBit(String bytes) throws IOException {
        String store = "4100 44" + bytes + "390000 4100";
        var binary = new WasmBinary()
                .table(0)
                .function("low", INT, code(store + "280000"))
                .function("high", INT, code(store + "280004"));
        ByteBuffer expected = ByteBuffer.wrap(code(bytes)).order(ByteOrder.LITTLE_ENDIAN);
        try (var module = new RewrittenModule(folder, binary)) {
            assertThat(module.call("low")).containsExactly(expected.getInt(0));
            assertThat(module.call("high")).containsExactly(expected.getInt(4));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000", "00000080", "0000c07f", "0000c0ff", "010080ff", "674592ff", "db0f4940"})
    void aConstantOf32BitsKeepsEveryBit(String bytes) throws IOException {
        var binary = new WasmBinary().table(0).function("bits", INT, code("43" + bytes + "bc"));
        int expected =
                ByteBuffer.wrap(code(bytes)).order(ByteOrder.LITTLE_ENDIAN).getInt();
        try (var module = new RewrittenModule(folder, binary)) {
            assertThat(module.call("bits")).containsExactly(expected);
        }
    }

    @Test
    void bulkInstructionsAndGrowth() throws IOException {
        var binary = new WasmBinary()
                .table(0)
                .data(0, (byte) 1, (byte) 2, (byte) 3)
                .function("grow", INT_OF_INT, code("2000 4000"))
                .function("size", INT, code("3f00"))
                .function("fill", OF_THREE_INTS, code("2000 2001 2002 fc0b00"))
                .function("copy", OF_THREE_INTS, code("2000 2001 2002 fc0a0000"));
        try (var module = new RewrittenModule(folder, binary)) {
            for (int pages : new int[] {0, 3, 1, -1, 1, 1, Integer.MIN_VALUE}) {
                int end = (int) module.call("size")[0] * 65536;
                for (int size : new int[] {0, 1, 2, -1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                    module.compare("fill", end - 2, 7, size);
                    module.compare("fill", -1, 7, size);
                    module.compare("copy", 10, 1, size);
                    module.compare("copy", end - 1, 0, size);
                    module.compare("copy", 0, end - 1, size);
                }
                module.compareMemories();
                assertThat(module.compare("grow", pages)).isTrue();
                assertThat(module.compare("size")).isTrue();
            }
        }
    }

    /** As long as it takes several pieces, in both directions, over itself. */
    @Test
    void largeRegionsAreCopiedAndFilledAsSmallOnesAre() throws IOException {
        var binary = new WasmBinary()
                .maximumPages(1000)
                .table(0)
                .function("grow", INT_OF_INT, code("2000 4000"))
                .function("fill", OF_THREE_INTS, code("2000 2001 2002 fc0b00"))
                .function("copy", OF_THREE_INTS, code("2000 2001 2002 fc0a0000"));
        try (var module = new RewrittenModule(folder, binary)) {
            assertThat(module.compare("grow", 810)).isTrue();
            byte[] content = new byte[50 << 20];
            new Random(1).nextBytes(content);
            module.write(0, content);
            int size = 40 << 20;
            module.compare("copy", 12_345, 0, size);
            module.compareMemories();
            module.compare("copy", 1, 5_000_000, size);
            module.compareMemories();
            module.compare("fill", 77, 9, size + 1);
            module.compareMemories();
            assertThat(module.compare("copy", 0, 20 << 20, size)).isFalse();
            assertThat(module.compare("fill", 20 << 20, 1, size)).isFalse();
        }
    }

    @Test
    void globalsAreReadAndTheStackPointerIsWritten() throws IOException {
        var binary = new WasmBinary()
                .table(0)
                .global(true, 1000)
                .global(false, 77)
                .function("push", INT_OF_INT, code("2300 2000 6b 2400 2300"))
                .function("constant", INT, code("2301"));
        try (var module = new RewrittenModule(folder, binary)) {
            module.compare("push", 16);
            module.compare("push", 32);
            module.compare("constant");
            assertThat(module.call("push", 0)).containsExactly(952);
        }
    }

    @Test
    void anIndirectCallFindsItsFunctionOrTraps() throws IOException {
        var binary = new WasmBinary();
        int called = binary.typeIndex(INT_OF_INT);
        binary.table(10)
                .elements(1, List.of("double", "none", "negate", "double"))
                .elements(7, List.of("sum"))
                .function("double", INT_OF_INT, code("2000 2000 6a"))
                .function("none", OF_INT, code(""))
                .function("negate", INT_OF_INT, code("4100 2000 6b"))
                .function("sum", INT_OF_INTS, code("2000 2001 6a"))
                .function("call", INT_OF_INTS, join(code("2001 2000 11"), unsigned(called), code("00")))
                .function("calls nobody", INT, join(code("4100 11"), unsigned(binary.typeIndex(INT)), code("00")));
        try (var module = new RewrittenModule(folder, binary)) {
            List<Integer> callable = IntStream.concat(IntStream.rangeClosed(-2, 12), IntStream.of(Integer.MIN_VALUE))
                    .filter(element -> module.compare("call", element, 21))
                    .boxed()
                    .toList();
            assertThat(callable).containsExactly(1, 3, 4);
            assertThat(module.compare("calls nobody")).isFalse();
        }
    }

    /** More than one method can switch over, and elements that are in no order. */
    @Test
    void manyFunctionsOfOneTypeAreAllFound() throws IOException {
        int count = 1100;
        var binary = new WasmBinary();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add("add " + i);
            binary.function("add " + i, INT_OF_INT, join(code("2000 41"), signed(i), code("6a")));
        }
        Collections.shuffle(names, new Random(1));
        binary.function("other", NOTHING, code(""))
                .table(count + 2)
                .elements(0, List.of("other"))
                .elements(1, names)
                .function(
                        "call",
                        INT_OF_INTS,
                        join(code("2001 2000 11"), unsigned(binary.typeIndex(INT_OF_INT)), code("00")));
        try (var module = new RewrittenModule(folder, binary)) {
            assertThat(IntStream.range(-1, count + 4).filter(element -> module.compare("call", element, 5)))
                    .containsExactly(IntStream.rangeClosed(1, count).boxed().toArray(Integer[]::new));
        }
    }

    /**
     * Parameters of 64 bits take two of a method's places. From some thousand functions on, Chicory 1.7.5 calls indirectly
     * through classes that take them for one: its verification fails. These classes are replaced.
     */
    @Test
    void manyFunctionsWithParametersOf64BitsAreCalledWithTheirArguments() throws IOException {
        int count = 1100;
        FunctionType type = FunctionType.of(List.of(I64, I32, I64, I32), List.of(I64));
        var binary = new WasmBinary();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add("function " + i);
            // a - 3 * b + 5 * c - 7 * d + i
            String sum = "2000 4203 2001 ac 7e 7d 4205 2002 7e 7c 4207 2003 ac 7e 7d 42";
            binary.internalFunction(names.getLast(), type, join(code(sum), signed(i), code("7c")));
        }
        // (argument << 40, argument, argument << 20, 9); the sum's upper and lower half, added
        String arguments = "2001 ac 4228 86 2001 2001 ac 4214 86 4109 2000 11";
        byte[] call = join(code(arguments), unsigned(binary.typeIndex(type)), code("00"));
        binary.table(count)
                .elements(0, names)
                .function("low", INT_OF_INTS, join(call, code("a7")))
                .function("high", INT_OF_INTS, join(call, code("4220 87 a7")));
        try (var module = new RewrittenModule(folder, binary)) {
            long argument = -12_345;
            for (int i = 0; i < count; i++) {
                module.compare("low", i, (int) argument);
                module.compare("high", i, (int) argument);
            }
            long expected = (argument << 40) - 3 * argument + 5 * (argument << 20) - 63 + 1099;
            assertThat(module.call("low", 1099, (int) argument)).containsExactly(expected << 32 >> 32);
            assertThat(module.call("high", 1099, (int) argument)).containsExactly(expected >> 32);
        }
    }

    @Test
    void constantsOf64BitsAreCutTo32WhereTheyAreAddresses() throws IOException {
        var binary = new WasmBinary()
                .table(0)
                .data(1000, (byte) 42)
                .function("load", INT, code("42e807 a7 280000"))
                // 2 ** 32 + 1000
                .function("load beyond", INT, code("42e887808010 a7 280000"))
                .function("negative", INT, code("427f a7"))
                .function("zero", INT, code("4200 a7"));
        try (var module = new RewrittenModule(folder, binary)) {
            for (String function : List.of("load", "load beyond", "negative", "zero")) {
                assertThat(module.compare(function)).isTrue();
            }
            assertThat(module.call("load")).containsExactly(42);
            assertThat(module.call("load beyond")).containsExactly(42);
        }
    }

    @Test
    void indicesThatAreExtendedAndCutAgainAreTheSame() throws IOException {
        var binary = new WasmBinary()
                .table(0)
                .function("masked", INT_OF_INT, code("2000 ad 42ff01 83 a7"))
                .function("masked with more than 32 bits", INT_OF_INT, code("2000 ad 42818080808002 83 a7"))
                .function("not masked", INT_OF_INT, code("2000 ad a7"))
                .function("upper half", INT_OF_INT, code("2000 ad 420f 83 4220 86 4220 88 a7"))
                .function("extended", INT_OF_INT, code("2000 ad 4201 88 a7"));
        try (var module = new RewrittenModule(folder, binary)) {
            for (int argument : new int[] {0, 1, 255, 256, 12_345, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
                for (String function :
                        List.of("masked", "masked with more than 32 bits", "not masked", "upper half", "extended")) {
                    assertThat(module.compare(function, argument)).isTrue();
                }
            }
            assertThat(module.call("masked", -1)).containsExactly(255);
            assertThat(module.call("extended", -1)).containsExactly(Integer.MAX_VALUE);
        }
    }

    /** The lowered module of an LP64 guest has one; the memory is still smaller than 4 GiB. */
    @Test
    void aStackPointerOf64BitsIsKeptIn32() throws IOException {
        var binary = new WasmBinary()
                .table(0)
                .longGlobal(true, 1000)
                .longGlobal(false, 77)
                // Below it, a value is stored and loaded again; its address is returned.
                .function("push", INT, code("2300 4210 7d 2400 2300 a7 4107 360204 2300 a7"))
                .function("wrap", INT, code("2300 a7"))
                .function("half", INT, code("2300 4201 87 a7"))
                .function("constant", INT, code("2301 a7"))
                .function("set", OF_INT, code("2000 ac 2400"));
        try (var module = new RewrittenModule(folder, binary)) {
            for (String function : List.of("wrap", "push", "wrap", "half", "constant")) {
                assertThat(module.compare(function)).isTrue();
            }
            module.compareMemories();
            assertThat(module.call("wrap")).containsExactly(984);
            assertThat(module.call("half")).containsExactly(492);
            assertThat(module.call("constant")).containsExactly(77);
            module.call("set", -16);
            assertThat(module.call("wrap")).containsExactly(-16);
            assertThat(module.call("half")).containsExactly(-8);
        }
    }

    @Test
    void theHostIsCalledWithItsArgumentsAndAnswers() throws IOException {
        FunctionType type = FunctionType.of(List.of(I32, I64), List.of(I64));
        var log = new ArrayList<long[]>();
        var imported = new HostFunction("host", "ask", type, (instance, arguments) -> {
            log.add(arguments);
            return new long[] {arguments[0] + 2 * arguments[1]};
        });
        var binary = new WasmBinary()
                .importFunction("host", "ask", type)
                .table(0)
                // ask(-5, argument * 2 ** 32) / 2 ** 32
                .function("call", INT_OF_INT, code("417b 2000 ad 4220 86 1000 4220 87 a7"));
        try (var module = new RewrittenModule(folder, binary, imported)) {
            module.compare("call", 21);
            assertThat(log).hasSize(2);
            assertThat(log.getFirst()[1]).isEqualTo(21L << 32).isEqualTo(log.getLast()[1]);
            assertThat((int) log.getFirst()[0]).isEqualTo(-5).isEqualTo((int) log.getLast()[0]);
        }
    }

    @Test
    void unreachableTraps() throws IOException {
        var binary = new WasmBinary().table(0).function("abort", NOTHING, code("00"));
        try (var module = new RewrittenModule(folder, binary)) {
            assertThatThrownBy(() -> module.call("abort")).isInstanceOf(TrapException.class);
        }
    }

    /** Each runs for ever, or longer than anybody waits: with loops, or by calls that lead back to their beginning. */
    private static WasmBinary endless() {
        var binary = new WasmBinary();
        byte[] indirect = join(code("2000 4101 6b 4100 11"), unsigned(binary.typeIndex(OF_INT)), code("00"));
        // Of 60 calls in each other, each the last or calling the next one twice.
        return binary.table(1)
                .elements(0, List.of("indirect tree"))
                .function("tree", OF_INT, code("2000 0440 2000 4101 6b 1000 2000 4101 6b 1000 0b"))
                .function("ping", OF_INT, code("2000 0440 2000 4101 6b 1002 2000 4101 6b 1002 0b"))
                .function("pong", OF_INT, code("2000 0440 2000 1001 2000 1001 0b"))
                .function("indirect tree", OF_INT, join(code("2000 0440"), indirect, indirect, code("0b")))
                .function("loop", OF_INT, code("0340 0c00 0b"))
                .function("conditional loop", OF_INT, code("0340 2000 0d00 0b"))
                .function("compared loop", OF_INT, code("0340 2000 4105 4a 0d00 0b"))
                .function("switched loop", OF_INT, code("0240 0340 2000 0e01 01 00 0b 0b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tree", "ping", "indirect tree", "loop", "conditional loop", "compared loop", "switched loop"})
    void anInterruptionStopsWhatDoesNotEnd(String function) throws Exception {
        try (var module = new RewrittenModule(folder, endless())) {
            var thrown = new CompletableFuture<@Nullable Throwable>();
            Thread thread = Thread.ofPlatform().daemon().start(() -> {
                try {
                    module.call(function, 60);
                    thrown.complete(null);
                } catch (Throwable failure) {
                    thrown.complete(failure);
                }
            });
            Thread.sleep(100);
            assertThat(thrown).isNotDone();
            thread.interrupt();
            module.requestAttention();
            assertThat(thrown.get()).isInstanceOf(ChicoryInterruptedException.class);
        }
    }

    @Test
    void aStackPointerBelowTheStacksEndTraps() throws IOException {
        var binary = new WasmBinary().table(0).global(true, 1000).function("move", INT_OF_INT, code("2000 2400 2300"));
        try (var module = new RewrittenModule(folder, binary)) {
            assertThat(module.call("move", 0)).containsExactly(0);
            module.setStack(1000, 500);
            assertThat(module.call("move", 500)).containsExactly(500);
            assertThatThrownBy(() -> module.call("move", 499)).isInstanceOf(StackExhaustedException.class);
            assertThat(module.call("move", -16)).containsExactly(-16);
        }
    }

    @Test
    void aRecursionWithoutEndExhaustsTheStackAndNothingElse() throws IOException {
        var binary = new WasmBinary()
                .table(0)
                .function("deeper", OF_INT, code("2000 4101 6a 1000"))
                .function("size", INT, code("3f00"));
        try (var module = new RewrittenModule(folder, binary)) {
            assertThatThrownBy(() -> module.call("deeper", 0)).isInstanceOf(StackOverflowError.class);
            module.compare("size");
        }
    }

    @Test
    void refusesWhatNoGuestHas() {
        FunctionType ofLong = FunctionType.of(List.of(I64), List.<ValType>of());
        FunctionType twoResults = FunctionType.of(List.of(), List.of(I32, I32));
        refused(new WasmBinary(), "tables: 0");
        refused(new WasmBinary().table(0).table(0), "tables: 2");
        refused(new WasmBinary().table(0).function("f", ofLong, code("")), "I64");
        refused(new WasmBinary().table(0).function("f", twoResults, code("4101 4102")), "several results");
        refused(
                new WasmBinary().table(0).global(true, 1).global(true, 2).function("f", NOTHING, code("4105 2401")),
                "not the stack pointer");
        refused(new WasmBinary().table(0).data(-1, (byte) 1).function("f", NOTHING, code("fc0900")), "dataDrop");
        refused(new WasmBinary().table(0).function("f", INT, code("fc1000")), "tableSize");
        // An offset that no address can have.
        refused(
                new WasmBinary().table(0).function("f", INT, join(code("4100 2800"), unsigned(Integer.MAX_VALUE))),
                "throwOutOfBoundsMemoryAccess");
    }

    private void refused(WasmBinary binary, String reason) {
        assertThatIllegalStateException()
                .isThrownBy(() -> new RewrittenModule(folder, binary).close())
                .withMessageContaining(reason);
    }
}
