// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.agentcore.sandbox.engine.EngineUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NativePartsTest {
    private static byte[] original(String name) throws IOException {
        try (InputStream file = NativeParts.class.getResourceAsStream("native/" + name)) {
            return BuiltEngine.require(file).readAllBytes();
        }
    }

    /** The build's files, but one of them with a bit flipped. */
    private static NativeParts forged(String name, int bit) {
        return new NativeParts(asked -> {
            byte[] bytes = original(asked);
            if (asked.equals(name)) {
                int wrapped = Math.floorMod(bit, bytes.length * Byte.SIZE);
                bytes[wrapped / Byte.SIZE] ^= (byte) (1 << wrapped % Byte.SIZE);
            }
            return new ByteArrayInputStream(bytes);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 4711, 8_000_123, -1})
    void aCompiledModuleWithOneBitFlippedIsNotLoaded(int bit) {
        BuiltEngine.assume();
        String name = NativeEngine.architecture() + "/base.cwasm";
        assertThatExceptionOfType(EngineUnavailableException.class)
                .isThrownBy(() -> new NativeEngine().load(forged(name, bit), "base", 1))
                .withMessage("the native engine's " + name + " is not the file of the build: not loaded");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4711, -1})
    void aLibraryWithOneBitFlippedIsNotLoaded(int bit) {
        BuiltEngine.assume();
        String name = NativeEngine.architecture() + "/libagent_core_engine.so";
        var used = new AtomicBoolean();
        assertThatExceptionOfType(EngineUnavailableException.class)
                .isThrownBy(() -> forged(name, bit).withFile(name, file -> used.getAndSet(true)))
                .withMessage("the native engine's " + name + " is not the file of the build: not loaded");
        assertThat(used).isFalse();
    }

    @Test
    void aSnapshotWithOneBitFlippedIsNotUsed() {
        BuiltEngine.assume();
        assertThatExceptionOfType(EngineUnavailableException.class)
                .isThrownBy(() -> new NativeEngine().load(forged("base.snapshot", 99), "base", 1))
                .withMessage("the native engine's base.snapshot is not the file of the build: not loaded");
    }

    @Test
    void anUnpackedFileIsItsOwnersAndIsGoneAfterwards() throws IOException {
        BuiltEngine.assume();
        NativeParts parts = NativeParts.ofBuild();
        var file = parts.withFile("base.snapshot", unpacked -> {
            try {
                assertThat(Files.readAllBytes(unpacked)).isEqualTo(parts.read("base.snapshot"));
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(unpacked.getParent())))
                        .isEqualTo("rwx------");
                return unpacked;
            } catch (IOException unreadable) {
                throw new AssertionError(unreadable);
            }
        });
        assertThat(file).doesNotExist();
        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void aBuildWithoutCargoSaysSo() {
        assertThatExceptionOfType(EngineUnavailableException.class)
                .isThrownBy(() -> new NativeParts(name -> null))
                .withMessage("this build has no native engine: cargo was not installed where it was made");
    }

    @Test
    void anImageThatTheBuildHasNotIsNamed() {
        BuiltEngine.assume();
        assertThatExceptionOfType(EngineUnavailableException.class)
                .isThrownBy(() -> new NativeEngine().load("other", 1))
                .withMessage(
                        "this build has no machine code of the image \"other\": engine-native was made for other images");
    }
}
