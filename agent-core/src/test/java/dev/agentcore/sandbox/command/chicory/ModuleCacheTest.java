// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.command.chicory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.agentcore.guest.LinearMemory;
import dev.agentcore.guest.WasmBinary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModuleCacheTest {
    private static final FunctionType ANSWER = FunctionType.of(List.of(), List.of(ValType.I32));

    @TempDir
    private Path folder;

    private Path cache;
    private Path wasm;

    @BeforeEach
    void writeModule() throws IOException {
        cache = folder.resolve("deep/cache");
        wasm = Files.write(folder.resolve("answer.wasm"), answering(42));
    }

    private static byte[] answering(int value) {
        return new WasmBinary()
                .function("answer", ANSWER, WasmBinary.join(new byte[] {0x41}, WasmBinary.signed(value)))
                .assemble();
    }

    private CommandModule load() {
        return new ModuleCache(cache).load(wasm, module -> {});
    }

    private static long answer(CommandModule module) {
        return Instance.builder(module.module())
                .withMachineFactory(module::newMachine)
                .withMemoryFactory(LinearMemory::fresh)
                .build()
                .export("answer")
                .apply()[0];
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> all = Files.list(cache)) {
            return all.sorted().toList();
        }
    }

    @Test
    void theSecondStartCompilesNothing() throws IOException {
        CommandModule first = load();
        assertThat(first.fromCache()).isFalse();
        assertThat(answer(first)).isEqualTo(42);
        CommandModule second = load();
        assertThat(second.fromCache()).isTrue();
        assertThat(answer(second)).isEqualTo(42);
        assertThat(entries()).hasSize(1);
    }

    @Test
    void anotherModuleUnderTheSameNameIsCompiled() throws IOException {
        load();
        Files.write(wasm, answering(7));
        CommandModule other = load();
        assertThat(other.fromCache()).isFalse();
        assertThat(answer(other)).isEqualTo(7);
        assertThat(entries()).hasSize(2);
    }

    @Test
    void whatIsCutOffAnywhereIsMadeAgain() throws IOException {
        load();
        Path entry = entries().getFirst();
        byte[] whole = Files.readAllBytes(entry);
        for (int length : new int[] {0, 1, 40, whole.length / 2, whole.length * 3 / 4}) {
            Files.write(entry, Arrays.copyOf(whole, length));
            CommandModule again = load();
            assertThat(again.fromCache())
                    .as("%d bytes of %d", length, whole.length)
                    .isFalse();
            assertThat(answer(again)).isEqualTo(42);
            assertThat(load().fromCache()).isTrue();
        }
    }

    @Test
    void whatWasChangedIsMadeAgain() throws IOException {
        load();
        Path entry = entries().getFirst();
        byte[] changed = Files.readAllBytes(entry);
        for (int at = 1000; at < 1100; at++) {
            changed[at] ^= 0x55;
        }
        Files.write(entry, changed);
        CommandModule again = load();
        assertThat(again.fromCache()).isFalse();
        assertThat(answer(again)).isEqualTo(42);
    }

    @Test
    void aFolderThatCannotBeMadeOnlyCostsTheCompilation() throws IOException {
        Files.createDirectories(folder.resolve("deep"));
        Files.writeString(cache, "a file");
        assertThat(answer(load())).isEqualTo(42);
        assertThat(load().fromCache()).isFalse();
        assertThat(cache).hasContent("a file");
    }

    @Test
    void theFolderIsForItsOwnerOnly() throws IOException {
        load();
        assertThat(Files.getPosixFilePermissions(cache)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aFolderWritableByOthersIsRejected() throws IOException {
        Files.createDirectories(cache);
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwx---"));
        assertThatThrownBy(this::load)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "%s is writable by other users, and its classes run in this process; use chmod go-w", cache);
    }

    @Test
    void aModuleThatDoesNotPassTheCheckIsNotCompiled() {
        assertThatThrownBy(() -> new ModuleCache(cache).load(wasm, module -> {
                    throw new IllegalArgumentException("is not good enough");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("%s is not good enough", wasm);
        assertThat(cache).doesNotExist();
    }

    @Test
    void modulesThatChicoryCannotCompileAreRejected() throws IOException {
        byte[] simd = {(byte) 0xfd, 0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x1a};
        Files.write(
                wasm,
                new WasmBinary().function("_start", FunctionType.empty(), simd).assemble());
        assertThatThrownBy(this::load)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(wasm + " cannot be compiled: ");
    }
}
