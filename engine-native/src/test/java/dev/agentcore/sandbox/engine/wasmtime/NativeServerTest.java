// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;
import dev.agentcore.config.InterpreterSettings;
import dev.agentcore.config.LifecycleSettings;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.server.AgentCoreServer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A server whose {@code engine.kind} is native. */
final class NativeServerTest {
    @Test
    void itRunsProgramsStopsThemAndNamesItsEngine() throws IOException {
        BuiltEngine.assume();
        ServerSettings settings = ServerSettings.defaults()
                .withPort(0)
                .withLifecycle(LifecycleSettings.immediate())
                .withInterpreter(InterpreterSettings.builtIn().withEngine(InterpreterSettings.Engine.NATIVE));
        try (AgentCoreServer server = AgentCoreServer.start(settings);
                AgentCoreClient client = AgentCoreClient.connect("127.0.0.1:" + server.port())) {
            assertThat(client.capabilities().interpreter().engine()).isEqualTo("native");
            assertThat(client.capabilities().interpreter().name()).isEqualTo("CPython");
            PythonResult endless = client.run(PythonProgram.builder("while True: pass")
                    .wallTime(Duration.ofMillis(100))
                    .build());
            assertThat(endless.outcome()).isEqualTo(Outcome.WALL_TIME_EXCEEDED);
            PythonResult next =
                    client.run(PythonProgram.builder("print(sum(range(1000)))").build());
            assertThat(next.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(next.stdout()).isEqualTo("499500\n");
        }
    }
}
