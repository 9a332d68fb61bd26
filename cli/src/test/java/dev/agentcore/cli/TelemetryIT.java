// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.testkit.FinishedJar;
import dev.agentcore.testkit.FreePort;
import dev.agentcore.testkit.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The telemetry of the packaged jar, configured by variables and options. */
@Timeout(120)
final class TelemetryIT {
    private static final Map<String, String> NO_VARIABLES = Map.of();

    @TempDir
    Path folder;

    @Test
    void metricsAreServedWhereAVariableSaysAndTheLogNamesTraces() throws Exception {
        int port = FreePort.find();
        ServerProcess server = start(Map.of("METRICS_PORT", String.valueOf(port)));
        try (server) {
            run(server, "print(1)");
            String metrics;
            do {
                metrics = get("http://127.0.0.1:" + port + "/metrics");
            } while (!metrics.contains(
                    "agentcore_runs_ended_total{agentcore_engine=\"jvm\",agentcore_outcome=\"completed\","
                            + "otel_scope_name=\"dev.agentcore\"} 1.0\n"));
            assertThat(metrics).contains("\nrpc_server_call_duration_seconds_count{", "\njvm_memory_used_bytes{");
            server.end();
        }
        assertThat(server.log())
                .contains("Metrics are at http://127.0.0.1:" + port + "/metrics\n")
                .containsPattern("Execution \\S+ COMPLETED: .*, labels \\{} trace_id=[0-9a-f]{32}\n");
    }

