// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest;

import static com.dylibso.chicory.wasm.types.ValType.I32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.WasmRuntimeException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.UninstantiableException;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("fills the heap")
final class LinearMemoryTest {
    private static final int PAGE = 65536;
    private static final FunctionType THREE_INTS = FunctionType.of(List.of(I32, I32, I32), List.<ValType>of());

    private final LinearMemory memory = LinearMemory.fresh(new MemoryLimits(1, 10));

    @Test
    void valuesAreLittleEndianAndNeedNoAlignment() {
        memory.writeI32(1, 0x04030201);
        assertThat(memory.readBytes(0, 6)).containsExactly(0, 1, 2, 3, 4, 0);
        memory.writeLong(3, 0x0807060504030201L);
        assertThat(memory.readLong(3)).isEqualTo(0x0807060504030201L);
        assertThat(memory.readInt(3)).isEqualTo(0x04030201);
        assertThat(memory.readShort(3)).isEqualTo((short) 0x0201);
        memory.writeShort(9, (short) -2);
        assertThat(memory.readShort(9)).isEqualTo((short) -2);
        assertThat(memory.readU16(9)).isEqualTo(0xfffe);
        memory.writeByte(11, (byte) -1);
        assertThat(memory.read(11)).isEqualTo((byte) -1);
        assertThat(memory.readU8(11)).isEqualTo(0xff);
        memory.writeF32(13, 1.5f);
        assertThat(memory.readFloat(13)).isEqualTo(1.5f);
        assertThat(memory.readF32(13)).isEqualTo(Float.floatToRawIntBits(1.5f));
        memory.writeF64(17, -2.5);
        assertThat(memory.readDouble(17)).isEqualTo(-2.5);
        assertThat(memory.readF64(17)).isEqualTo(Double.doubleToRawLongBits(-2.5));
    }

    static Stream<Arguments> accesses() {
        return Stream.of(
                access("read", 1, LinearMemory::read),
                access("writeByte", 1, (m, at) -> m.writeByte(at, (byte) 1)),
                access("readShort", 2, LinearMemory::readShort),
                access("readU16", 2, LinearMemory::readU16),
                access("writeShort", 2, (m, at) -> m.writeShort(at, (short) 1)),
                access("readInt", 4, LinearMemory::readInt),
                access("writeI32", 4, (m, at) -> m.writeI32(at, 1)),
                access("readLong", 8, LinearMemory::readLong),
                access("writeLong", 8, (m, at) -> m.writeLong(at, 1)),
                access("readFloat", 4, LinearMemory::readFloat),
                access("writeF32", 4, (m, at) -> m.writeF32(at, 1)),
                access("readDouble", 8, LinearMemory::readDouble),
                access("writeF64", 8, (m, at) -> m.writeF64(at, 1)));
    }

