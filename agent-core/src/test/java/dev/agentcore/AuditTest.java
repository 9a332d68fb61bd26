// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.config.AuditSettings;
import dev.agentcore.config.LifecycleSettings;
import dev.agentcore.config.SecuritySettings;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.execution.engine.ScriptedRuntime;
import dev.agentcore.guest.PythonGuest;
import dev.agentcore.observability.AuditLog;
import dev.agentcore.sandbox.GuestPythonRuntime;
import dev.agentcore.server.AgentCoreServer;
import dev.agentcore.testkit.LogCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Who had what run is on record, whatever became of it. */
@Isolated("captures a logger of the process")
@Timeout(120)
final class AuditTest {
    /** SHA-256 of "print('hello')". */
    private static final String HELLO = "96f43d529af3430cb6b0e2c02f6b38ef1a121e8a31d2d09a3ebb716f2f35c9de";

    /** SHA-256 of "one". */
    private static final String ONE = "sha256:7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed";

    private static final ServerSettings STANDARD =
            ServerSettings.defaults().withPort(0).withLifecycle(LifecycleSettings.immediate());

    private final LogCapture events = LogCapture.of(AuditLog.NAME);

    @TempDir
    Path folder;

    @AfterEach
    void stopListening() {
        events.close();
    }

    @Test
    void aRunIsAnEventWithCallerProgramAndOutcome() throws Exception {
        try (AgentCoreServer server = serve(SecuritySettings.none(), false, python());
                AgentCoreClient client = AgentCoreClient.connect(server.target())) {
            var program = PythonProgram.builder("print('hello')")
                    .stdin("abc")
                    .label("job", "7\nforged")
                    .wallTime(Duration.ofSeconds(5))
                    .build();
            String id = client.run(program).executionId();
            Map<String, Object> event = only("run");
            assertThat(event)
                    .containsEntry("execution_id", id)
                    .containsEntry("tenant", "127.0.0.1")
                    .containsEntry("code_sha256", HELLO)
                    .containsEntry("code_bytes", 14)
                    .containsEntry("stdin_bytes", 3)
                    .containsEntry("files", 0)
                    .containsEntry("labels", Map.of("job", "7\nforged"))
                    .containsEntry("limit_wall_ms", 5000.0)
                    .containsEntry("limit_memory_bytes", 512L << 20)
                    .containsEntry("engine", "jvm")
                    .containsEntry("outcome", "COMPLETED")
                    .containsEntry("exit_code", 0)
                    .containsEntry("stdout_bytes", 6L)
                    .containsEntry("stderr_bytes", 0L)
                    .containsKeys("limit_cpu_ms", "limit_output_bytes", "limit_scratch_bytes", "limit_threads")
                    .containsKeys("wall_ms", "cpu_ms", "queue_ms", "memory_peak_bytes")
                    .doesNotContainKeys("code", "reason");
            assertThat(event.get("peer")).asString().matches("127\\.0\\.0\\.1:\\d+");
        }
    }

    @Test
    void theProgramIsThereIfThatIsAskedFor() throws Exception {
        try (AgentCoreServer server = serve(SecuritySettings.none(), true, new ScriptedRuntime());
                AgentCoreClient client = AgentCoreClient.connect(server.target())) {
            client.run("print('hello')");
            assertThat(only("run")).containsEntry("code", "print('hello')");
        }
    }

    @Test
    void whatIsInvalidIsAnEventWithWhatIsKnown() throws Exception {
        try (AgentCoreServer server = serve(SecuritySettings.none(), false, new ScriptedRuntime());
                AgentCoreClient client = AgentCoreClient.connect(server.target())) {
            refused(
                    client,
                    PythonProgram.builder("print('hello')").memoryBytes(1).build());
            assertThat(only("call"))
                    .containsEntry("method", "ExecutePython")
                    .containsEntry("tenant", "127.0.0.1")
                    .containsEntry("code_sha256", HELLO)
                    .containsEntry("outcome", "TURNED_AWAY")
                    .containsEntry("reason", "INVALID_REQUEST")
                    .containsKey("peer");
        }
    }

    @Test
    void anUnauthenticatedCallIsAnEventWithoutATenant() throws Exception {
        Path tokens = Files.writeString(folder.resolve("tokens"), "alice " + ONE);
        try (AgentCoreServer server =
                serve(new SecuritySettings(null, null, null, tokens, null), false, new ScriptedRuntime())) {
            try (AgentCoreClient mallory =
                    AgentCoreClient.builder(server.target()).bearerToken("two").build()) {
                refused(mallory, PythonProgram.of("x"));
            }
            assertThat(only("call"))
                    .containsEntry("reason", "UNAUTHENTICATED")
                    .containsKey("peer")
                    .doesNotContainKeys("tenant", "execution_id");
            events.clear();
            try (AgentCoreClient alice =
                    AgentCoreClient.builder(server.target()).bearerToken("one").build()) {
                alice.run("x");
            }
            assertThat(only("run")).containsEntry("tenant", "alice");
        }
    }

