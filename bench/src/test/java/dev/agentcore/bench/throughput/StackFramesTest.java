// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StackFramesTest {
    private static final String SANDBOX = "dev.agentcore.sandbox.PythonSandbox";
    private static final String IMAGES = "dev.agentcore.sandbox.engine.chicory.MemoryImages";

    @Test
    void aGuestsInstanceIsMadeByCloning() {
        assertThat(part(
                        "dev.agentcore.guest.image.base.PythonMachine.<init>",
                        "dev.agentcore.guest.PythonGuest.newMachine",
                        SANDBOX + ".open",
                        "dev.agentcore.execution.engine.Run.execute"))
                .isEqualTo(Part.CLONING);
        assertThat(part("java.lang.System.arraycopy", IMAGES + ".take", SANDBOX + ".open"))
                .isEqualTo(Part.CLONING);
    }

    @Test
    void outputIsGrpcsAndOtherSystemCallsAreTheGuests() {
        String guest = "dev.agentcore.guest.image.base.PythonMachineFuncGroup_0.func_58";
        assertThat(part("io.grpc.Metadata.put", "dev.agentcore.face.grpc.EventMapping.output", guest, SANDBOX + ".run"))
                .isEqualTo(Part.GRPC);
        assertThat(part("dev.agentcore.sandbox.wasi.ClockFunctions.now", guest)).isEqualTo(Part.GUEST);
        assertThat(part("com.dylibso.chicory.runtime.Instance.export", SANDBOX + ".run"))
                .isEqualTo(Part.GUEST);
    }

    @Test
    void waitingForWorkIsTheRest() {
        assertThat(part("java.util.concurrent.locks.LockSupport.park", "dev.agentcore.execution.engine.Admission.take"))
                .isEqualTo(Part.REST);
    }

    @Test
    void theClassesAndMethodsThatItGoesByExist() throws Exception {
        assertThat(Arrays.stream(Class.forName(SANDBOX).getDeclaredMethods()).map(Method::getName))
                .contains("open", "close", "run");
        assertThat(Class.forName(IMAGES)).isNotNull();
        assertThat(Class.forName("dev.agentcore.face.grpc.GrpcRunStream")).isNotNull();
        assertThat(Class.forName("dev.agentcore.service.delivery.RunJournal")).isNotNull();
        assertThat(Class.forName("dev.agentcore.guest.image.base.PythonMachine"))
                .isNotNull();
    }

    private static Part part(String... frames) {
        return StackFrames.part(List.of(frames).stream()
                .map(frame -> new StackFrames.Frame(
                        frame.substring(0, frame.lastIndexOf('.')), frame.substring(frame.lastIndexOf('.') + 1)))
                .toList());
    }
}