    private static Arguments access(String name, int width, ObjIntConsumer<LinearMemory> access) {
        return Arguments.of(name, width, access);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accesses")
    void accessesTrapOutOfBounds(String name, int width, ObjIntConsumer<LinearMemory> access) {
        access.accept(memory, 0);
        access.accept(memory, PAGE - width);
        for (int address : new int[] {PAGE - width + 1, PAGE, -1, -width, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertTraps(() -> access.accept(memory, address));
        }
    }

    @Test
    void bulkOperationsTrapOutOfBoundsWithoutAnyEffect() {
        memory.writeByte(PAGE - 1, (byte) 7);
        byte[] data = new byte[16];
        for (int size : new int[] {2, Integer.MAX_VALUE, Integer.MIN_VALUE, -1}) {
            int end = PAGE - 1 + size;
            assertTraps(() -> memory.fill((byte) 1, PAGE - 1, end));
            assertTraps(() -> memory.copy(PAGE - 1, 0, size));
            assertTraps(() -> memory.copy(0, PAGE - 1, size));
            assertTraps(() -> memory.readBytes(PAGE - 1, size));
            assertTraps(() -> memory.write(PAGE - 1, data, 0, size));
        }
        assertTraps(() -> memory.write(0, data, 15, 2));
        assertTraps(() -> memory.write(0, data, -1, 2));
        assertTraps(() -> memory.fill((byte) 1, 100, 99));
        assertTraps(() -> memory.fill((byte) 1, -100, -50));
        assertThat(memory.read(PAGE - 1)).isEqualTo((byte) 7);
        assertThat(memory.read(0)).isZero();
    }

    @Test
    void nothingMayBeDoneAtTheEndButNotBeyondIt() {
        memory.fill((byte) 1, PAGE, PAGE);
        memory.copy(PAGE, 0, 0);
        memory.write(PAGE, new byte[0], 0, 0);
        assertThat(memory.readBytes(PAGE, 0)).isEmpty();
        assertTraps(() -> memory.fill((byte) 1, PAGE + 1, PAGE + 1));
        assertTraps(() -> memory.copy(PAGE + 1, 0, 0));
        assertTraps(() -> memory.readBytes(-1, 0));
    }

    @Test
    void overlappingCopiesMoveWhatWasThere() {
        memory.write(0, new byte[] {1, 2, 3, 4}, 0, 4);
        memory.copy(1, 0, 4);
        assertThat(memory.readBytes(0, 5)).containsExactly(1, 1, 2, 3, 4);
        memory.copy(0, 1, 4);
        assertThat(memory.readBytes(0, 5)).containsExactly(1, 2, 3, 4, 4);
    }

    @Test
    void growsByZeroPagesAndKeepsWhatIsThere() {
        memory.writeI32(PAGE - 4, 42);
        assertThat(memory.grow(0)).isEqualTo(1);
        assertThat(memory.grow(2)).isEqualTo(1);
        assertThat(memory.pages()).isEqualTo(3);
        assertThat(memory.readInt(PAGE - 4)).isEqualTo(42);
        assertThat(memory.readInt(3 * PAGE - 4)).isZero();
        assertThat(memory.growthRefusals()).isZero();
        assertThat(memory.initialPages()).isEqualTo(1);
        assertThat(memory.maximumPages()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 32768, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE, -1})
    void refusesToGrowOverTheMaximumAndRemembersIt(int pages) {
        assertThat(memory.grow(pages)).isEqualTo(-1);
        assertThat(memory.pages()).isEqualTo(1);
        assertThat(memory.growthRefusals()).isPositive();
        assertThat(memory.grow(9)).isEqualTo(1);
        assertThat(memory.capacity()).isEqualTo(10 * PAGE);
    }

    @Test
    void refusesToGrowWhenTheHeapCannotHoldIt() {
        assumeThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(2L << 30);
        var greedy = LinearMemory.fresh(new MemoryLimits(1, 32767));
        assertThat(greedy.grow(32766)).isEqualTo(-1);
        assertThat(greedy.growthRefusals()).isPositive();
        assertThat(greedy.pages()).isEqualTo(1);
        assertThat(greedy.grow(1)).isEqualTo(1);
    }

    /** And from half of that on to the maximum at once: what the old and the new array take together is bounded. */
    @Test
    void growsAheadButNeverOverTheMaximum() {
        var growing = LinearMemory.fresh(new MemoryLimits(10, 200));
        int reallocations = 0;
        int capacity = growing.capacity();
        while (growing.grow(1) != -1) {
            assertThat(growing.capacity()).isBetween(growing.pages() * PAGE, 200 * PAGE);
            if (growing.capacity() != capacity) {
                reallocations++;
                assertThat((long) capacity + growing.capacity())
                        .isLessThanOrEqualTo(LinearMemory.mostBytes(200 * PAGE));
                capacity = growing.capacity();
            }
        }
        assertThat(growing.pages()).isEqualTo(200);
        assertThat(reallocations).isEqualTo(6);
    }

    @Test
    void aNewPageIsZeroWhateverWasWrittenBeyondTheLast() {
        var growing = LinearMemory.fresh(new MemoryLimits(10, 20));
        growing.grow(1);
        growing.writeI32(11 * PAGE, 42);
        assertTraps(() -> growing.readBytes(11 * PAGE, 4));
        growing.grow(1);
        assertThat(growing.readInt(11 * PAGE)).isZero();
    }

    @Test
    void instantiationLeavesARestoredMemoryAlone() {
        byte[] image = new byte[2 * PAGE];
        image[0] = 1;
        image[PAGE] = 2;
        var restored = LinearMemory.restored(image, 4, array -> {});
        restored.zero();
        Instance.builder(Parser.parse(new WasmBinary().data(0, (byte) 9).assemble()))
                .withMemoryFactory(limits -> restored)
                .build();
        restored.writeByte(1, (byte) 3);
        assertThat(restored.read(0)).isEqualTo((byte) 1);
        assertThat(restored.read(PAGE)).isEqualTo((byte) 2);
        assertThat(restored.readInt(2 * PAGE - 4)).isZero();
        assertThat(restored.pages()).isEqualTo(2);
        assertThat(restored.grow(2)).isEqualTo(2);
        assertThat(restored.grow(1)).isEqualTo(-1);
    }

    @Test
    void givesItsArrayAwayAndIsGone() {
        byte[] image = new byte[PAGE];
        var memory = LinearMemory.restored(image, 4, array -> {});
        assertThat(memory.release()).isSameAs(image);
        assertTraps(() -> memory.readInt(0));
        assertTraps(() -> memory.writeByte(0, (byte) 1));
    }

    @Test
    void givesItsFirstArrayAwayAsSoonAsItHasOutgrownIt() {
        byte[] image = new byte[PAGE];
        image[0] = 1;
        List<byte[]> outgrown = new ArrayList<>();
        var memory = LinearMemory.restored(image, 8, outgrown::add);
        memory.grow(0);
        assertThat(outgrown).isEmpty();
        for (int page = 1; page < 8; page++) {
            memory.grow(1);
        }
        assertThat(outgrown).hasSize(1).first().isSameAs(image);
        memory.writeByte(0, (byte) 2);
        assertThat(image[0]).isEqualTo((byte) 1);
        assertThat(memory.release()).isNotSameAs(image).hasSize(8 * PAGE);
    }

    /** What the sandboxes' claims on the heap rely on. */
    @Test
    void neverTakesMoreThanItSaysWhileItGrows() {
        for (int maximum : new int[] {2, 3, 7, 64, 100}) {
            for (int step = 1; step < maximum; step++) {
                var memory = LinearMemory.restored(new byte[PAGE], maximum, array -> {});
                int before = memory.capacity();
                while (memory.grow(step) > 0) {
                    if (memory.capacity() != before) {
                        assertThat((long) before + memory.capacity())
                                .isLessThanOrEqualTo(LinearMemory.mostBytes((long) maximum * PAGE));
                        before = memory.capacity();
                    }
                }
                assertThat(memory.growthRefusals()).isPositive();
            }
        }
    }

    @Test
    void refusesAnImageThatDoesNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearMemory.restored(new byte[PAGE + 1], 4, array -> {}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearMemory.restored(new byte[5 * PAGE], 4, array -> {}));
        assertThatIllegalArgumentException().isThrownBy(() -> LinearMemory.fresh(new MemoryLimits(40000, 50000)));
    }

    @Test
    void servesTheBulkInstructionsOfAModule() {
        // memory.fill, memory.copy, memory.init of segment 1, data.drop of segment 1, memory.grow
        var binary = new WasmBinary()
                .data(8, (byte) 5, (byte) 6)
                .data(-1, (byte) 7, (byte) 8, (byte) 9)
                .function("fill", THREE_INTS, code(0x20, 0, 0x20, 1, 0x20, 2, 0xfc, 11, 0))
                .function("copy", THREE_INTS, code(0x20, 0, 0x20, 1, 0x20, 2, 0xfc, 10, 0, 0))
                .function("init", THREE_INTS, code(0x20, 0, 0x20, 1, 0x20, 2, 0xfc, 8, 1, 0))
                .function("drop", FunctionType.empty(), code(0xfc, 9, 1))
                .function("grow", FunctionType.of(List.of(I32), List.of(I32)), code(0x20, 0, 0x40, 0));
        var module = Parser.parse(binary.assemble());
        for (int round = 0; round < 2; round++) {
            var instance = Instance.builder(module)
                    .withMemoryFactory(LinearMemory::fresh)
                    .build();
            assertThat(instance.memory().readBytes(8, 2)).containsExactly(5, 6);
            instance.export("init").apply(20, 1, 2);
            assertThat(instance.memory().readBytes(20, 2)).containsExactly(8, 9);
            assertTraps(() -> instance.export("init").apply(20, 2, 2));
            instance.export("drop").apply();
            assertTraps(() -> instance.export("init").apply(20, 1, 2));
            instance.export("fill").apply(30, 4, 3);
            instance.export("copy").apply(31, 20, 1);
            assertThat(instance.memory().readBytes(29, 5)).containsExactly(0, 4, 8, 4, 0);
            assertTraps(() -> instance.export("fill").apply(100, 1, Integer.MAX_VALUE));
            assertTraps(() -> instance.export("fill").apply(100, 1, -1));
            assertTraps(() -> instance.export("fill").apply(-1, 1, 2));
            assertTraps(() -> instance.export("copy").apply(-1, 0, 2));
            assertThat(instance.export("grow").apply(2)).containsExactly(2);
            assertThat(instance.export("grow").apply(1)[0]).isIn(-1L, 0xffff_ffffL);
        }
    }

    @Test
    void anActiveSegmentOutOfBoundsCannotBeInstantiated() {
        var module = Parser.parse(
                new WasmBinary().data(2 * PAGE - 1, (byte) 1, (byte) 2).assemble());
        assertThatThrownBy(() -> Instance.builder(module)
                        .withMemoryFactory(LinearMemory::fresh)
                        .build())
                .isInstanceOf(UninstantiableException.class);
    }

    @Test
    @SuppressWarnings("removal")
    void atomicOperationsAreRejected() {
        assertThat(memory.shared()).isFalse();
        assertTraps(() -> memory.atomicReadInt(0));
        assertTraps(() -> memory.atomicAddLong(0, 1));
        assertTraps(() -> memory.atomicWait(0, 1, 1));
        assertTraps(() -> memory.waitOn(0, 1L, 1));
        assertTraps(() -> memory.notify(0, 1));
    }

    private static void assertTraps(ThrowingCallable access) {
        assertThatThrownBy(access).isInstanceOf(WasmRuntimeException.class);
    }

    private static byte[] code(int... bytes) {
        var code = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            code[i] = (byte) bytes[i];
        }
        return code;
    }
}
