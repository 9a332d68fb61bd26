// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wasm.WasmModule;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MethodSizeGateTest {
    private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);

    @TempDir
    Path folder;

    @Test
    void letsAMethodOf8000BytesPass() throws IOException {
        writeClass("Python", "large", 8000);

        assertThatCode(() -> gate().check(folder)).doesNotThrowAnyException();
    }

    @Test
    void refusesOneThatIsLargerAndNamesIt() throws IOException {
        writeClass("Python", "large", 8001);

        assertThatThrownBy(() -> gate().check(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Python.large (8001 bytes)");
    }

    @Test
    void letsALargeOnePassThatTheListNames() throws IOException {
        writeClass("Python", "large", 9000);

        assertThatCode(() -> gate("Python.large").check(folder)).doesNotThrowAnyException();
    }

    @Test
    void aNameMayStandForMany() throws IOException {
        writeClass("Python", "large_1", 8001);
        writeClass("Monty", "large_2", 8001);

        assertThatCode(() -> gate("Python.large_*", "Monty.large_*").check(folder))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesANameThatNoLargeMethodHas() throws IOException {
        writeClass("Python", "large", 8001);
        writeClass("Monty", "small", 8000);

        assertThatThrownBy(() -> gate("Python.large", "Monty.small").check(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("[Monty.small]");
    }

    @Test
    void aNameMayBeOfOneRelease() {
        List<String> list = List.of("# comment", "", "both  why", "3.13:older why", "3.14:newer* why");

        assertThat(MethodSizeGate.names(list.stream(), "3.13")).containsExactly("both", "older");
        assertThat(MethodSizeGate.names(list.stream(), "3.14")).containsExactly("both", "newer*");
    }

    private static MethodSizeGate gate(String... allowed) {
        return new MethodSizeGate(WasmModule.builder().build(), List.of(allowed));
    }

    /** A class with a static method of so many bytes: nops and a return. */
    private void writeClass(String name, String method, int size) throws IOException {
        byte[] bytes = ClassFile.of()
                .build(
                        ClassDesc.of(name),
                        type -> type.withMethodBody(method, NOTHING, ClassFile.ACC_STATIC, code -> {
                            for (int i = 1; i < size; i++) {
                                code.nop();
                            }
                            code.return_();
                        }));
        Files.write(folder.resolve(name + ".class"), bytes);
    }
}
