// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.agentcore.sandbox.engine.GuestInstance;
import dev.agentcore.sandbox.engine.GuestInterruptedException;
import dev.agentcore.sandbox.engine.GuestMemory;
import dev.agentcore.sandbox.engine.GuestStack;
import dev.agentcore.sandbox.engine.GuestTrapException;
import dev.agentcore.sandbox.engine.HostFunction;
import dev.agentcore.sandbox.engine.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What would end the JVM is an exception, and the next call works. */
final class NativeInstanceTest {
    private static final int MAXIMUM_PAGES = 1024;
    private static final long STACK_BYTES = 64 << 20;
    private static final HostFunction.Body NOTHING = (memory, slots) -> 0;

    private static NativeModule module;

    @BeforeAll
    static void load() {
        BuiltEngine.assume();
        module = new NativeEngine().load(NativeParts.ofBuild(), "base", 1);
    }

    @AfterAll
    static void unload() {
        if (module != null) {
            module.close();
        }
    }

    /** All that the module imports, with the same body. */
    private static List<HostFunction> imports(HostFunction.Body body) {
        var functions = new ArrayList<HostFunction>();
        for (String line : module.library().imports(module.engine()).lines().toList()) {
            String[] parts = line.split("\t", -1);
            List<ValueType> parameters = parts[2].chars()
                    .mapToObj(each -> each == 'l' ? ValueType.I64 : ValueType.I32)
                    .toList();
            functions.add(new HostFunction(parts[0], parts[1], parameters, parts[3].equals("i"), body));
        }
        return functions;
    }

    private static GuestInstance open(HostFunction.Body body) {
        return module.instantiate(imports(body), MAXIMUM_PAGES);
    }

