// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.dylibso.chicory.wasm.types.FunctionType;
import dev.agentcore.guest.WasmBinary;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CloneModuleTest {
    private static WasmBinary binary() {
        return new WasmBinary()
                .table(3)
                .global(true, 5)
                .function("f", FunctionType.empty(), (byte) 1)
                .function("g", FunctionType.empty());
    }

    private static byte[] filled() {
        return binary().elements(1, List.of("g", "f"))
                .data(7, new byte[300])
                .data(-1, (byte) 9)
                .assemble();
    }

    @Test
    void dropsWhatFillsMemoryAndTableAndChangesNothingElse() {
        assertThat(CloneModule.of(filled())).isEqualTo(binary().assemble());
        assertThat(CloneModule.of(binary().assemble())).isEqualTo(binary().assemble());
    }

    @Test
    void codeIsAModuleWithItsTableButWithoutDataAndNames() {
        byte[] named = filled();
        byte[] expected = binary().elements(1, List.of("g", "f")).assemble();
        assertThat(CloneModule.codeOf(named)).isEqualTo(expected);
        byte[] custom = Arrays.copyOf(expected, expected.length + 4);
        System.arraycopy(new byte[] {0, 2, 1, 'x'}, 0, custom, expected.length, 4);
        assertThat(CloneModule.codeOf(custom)).isEqualTo(expected);
    }

    @Test
    void refusesAModuleThatEndsTooEarly() {
        byte[] module = filled();
        // Of the last section, the data, nothing may be missing.
        for (int length = module.length - 300; length < module.length; length++) {
            byte[] cut = Arrays.copyOf(module, length);
            assertThatIllegalArgumentException().isThrownBy(() -> CloneModule.of(cut));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0061736d",
                "0061736d010000",
                "7f454c4602010100",
                "0061736d02000000",
                // A section without a size, and sizes that do not end or are out of range.
                "0061736d0100000001",
                "0061736d010000000180",
                "0061736d01000000018080808080808000",
                "0061736d0100000001ffffffff0f",
                "0061736d0100000001ffffffff07"
            })
    void refusesWhatIsNoModule(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThatIllegalArgumentException().isThrownBy(() -> CloneModule.of(bytes));
    }
}