    @Test
    void aRejectionIsAnEvent() throws Exception {
        var runtime = new ScriptedRuntime().on("sleep", (request, output) -> Thread.sleep(60_000));
        try (AgentCoreServer server = serve(SecuritySettings.none(), false, runtime);
                AgentCoreClient client = AgentCoreClient.connect(server.target())) {
            var running = client.execute(PythonProgram.of("sleep"));
            await().until(() -> runtime.runs() == 1);
            refused(client, PythonProgram.of("refused"));
            assertThat(only("run"))
                    .containsEntry("outcome", "REFUSED")
                    .containsEntry("reason", "QUEUE_FULL")
                    .doesNotContainKey("engine");
            running.close();
            await().until(() -> outcomes().equals(List.of("REFUSED", "CANCELLED")));
        }
    }

    @Test
    void whatIsGivenUpIsAnEventToo() throws Exception {
        var runtime = new ScriptedRuntime().on("sleep", (request, output) -> Thread.sleep(60_000));
        var engine = STANDARD.engine().withSlots(1).withQueue(1, Duration.ofMinutes(1));
        try (AgentCoreServer server =
                        AgentCoreServer.start(STANDARD.withEngine(engine).withAudit(audit(false)), runtime);
                AgentCoreClient client = AgentCoreClient.connect(server.target());
                AgentCoreClient hasty = AgentCoreClient.builder(server.target())
                        .deadline(Duration.ofMillis(500))
                        .build()) {
            var running = client.execute(PythonProgram.of("sleep"));
            await().until(() -> runtime.runs() == 1);
            refused(hasty, PythonProgram.of("waits"));
            assertThat(only("run")).containsEntry("outcome", "ABANDONED");
            running.close();
        }
    }

    @Test
    void anInternalErrorIsAnEvent() throws Exception {
        var runtime = new ScriptedRuntime().failOpening("defect", new IllegalStateException("the test's own"));
        try (AgentCoreServer server = serve(SecuritySettings.none(), false, runtime);
                AgentCoreClient client = AgentCoreClient.connect(server.target())) {
            refused(client, PythonProgram.of("defect"));
            assertThat(only("run")).containsEntry("outcome", "INTERNAL_DEFECT");
        }
    }

    @Test
    void nothingIsOnRecordUnlessThatIsAskedFor() throws Exception {
        try (AgentCoreServer server = AgentCoreServer.start(STANDARD, new ScriptedRuntime());
                AgentCoreClient client = AgentCoreClient.connect(server.target())) {
            client.run("x");
        }
        assertThat(events.events()).isEmpty();
    }

    private static void refused(AgentCoreClient client, PythonProgram program) {
        assertThatExceptionOfType(AgentCoreException.class).isThrownBy(() -> client.run(program));
    }

    private static PythonRuntime python() throws IOException {
        return new GuestPythonRuntime(PythonGuest.load(), 1);
    }

    private static AgentCoreServer serve(SecuritySettings security, boolean withCode, PythonRuntime runtime)
            throws IOException {
        var engine = STANDARD.engine().withSlots(1).withQueue(0, Duration.ofMinutes(1));
        return AgentCoreServer.start(
                STANDARD.withEngine(engine).withSecurity(security).withAudit(audit(withCode)), runtime);
    }

    private static AuditSettings audit(boolean withCode) {
        // To write the file is the business of the process that the server is in.
        return AuditSettings.none().withFile(Path.of("unused")).withIncludeCode(withCode);
    }

    /** The one event that comes. */
    private Map<String, Object> only(String name) {
        await().until(() -> !events.events().isEmpty());
        assertThat(events.events()).hasSize(1);
        assertThat(events.events().getFirst().getMessage()).isEqualTo(name);
        return pairs(events.events().getFirst());
    }

    private List<Object> outcomes() {
        return events.events().stream()
                .map(event -> pairs(event).get("outcome"))
                .toList();
    }

    private static Map<String, Object> pairs(ILoggingEvent event) {
        var pairs = new LinkedHashMap<String, Object>();
        event.getKeyValuePairs().forEach(pair -> pairs.put(pair.key, pair.value));
        return pairs;
    }
}
