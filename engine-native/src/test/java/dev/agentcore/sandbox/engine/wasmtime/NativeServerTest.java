// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;
import dev.agentcore.config.AuditSettings;
import dev.agentcore.config.InterpreterSettings;
import dev.agentcore.config.LifecycleSettings;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.config.TelemetrySettings;
import dev.agentcore.observability.AuditLog;
import dev.agentcore.observability.RunLog;
import dev.agentcore.server.AgentCoreServer;
import dev.agentcore.testkit.FreePort;
import dev.agentcore.testkit.LogCapture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A server whose {@code engine.kind} is native. */
@Isolated("captures loggers of the process")
final class NativeServerTest {
    private static final ServerSettings SETTINGS = ServerSettings.defaults()
            .withPort(0)
            .withLifecycle(LifecycleSettings.immediate())
            .withInterpreter(InterpreterSettings.builtIn()
                    .withEngine(InterpreterSettings.Engine.NATIVE)
                    .withIsolation(InterpreterSettings.Isolation.IN_PROCESS));

    @Test
    void itRunsProgramsStopsThemAndNamesItsEngine() throws IOException {
        BuiltEngine.assume();
        try (AgentCoreServer server = AgentCoreServer.start(SETTINGS);
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

    @Test
    void metricsLogAndAuditLogNameTheEngine() throws Exception {
        BuiltEngine.assume();
        int metrics = FreePort.find();
        ServerSettings settings = SETTINGS.withTelemetry(
                        TelemetrySettings.none().withMetricsPort(metrics))
                // To write the file is the business of the process that the server is in.
                .withAudit(AuditSettings.none().withFile(Path.of("unused")));
        try (LogCapture audit = LogCapture.of(AuditLog.NAME);
                LogCapture log = LogCapture.of(RunLog.class);
                AgentCoreServer server = AgentCoreServer.start(settings);
                AgentCoreClient client = AgentCoreClient.connect(server.target())) {
            client.run("1/0");
            await().until(() -> !log.events().isEmpty());
            assertThat(engine(audit)).containsExactly("native");
            assertThat(engine(log)).containsExactly("native");
            await().untilAsserted(() -> assertThat(scrape(metrics))
                    .containsPattern("agentcore_runs_ended_total\\{agentcore_engine=\"native\","
                            + "agentcore_outcome=\"exception\",[^}]*} 1\\.0\n")
                    .doesNotContain("jvm\",agentcore"));
        }
    }

    private static List<Object> engine(LogCapture captured) {
        return captured.events().getFirst().getKeyValuePairs().stream()
                .filter(pair -> pair.key.equals("engine"))
                .map(pair -> pair.value)
                .toList();
    }

    private static String scrape(int port) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
