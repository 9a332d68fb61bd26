// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.agentcore.execution.engine.EngineSettings;
import dev.agentcore.execution.engine.ExecutionEngine;
import dev.agentcore.execution.engine.TenantLimits;
import dev.agentcore.guest.PythonGuest;
import dev.agentcore.observability.AuditLog;
import dev.agentcore.sandbox.GuestPythonRuntime;
import dev.agentcore.service.RunServiceFixture;
import dev.agentcore.testkit.LogCapture;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** A face that knows {@code service} only has everything that gRPC's has, with the real guest. */
@Isolated("captures a logger of the process")
@Timeout(60)
final class JsonLinesFaceTest {
    private static final TenantLimits ONE_RUN_EACH = new TenantLimits(1, 0, 0, 60);

    private final LogCapture audit = LogCapture.of(AuditLog.NAME);
    private final RunServiceFixture parts = new RunServiceFixture(
            new GuestPythonRuntime(PythonGuest.load(), 2),
            EngineSettings.defaults().withSlots(2).withTenantLimits(ONE_RUN_EACH),
            List.of(new AuditLog(false)));
    private final ExecutionEngine engine = parts.engine();
    private JsonLinesFace face;

    @BeforeEach
    void serve() throws IOException {
        face = new JsonLinesFace(parts.service());
    }

    @AfterEach
    void close() throws IOException {
        face.close();
        parts.close();
        audit.close();
    }

    @Test
    void streamsOutputWhileTheProgramRuns() throws IOException {
        try (var call = new Call("alice", "print('first')\nprint(input())", null)) {
            assertThat(call.next().get("event").getAsString()).isEqualTo("started");
            assertThat(call.next().toString()).isEqualTo("{\"event\":\"STDOUT\",\"text\":\"first\\n\"}");
            assertThat(call.rest().getLast()).isEqualTo("{\"outcome\":\"EXCEPTION\"}");
        }
    }

    @Test
    void cancelsTheProgramWhenTheConnectionIsClosed() throws IOException {
        try (var call = new Call("alice", "print('running')\nwhile True: pass", null)) {
            call.next();
            assertThat(call.next().get("text").getAsString()).isEqualTo("running\n");
            assertThat(engine.running()).isEqualTo(1);
        }
        await().until(() -> engine.running() == 0);
        await().untilAsserted(() -> assertThat(outcomes()).containsExactly("CANCELLED"));
    }

    @Test
    void runsOnceAndReplaysUnderOneRequestId() throws IOException {
        String program = "import random\nprint(random.random())";
        List<String> first = new Call("alice", program, "id").rest();
        assertThat(new Call("alice", program, "id").rest()).isEqualTo(first);
        assertThat(new Call("bob", program, "id").rest()).isNotEqualTo(first);
        assertThat(new Call("alice", "print()", "id").rest())
                .containsExactly("{\"rejected\":\"REQUEST_ID_REUSED\","
                        + "\"message\":\"request_id was used for a different request\"}");
    }

    @Test
    void rejectsMoreThanATenantsQuota() throws IOException {
        try (var running = new Call("alice", "while True: pass", null)) {
            assertThat(running.next().get("event").getAsString()).isEqualTo("started");
            assertThat(new Call("alice", "print()", null).rest())
                    .containsExactly("{\"rejected\":\"TENANT_QUEUE_FULL\","
                            + "\"message\":\"tenant quota reached: 1 running or queued (limit 1)\"}");
            assertThat(new Call("bob", "print('free')", null).rest()).contains("{\"outcome\":\"COMPLETED\"}");
        }
    }

    @Test
    void auditsRunsAndRejectedCalls() throws IOException {
        var unused = new Call("alice", "print()", null).rest();
        assertThat(new Call("alice", "", "an id that is not printable: \u0001").rest())
                .containsExactly(
                        "{\"rejected\":\"INVALID_REQUEST\",\"message\":"
                                + "\"request_id is 'an id that is not printable: \\\\u0001'; only printable ASCII is allowed\"}");
        await().untilAsserted(() -> assertThat(outcomes()).containsExactly("COMPLETED", "TURNED_AWAY"));
    }

    private List<String> outcomes() {
        return audit.events().stream()
                .flatMap(event -> event.getKeyValuePairs().stream())
                .filter(pair -> pair.key.equals("outcome"))
                .map(pair -> String.valueOf(pair.value))
                .toList();
    }

    private final class Call implements AutoCloseable {
        private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), face.port());
        private final BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));

        Call(String tenant, String code, @Nullable String requestId) throws IOException {
            var request = new JsonObject();
            request.addProperty("tenant", tenant);
            request.addProperty("code", code);
            if (requestId != null) {
                request.addProperty("request_id", requestId);
            }
            socket.getOutputStream().write((request + "\n").getBytes(StandardCharsets.UTF_8));
        }

        JsonObject next() throws IOException {
            return JsonParser.parseString(in.readLine()).getAsJsonObject();
        }

        List<String> rest() throws IOException {
            try (socket) {
                var lines = new ArrayList<String>();
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    lines.add(line);
                }
                return lines;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