    @Test
    void aLineOfTheLogCanBeAnObjectOfJson() throws Exception {
        ServerProcess server = start(Map.of("AGENT_CORE_LOG_FORMAT", "json"), "--slots", "1");
        try (server) {
            run(server, "print(1)");
            run(server, "1/0");
            server.end();
        }
        List<JsonObject> lines = objects(server.log());
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.keySet()).contains("time", "level", "logger", "thread", "message"));
        List<JsonObject> runs =
                lines.stream().filter(line -> line.has("execution_id")).toList();
        assertThat(runs)
                .extracting(line -> line.get("outcome").getAsString())
                .containsExactly("COMPLETED", "EXCEPTION");
        JsonObject first = runs.getFirst();
        assertThat(first.get("level").getAsString()).isEqualTo("INFO");
        assertThat(first.get("tenant").getAsString()).isEqualTo("127.0.0.1");
        assertThat(first.get("exit_code").getAsInt()).isZero();
        assertThat(first.get("output_bytes").getAsInt()).isEqualTo(2);
        assertThat(first.get("wall_ms").getAsDouble()).isPositive();
        assertThat(first.get("labels").isJsonObject()).isTrue();
        assertThat(first.has("trace_id")).isFalse();
    }

    @Test
    void theLogIsAsQuietAsItIsSet() throws Exception {
        ServerProcess server = start(Map.of("AGENT_CORE_LOG_LEVEL", "warn"));
        try (server) {
            run(server, "print(1)");
            server.end();
        }
        assertThat(server.log()).isEmpty();
    }

    @Test
    void theAuditLogIsAppendedTo() throws Exception {
        Path audit = folder.resolve("audit.log");
        try (var server = start(Map.of("AGENT_CORE_AUDIT_FILE", audit.toString()))) {
            run(server, "print('hello')");
            assertThatExceptionOfType(AgentCoreException.class).isThrownBy(() -> {
                try (AgentCoreClient client = AgentCoreClient.connect(server.target())) {
                    client.run(PythonProgram.builder("1").memoryBytes(1).build());
                }
            });
            server.end();
        }
        try (var server = start(NO_VARIABLES, "--set", "audit.file=" + audit, "--set", "audit.include-code=true")) {
            run(server, "print('again')");
            server.end();
        }
        List<JsonObject> lines = objects(Files.readString(audit));
        assertThat(lines)
                .extracting(line -> line.get("event").getAsString() + " "
                        + line.get("outcome").getAsString())
                .containsExactly("run COMPLETED", "call TURNED_AWAY", "run COMPLETED");
        assertThat(lines.get(0).keySet())
                .startsWith("time", "event", "execution_id", "tenant", "peer", "code_sha256", "code_bytes")
                .doesNotContain("code");
        assertThat(lines.get(0).get("time").getAsString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d+Z");
        assertThat(lines.get(2).get("code").getAsString()).isEqualTo("print('again')");
    }

    @Test
    void theAuditLogIsBounded() throws Exception {
        Path audit = folder.resolve("audit.log");
        int limit = 64 << 10;
        ServerProcess server = start(
                NO_VARIABLES,
                "--set",
                "audit.file=" + audit,
                "--set",
                "audit.include-code=true",
                "--set",
                "audit.max-file-size=64KiB",
                "--set",
                "audit.max-files=1");
        try (server) {
            for (int i = 0; i < 8; i++) {
                run(server, "print(" + i + ")  # " + "x".repeat(30_000));
            }
            server.end();
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "audit*")) {
            assertThat(files)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("audit.log", "audit.log.1");
        }
        List<JsonObject> last = objects(Files.readString(audit));
        List<JsonObject> before = objects(Files.readString(folder.resolve("audit.log.1")));
        assertThat(Files.size(audit)).isLessThan(limit + 32_000);
        assertThat(Files.size(folder.resolve("audit.log.1"))).isBetween((long) limit, limit + 32_000L);
        assertThat(last.getLast().get("code").getAsString()).startsWith("print(7)");
        int first = 8 - last.size() - before.size();
        assertThat(before.getFirst().get("code").getAsString()).startsWith("print(" + first + ")");
        assertThat(server.log()).doesNotContain("audit.file");
    }

    @Test
    void withoutItsAuditLogTheServerDoesNotStart() throws Exception {
        Path missing = folder.resolve("missing/audit.log");
        try (var server = start(Map.of("AGENT_CORE_AUDIT_FILE", missing.toString()))) {
            assertThat(server.exitCode()).isEqualTo(2);
            assertThat(server.log())
                    .isEqualTo("agent-core: audit.file: " + missing + " cannot be opened: there is no such folder\n");
        }
        try (var server = start(Map.of("AGENT_CORE_AUDIT_FILE", folder.toString()))) {
            assertThat(server.exitCode()).isEqualTo(2);
            assertThat(server.log()).startsWith("agent-core: audit.file: " + folder + " cannot be opened: ");
        }
    }

    @Test
    void withoutItsTelemetryTheServerDoesNotStart() throws Exception {
        try (var server = start(Map.of("OTEL_TRACES_EXPORTER", "carrier-pigeon"))) {
            assertThat(server.exitCode()).isEqualTo(2);
            assertThat(server.log()).contains("carrier-pigeon").doesNotContain("\tat ");
        }
    }

    @Test
    void nothingIsLoadedAndNobodyListensUnlessThatIsAskedFor() throws Exception {
        Path loaded = folder.resolve("loaded");
        try (var server = ServerProcess.start(
                NO_VARIABLES,
                List.of("-Xlog:class+load:file=" + loaded + ":none:filecount=0", "-jar", FinishedJar.path()))) {
            run(server, "print(1)");
            assertThat(listening(server.pid())).hasSize(1);
            server.end();
        }
        assertThat(Files.readString(loaded))
                .contains("dev.agentcore.server.AgentCoreServer ")
                .doesNotContain("io.opentelemetry.")
                .doesNotContain("io.prometheus.")
                .doesNotContain("tools.jackson.");
    }

    private ServerProcess start(Map<String, String> environment, String... arguments) throws IOException {
        return ServerProcess.start(environment, List.of("-jar", FinishedJar.path()), arguments);
    }

    private static void run(ServerProcess server, String code) throws IOException {
        try (AgentCoreClient client = AgentCoreClient.connect(server.target())) {
            assertThat(client.run(code).executionId()).isNotEmpty();
        }
    }

    private static List<JsonObject> objects(String lines) {
        return lines.lines()
                .map(JsonParser::parseString)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    private static String get(String address) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    /** The sockets on which a process of this machine waits for callers, as Linux shows them. */
    private static Set<String> listening(long pid) throws IOException {
        Set<String> own = new HashSet<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : descriptors) {
                own.add(target(descriptor));
            }
        }
        Set<String> listening = new HashSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
                String[] columns = line.strip().split(" +", -1);
                boolean listens = columns[3].equals("0A");
                if (listens && own.contains("socket:[" + columns[9] + "]")) {
                    listening.add(columns[1]);
                }
            }
        }
        return listening;
    }

    private static String target(Path link) throws IOException {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (NoSuchFileException closedMeanwhile) {
            return "";
        }
    }
}
