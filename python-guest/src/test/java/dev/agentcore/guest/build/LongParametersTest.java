// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.agentcore.guest.WasmBinary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Functions that are called by number and have a long parameter before another. Chicory 1.7.5 compiles them wrongly in modules of
 * more than 1,024 functions: {@code UPSTREAM.md} has the report. The guest is not concerned, because {@link IndirectCalls}
 * replaces Chicory's class.
 */
final class LongParametersTest {
    /** From here on Chicory divides the functions of a type among several classes. */
    private static final int FUNCTIONS = 1100;

    private static final FunctionType LONG_INT =
            FunctionType.of(List.of(ValType.I64, ValType.I32), List.of(ValType.I32));
    private static final FunctionType INT_INT =
            FunctionType.of(List.of(ValType.I32, ValType.I32), List.of(ValType.I32));

    @TempDir
    Path folder;

    /** {@code call(number, value)} calls the function of that number with (0L, value), which returns the value. */
    private static WasmBinary module() {
        var binary = new WasmBinary().table(FUNCTIONS);
        int type = binary.typeIndex(LONG_INT);
        for (int each = 0; each < FUNCTIONS; each++) {
            binary.internalFunction("f" + each, LONG_INT, (byte) 0x20, (byte) 1);
        }
        binary.elements(
                0, IntStream.range(0, FUNCTIONS).mapToObj(each -> "f" + each).toList());
        return binary.function("call", INT_INT, new byte[] {0x42, 0, 0x20, 1, 0x20, 0, 0x11, (byte) type, 0});
    }

    @Test
    void theRewrittenClassesPassThem() throws IOException {
        try (var module = new RewrittenModule(folder, module())) {
            assertThat(module.compare("call", 0, 7)).isTrue();
            assertThat(module.call("call", FUNCTIONS - 1, 42)).containsExactly(42);
        }
    }

    /** If this fails, Chicory is mended: its report can go. */
    @Test
    void chicorysOwnClassesDoNotLoad() {
        WasmModule module = Parser.parse(module().assemble());
        assertThatExceptionOfType(VerifyError.class)
                .isThrownBy(() -> MachineFactoryCompiler.builder(module).compile());
    }
}
