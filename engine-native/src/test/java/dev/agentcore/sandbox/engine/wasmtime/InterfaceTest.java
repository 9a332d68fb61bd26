// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The values that stand in the library's source and in this package's are the same. */
final class InterfaceTest {
    private static Library library() {
        BuiltEngine.assume();
        return NativeParts.ofBuild().withFile(NativeEngine.architecture() + "/libagent_core_engine.so", Library::load);
    }

    @Test
    void theLibraryHasEachValueAndNoOther() {
        Library library = library();
        Interface[] all = Interface.values();
        for (int number = 0; number < all.length; number++) {
            assertThat(library.constant(number)).as(all[number].name()).isEqualTo(all[number].value());
        }
        assertThat(library.constant(all.length)).isEqualTo(-1);
        assertThat(library.constant(-1)).isEqualTo(-1);
        assertThat(library.constant(Long.BYTES << 28)).isEqualTo(-1);
    }

    @Test
    void aThreadMayHaveAsMuchStackAsTheServersThreadsLeave() {
        // A thread of a program's has 16 MiB, of which the JVM itself needs some.
        assertThat(Interface.STACK_NEEDED.value()).isLessThanOrEqualTo(15L << 20);
        assertThat(Interface.WASM_STACK.value()).isLessThanOrEqualTo((16L << 20) / 2);
    }
}
