// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.config.LifecycleSettings;
import dev.agentcore.config.OpenTelemetryVariables;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.config.TelemetrySettings;
import dev.agentcore.execution.engine.ScriptedRuntime;
import dev.agentcore.server.AgentCoreServer;
import dev.agentcore.testkit.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** What operators can measure, as {@code TELEMETRY.md} has it: over a real socket, from a running server. */
@Isolated("reads metrics of the JVM")
@Timeout(120)
final class TelemetryTest {
    private static final ServerSettings STANDARD =
            ServerSettings.defaults().withPort(0).withLifecycle(LifecycleSettings.immediate());

    @Test
    void theMetricsAreThoseOfTheDocumentationAndAddUp() throws Exception {
        int port = FreePort.find();
        try (AgentCoreServer server = AgentCoreServer.start(withMetrics(port));
                AgentCoreClient client = AgentCoreClient.connect(server.target())) {
            client.run("print('12345')");
            client.run("print('12345')");
            client.run("1/0");
            client.run(PythonProgram.builder("while True: pass")
                    .wallTime(Duration.ofMillis(200))
                    .build());
            client.run(PythonProgram.builder("while True: print('x' * 80)")
                    .outputBytes(1000)
                    .build());
            client.run(PythonProgram.builder("x = bytearray(100 << 20)")
                    .memoryBytes(64 << 20)
                    .build());
            assertThatExceptionOfType(AgentCoreException.class)
                    .isThrownBy(() -> client.run(
                            PythonProgram.builder("pass").memoryBytes(1).build()));
            // There is a metric of collections once there was one.
            System.gc();

            await().until(() -> Scrape.of(port).sum("rpc_server_call_duration_seconds_count") == 7
                    && Scrape.of(port).kinds().containsKey("jvm_gc_duration_seconds"));
            Scrape scrape = awaitEnded(port, 6);
            assertThat(scrape.value("agentcore_runs_submitted_total")).isEqualTo(6);
            assertThat(scrape.value("agentcore_runs_started_total{agentcore_engine=jvm}"))
                    .isEqualTo(6);
            assertEnded(scrape, "completed", 2);
            assertEnded(scrape, "exception", 1);
            assertEnded(scrape, "wall_time_exceeded", 1);
            assertEnded(scrape, "output_exceeded", 1);
            assertEnded(scrape, "memory_exceeded", 1);
            assertThat(scrape.sum("agentcore_refusals_total")).isEqualTo(1);
            assertThat(scrape.value("agentcore_refusals_total{agentcore_refusal_reason=invalid_request}"))
                    .isEqualTo(1);
            assertThat(scrape.sum("agentcore_run_duration_seconds_count")).isEqualTo(6);
            assertThat(
                            scrape.value(
                                    "agentcore_run_duration_seconds_sum{agentcore_engine=jvm, agentcore_outcome=wall_time_exceeded}"))
                    .isBetween(0.2, 30.0);
            assertThat(scrape.value("agentcore_run_queue_duration_seconds_count"))
                    .isEqualTo(6);
            assertThat(scrape.value("agentcore_sandbox_start_duration_seconds_count{agentcore_engine=jvm}"))
                    .isEqualTo(6);
            assertThat(scrape.value(
                            "agentcore_run_output_size_bytes_sum{agentcore_engine=jvm, agentcore_outcome=completed}"))
                    .isEqualTo(12);
            assertThat(
                            scrape.value(
                                    "agentcore_run_output_size_bytes_sum{agentcore_engine=jvm, agentcore_outcome=output_exceeded}"))
                    .isEqualTo(1000);
            assertThat(
                            scrape.value(
                                    "agentcore_run_memory_peak_bytes_sum{agentcore_engine=jvm, agentcore_outcome=memory_exceeded}"))
                    .isBetween(1e7, 64.0 * (1 << 20));
            assertThat(scrape.value("agentcore_slots"))
                    .isEqualTo(STANDARD.engine().slots());
            assertThat(scrape.value("agentcore_slots_used")).isZero();
            assertThat(scrape.value("agentcore_serving")).isEqualTo(1);
            assertThat(scrape.value("agentcore_queue_length")).isZero();
            String calls = "rpc_server_call_duration_seconds_count{rpc_method=agentcore.v1.ExecutionService/"
                    + "ExecutePython, rpc_response_status_code=%s, rpc_system_name=grpc}";
            assertThat(scrape.value(calls.formatted("OK"))).isEqualTo(6);
            assertThat(scrape.value(calls.formatted("INVALID_ARGUMENT"))).isEqualTo(1);

            assertIsDocumented(scrape);
        }
    }

