// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.config.InterpreterSettings;
import dev.agentcore.config.LifecycleSettings;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.execution.engine.EngineSettings;
import dev.agentcore.sandbox.engine.EngineUnavailableException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** This module's tests have no engine but the JVM's. */
final class EngineChoiceTest {
    private static final InterpreterSettings BUILT_IN = InterpreterSettings.builtIn();

    private static ServerSettings settings(InterpreterSettings interpreter) {
        return ServerSettings.defaults()
                .withPort(0)
                .withLifecycle(LifecycleSettings.immediate())
                .withInterpreter(interpreter);
    }

    @Test
    void anEngineThatTheBuildHasNotIsNoStart() {
        ServerSettings settings = settings(BUILT_IN.withEngine(InterpreterSettings.Engine.NATIVE));
        assertThatExceptionOfType(EngineUnavailableException.class)
                .isThrownBy(() -> AgentCoreServer.start(settings))
                .withMessage("this build has no engine \"native\": it was made without that module");
    }

    @Test
    void withAFallbackTheServerRunsOnTheJvmAndSaysSo() throws IOException {
        InterpreterSettings fallback =
                BUILT_IN.withEngine(InterpreterSettings.Engine.NATIVE).withFallback();
        try (AgentCoreServer server = AgentCoreServer.start(settings(fallback));
                AgentCoreClient client = AgentCoreClient.connect("127.0.0.1:" + server.port())) {
            assertThat(client.capabilities().interpreter().engine()).isEqualTo("jvm");
        }
    }

    @Test
    void threadsWithTooLittleStackForNativeCodeAreNoStart() {
        ServerSettings settings = settings(BUILT_IN.withEngine(InterpreterSettings.Engine.NATIVE));
        EngineSettings engine = settings.engine();
        ServerSettings small = settings.withEngine(new EngineSettings(
                engine.slots(),
                engine.queueCapacity(),
                engine.maxQueueWait(),
                engine.retryAfter(),
                engine.tenantLimits(),
                8 << 20,
                engine.guestThreads(),
                0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentCoreServer.start(small))
                .withMessage("engine.guest-stack is too small for engine.kind native: at least 16 MiB");
    }
}