    private static <T> T onThread(long stackBytes, Supplier<T> what) {
        var result = new CompletableFuture<T>();
        Thread.ofPlatform().stackSize(stackBytes).start(() -> {
            try {
                result.complete(what.get());
            } catch (Throwable thrown) {
                result.completeExceptionally(thrown);
            }
        });
        try {
            return result.join();
        } catch (CompletionException wrapped) {
            if (wrapped.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            if (wrapped.getCause() instanceof Error error) {
                throw error;
            }
            throw wrapped;
        }
    }

    private static int allocate(GuestInstance instance) {
        return onThread(STACK_BYTES, () -> instance.call("guest_allocate", 1000));
    }

    /** Calls what calls the host: an evaluation of what is no request reports that. */
    private static int callHost(GuestInstance instance) {
        return onThread(STACK_BYTES, () -> {
            int address = instance.call("guest_allocate", 16);
            return instance.call("guest_evaluate", address, 16);
        });
    }

    @Test
    void aThreadWithTooLittleStackIsRefused() {
        try (GuestInstance instance = open(NOTHING)) {
            assertThatExceptionOfType(NativeFailure.class)
                    .isThrownBy(() -> onThread(1 << 20, () -> instance.call("guest_allocate", 1000)))
                    .withMessageMatching("the thread has \\d+ KiB of stack left, and a call needs 12288 KiB");
            assertThat(allocate(instance)).isPositive();
        }
    }

    @Test
    void anExceptionOfAHostFunctionArrivesAsItIsAndTheNextCallWorks() {
        for (Throwable thrown :
                List.of(new IllegalStateException("no"), new StackOverflowError(), new AssertionError())) {
            var once = new AtomicReference<Throwable>(thrown);
            try (GuestInstance instance = open((memory, slots) -> {
                Throwable now = once.getAndSet(null);
                if (now instanceof RuntimeException exception) {
                    throw exception;
                }
                if (now instanceof Error error) {
                    throw error;
                }
                return 0;
            })) {
                assertThatExceptionOfType(thrown.getClass())
                        .isThrownBy(() -> callHost(instance))
                        .isSameAs(thrown);
                onThread(STACK_BYTES, () -> {
                    instance.callAfterStop("guest_mailbox");
                    return 0;
                });
            }
        }
    }

    @Test
    void anotherThreadCannotEnterAnInstanceThatIsInAHostFunction() {
        var opened = new AtomicReference<GuestInstance>();
        var refused = new AtomicReference<Throwable>();
        try (GuestInstance instance = open((memory, slots) -> {
            if (refused.get() == null) {
                try {
                    allocate(Objects.requireNonNull(opened.get()));
                } catch (RuntimeException failure) {
                    refused.set(failure);
                }
                throw new GuestInterruptedException();
            }
            return 0;
        })) {
            opened.set(instance);
            assertThatExceptionOfType(GuestInterruptedException.class).isThrownBy(() -> callHost(instance));
        }
        assertThat(refused.get())
                .isInstanceOf(NativeFailure.class)
                .hasMessage("the instance is in use by another call");
    }

    @Test
    void anInstanceIsNotClosedUnderItsCall() {
        var opened = new AtomicReference<GuestInstance>();
        var refused = new AtomicReference<Throwable>();
        try (GuestInstance instance = open((memory, slots) -> {
            try {
                Objects.requireNonNull(opened.get()).close();
            } catch (RuntimeException failure) {
                refused.set(failure);
            }
            memory.writeLong(1024, memory.readLong(1024));
            throw new GuestInterruptedException();
        })) {
            opened.set(instance);
            assertThatExceptionOfType(GuestInterruptedException.class).isThrownBy(() -> callHost(instance));
        }
        assertThat(refused.get()).isInstanceOf(IllegalStateException.class).hasMessage("a call of the instance runs");
    }

    @Test
    void everyAccessIsComparedWithTheSizeOfTheMemory() {
        try (GuestInstance instance = open(NOTHING)) {
            GuestMemory memory = instance.memory();
            int end = memory.pages() * GuestMemory.PAGE_SIZE;
            memory.writeByte(end - 1, (byte) 7);
            assertThat(memory.readByte(end - 1)).isEqualTo((byte) 7);
            List<Runnable> outside = List.of(
                    () -> memory.readByte(end),
                    () -> memory.readByte(-1),
                    () -> memory.readShort(end - 1),
                    () -> memory.readInt(end - 3),
                    () -> memory.readLong(end - 7),
                    () -> memory.readLong(-4),
                    () -> memory.readBytes(end - 1, 2),
                    () -> memory.readBytes(0, -1),
                    () -> memory.writeByte(end, (byte) 1),
                    () -> memory.writeShort(end - 1, (short) 1),
                    () -> memory.writeInt(end - 3, 1),
                    () -> memory.writeLong(end - 7, 1),
                    () -> memory.writeLong(Integer.MIN_VALUE, 1),
                    () -> memory.writeBytes(end - 1, new byte[2], 0, 2));
            for (Runnable access : outside) {
                assertThatExceptionOfType(GuestTrapException.class)
                        .isThrownBy(access::run)
                        .withMessage("MEMORY: out of bounds memory access");
            }
        }
    }

    @Test
    void aClosedInstancesMemoryIsNoMore() {
        GuestInstance instance = open(NOTHING);
        GuestMemory memory = instance.memory();
        instance.close();
        assertThat(memory.pages()).isZero();
        assertThat(memory.grow(1)).isEqualTo(-1);
        assertThatExceptionOfType(GuestTrapException.class).isThrownBy(() -> memory.readByte(0));
        assertThatExceptionOfType(GuestTrapException.class).isThrownBy(() -> memory.writeLong(65536, 1));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> allocate(instance));
        instance.requestAttention();
        instance.close();
    }

    @Test
    void theMemoryGrowsToItsLimitAndRefusalsAreCounted() {
        try (GuestInstance instance = module.instantiate(imports(NOTHING), module.snapshotPages() + 3)) {
            GuestMemory memory = instance.memory();
            assertThat(memory.grow(2)).isEqualTo(module.snapshotPages());
            assertThat(memory.growthRefusals()).isZero();
            assertThat(memory.grow(2)).isEqualTo(-1);
            assertThat(memory.grow(-1)).isEqualTo(-1);
            assertThat(memory.growthRefusals()).isEqualTo(2);
            assertThat(memory.pages()).isEqualTo(module.snapshotPages() + 2);
            memory.writeLong(memory.pages() * GuestMemory.PAGE_SIZE - 8, 42);
        }
        try (GuestInstance next = open(NOTHING)) {
            assertThat(next.memory().pages()).isEqualTo(module.snapshotPages());
            assertThat(next.memory().growthRefusals()).isZero();
            next.memory().grow(2);
            assertThat(next.memory().readLong(next.memory().pages() * GuestMemory.PAGE_SIZE - 8))
                    .isZero();
        }
    }