    @Test
    void whatDidNotRunIsCountedToo() throws Exception {
        int port = FreePort.find();
        var runtime = new ScriptedRuntime()
                .on("sleep", (request, output) -> Thread.sleep(60_000))
                .failOpening("no sandbox", new IllegalStateException("a defect of the test's own"));
        var engine = STANDARD.engine().withSlots(1).withQueue(1, Duration.ofMinutes(1));
        try (AgentCoreServer server = AgentCoreServer.start(withMetrics(port).withEngine(engine), runtime);
                AgentCoreClient client = AgentCoreClient.connect(server.target())) {
            assertThatExceptionOfType(AgentCoreException.class).isThrownBy(() -> client.run("no sandbox"));
            var running = client.execute(PythonProgram.of("sleep"));
            await().until(() -> Scrape.of(port).value("agentcore_slots_used") == 1);
            var waiting = client.execute(PythonProgram.of("waits"));
            await().until(() -> Scrape.of(port).value("agentcore_queue_length") == 1);
            assertThatExceptionOfType(AgentCoreException.class).isThrownBy(() -> client.run("refused"));
            waiting.close();
            await().until(() -> Scrape.of(port).value("agentcore_queue_length") == 0);
            running.close();

            Scrape scrape = awaitEnded(port, 4);
            assertThat(scrape.value("agentcore_runs_submitted_total")).isEqualTo(4);
            assertThat(scrape.value("agentcore_runs_started_total{agentcore_engine=jvm}"))
                    .isEqualTo(1);
            assertNotStarted(scrape, "start_failed", 1);
            assertNotStarted(scrape, "abandoned", 1);
            assertNotStarted(scrape, "refused", 1);
            assertEnded(scrape, "cancelled", 1);
            assertThat(scrape.sum("agentcore_refusals_total")).isEqualTo(1);
            assertThat(scrape.value("agentcore_refusals_total{agentcore_refusal_reason=queue_full}"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aServerThatCannotUseItsGuestDoesNotServe() throws Exception {
        int port = FreePort.find();
        String probe = "print()";
        var runtime = new ScriptedRuntime();
        runtime.failOpening("broken", new IllegalStateException("a defect of the test's own"));
        try (AgentCoreServer server = AgentCoreServer.start(withMetrics(port), runtime);
                AgentCoreClient client = AgentCoreClient.connect(server.target())) {
            assertThat(Scrape.of(port).value("agentcore_serving")).isEqualTo(1);
            runtime.failOpening(probe, new IllegalStateException("a defect of the test's own"));
            for (int i = 0; i < 3; i++) {
                assertThatExceptionOfType(AgentCoreException.class).isThrownBy(() -> client.run("broken"));
            }
            await().until(() -> Scrape.of(port).value("agentcore_serving") == 0);
            runtime.repairOpening(probe);
            await().until(() -> Scrape.of(port).value("agentcore_serving") == 1);
        }
    }

    @Test
    void configurationErrorsOfOpenTelemetryAreReportedWithoutSecrets() {
        var variables = new OpenTelemetryVariables(
                Map.of("OTEL_TRACES_EXPORTER", "otlp", "OTEL_EXPORTER_OTLP_HEADERS", "Bearer my-secret"));
        assertThat(variables.toString()).isEqualTo("[OTEL_EXPORTER_OTLP_HEADERS, OTEL_TRACES_EXPORTER]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start(TelemetrySettings.none().withVariables(variables)))
                .withMessage("telemetry: Invalid map property: otel.exporter.otlp.headers=***");
    }

    @Test
    void anExporterThatThereIsNotIsNamed() {
        var variables = new OpenTelemetryVariables(Map.of("OTEL_TRACES_EXPORTER", "carrier-pigeon"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start(TelemetrySettings.none().withVariables(variables)))
                .withMessageContaining("carrier-pigeon");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> start(TelemetrySettings.none().withMetricsPort(taken.getLocalPort())))
                    .withMessage("telemetry: cannot listen on 127.0.0.1:%d for metrics: Address already in use"
                            .formatted(taken.getLocalPort()));
        }
    }

    private static void start(TelemetrySettings telemetry) {
        try {
            AgentCoreServer.start(STANDARD.withTelemetry(telemetry), new ScriptedRuntime())
                    .close();
        } catch (IOException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private static Scrape awaitEnded(int port, int runs) {
        // What is measured of a run is measured once its caller has its result.
        return await().until(() -> Scrape.of(port), scrape -> scrape.sum("agentcore_runs_ended_total") == runs);
    }

    private static void assertEnded(Scrape scrape, String outcome, int count) {
        assertThat(scrape.value("agentcore_runs_ended_total{agentcore_engine=jvm, agentcore_outcome=" + outcome + "}"))
                .as(outcome)
                .isEqualTo(count);
    }

    /** No engine is named: none executed it. */
    private static void assertNotStarted(Scrape scrape, String outcome, int count) {
        assertThat(scrape.value("agentcore_runs_ended_total{agentcore_outcome=" + outcome + "}"))
                .as(outcome)
                .isEqualTo(count);
    }

    private static void assertIsDocumented(Scrape scrape) throws IOException {
        Map<String, Set<String>> documented = new TreeMap<>();
        for (List<String> row : documentedRows()) {
            String prometheus = unquoted(row.get(1));
            String unit = row.get(2);
            assertThat(prometheus).startsWith(unquoted(row.get(0)).replace('.', '_'));
            switch (unit) {
                case "s" -> assertThat(prometheus).containsPattern("_seconds(_total)?$");
                case "bytes" -> assertThat(prometheus).endsWith("_bytes");
                default -> assertThat(unit).isEmpty();
            }
            documented.put(prometheus, attributes(row.get(3)));
        }
        var shown = new TreeMap<>(scrape.labels());
        shown.remove("target_info");
        // This attribute is only on calls that ended with an internal error.
        shown.get("rpc_server_call_duration_seconds").add("error_type");
        assertThat(shown).isEqualTo(documented);
    }

    /** The cells of each row of the table of metrics. */
    private static List<List<String>> documentedRows() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("../TELEMETRY.md"))) {
            if (line.matches("\\| `(agentcore|rpc|jvm)\\.[^`]*` \\| `.*")) {
                rows.add(Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList());
            }
        }
        return rows;
    }

    private static Set<String> attributes(String cell) {
        return Arrays.stream(cell.split(", "))
                .filter(name -> !name.isEmpty())
                .map(name -> unquoted(name).replace('.', '_'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String unquoted(String cell) {
        return cell.replace("`", "");
    }

    private static ServerSettings withMetrics(int port) {
        return STANDARD.withTelemetry(TelemetrySettings.none().withMetricsPort(port));
    }
}