    @Test
    void aSnapshotOverTheLimitIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> module.instantiate(imports(NOTHING), module.snapshotPages() - 1));
    }

    @Test
    void anImportThatIsMissingOrOfAnotherTypeIsNamed() {
        List<HostFunction> all = imports(NOTHING);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> module.instantiate(all.subList(1, all.size()), MAXIMUM_PAGES))
                .withMessageContaining(all.getFirst().name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"no_such_function", "guest_allocate"})
    void anExportThatIsNotThatIsAnErrorAndNotACall(String export) {
        try (GuestInstance instance = open(NOTHING)) {
            assertThatExceptionOfType(NativeFailure.class)
                    .isThrownBy(() -> onThread(STACK_BYTES, () -> instance.call(export, 1, 2, 3)));
            assertThat(allocate(instance)).isPositive();
        }
    }

    @Test
    void attentionThatWasRequestedBeforeACallIsPaidInIt() {
        try (GuestInstance instance = open(NOTHING)) {
            instance.onAttention(() -> {
                throw new GuestInterruptedException();
            });
            instance.requestAttention();
            assertThatExceptionOfType(GuestInterruptedException.class).isThrownBy(() -> allocate(instance));
            assertThat(allocate(instance)).isPositive();
        }
    }

    @Test
    void aCallOnAnotherStackTrapsAtItsEnd() {
        try (GuestInstance instance = open(NOTHING)) {
            int block = onThread(STACK_BYTES, () -> instance.call("guest_allocate", 1 << 16));
            assertThatExceptionOfType(GuestTrapException.class)
                    .isThrownBy(() -> onThread(STACK_BYTES, () -> {
                        instance.callOn(new GuestStack(block + 512, block + 496), "guest_evaluate", block, 16);
                        return 0;
                    }))
                    .matches(trap -> trap.kind() == GuestTrapException.Kind.STACK);
            assertThat(allocate(instance)).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(RestoreWay.class)
    void eachWayRestoresEveryByte(RestoreWay way) {
        NativeModule compared = (NativeModule) new ComparedEngine(way).load("base", 1);
        assertThat(compared.way()).isEqualTo(way);
        List<HostFunction> functions = imports(NOTHING);
        for (int round = 0; round < 3; round++) {
            try (GuestInstance instance = compared.instantiate(functions, MAXIMUM_PAGES)) {
                GuestMemory memory = instance.memory();
                var noise = new byte[3 * 4096];
                Arrays.fill(noise, (byte) 0xA5);
                int end = memory.pages() * GuestMemory.PAGE_SIZE;
                for (int at = 0; at < end - noise.length; at += 17 * 4096 + round) {
                    memory.writeBytes(at, noise, 0, noise.length);
                }
                memory.grow(3);
                memory.writeBytes(end, noise, 0, noise.length);
            }
        }
        assertThat(compared.prepared()).isEqualTo(1);
        compared.close();
    }

    @ParameterizedTest
    @EnumSource(RestoreWay.class)
    void aCopyAndAFrozenStateAreWhatTheOriginalWas(RestoreWay way) {
        NativeModule compared = (NativeModule) new ComparedEngine(way).load("base", 1);
        List<HostFunction> functions = imports(NOTHING);
        try (GuestInstance instance = compared.instantiate(functions, MAXIMUM_PAGES)) {
            GuestMemory memory = instance.memory();
            memory.grow(5);
            int end = memory.pages() * GuestMemory.PAGE_SIZE;
            memory.writeLong(end - 8, 4711);
            memory.writeLong(1 << 20, 42);
            byte[] before = memory.readBytes(0, end);
            var frozen = instance.freeze();
            try (GuestInstance copy = instance.copy(functions)) {
                memory.writeLong(1 << 20, 43);
                assertThat(copy.memory().pages()).isEqualTo(memory.pages());
                assertThat(copy.memory().readBytes(0, end)).isEqualTo(before);
                assertThat(onThread(STACK_BYTES, () -> copy.call("guest_allocate", 9)))
                        .isPositive();
            }
            try (GuestInstance thawed = frozen.instantiate(functions)) {
                assertThat(thawed.memory().readBytes(0, end)).isEqualTo(before);
            }
            assertThat(frozen.bytes()).isLessThan(way == RestoreWay.WHOLE ? end : 1 << 20);
        }
        compared.close();
    }
}
