// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.testkit.Ended;
import dev.agentcore.testkit.PemCertificate;
import dev.agentcore.testkit.PemCertificates;
import dev.agentcore.testkit.ServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an example client does, in whatever language, which shares nothing with ours but the wire: at a real server. */
@Tag("nightly")
@Timeout(180)
abstract class ExampleClientContract {
    /** SHA-256 of "one". */
    private static final String ONE = "sha256:7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed";

    private static ServerProcess server;
    private static String target;

    @TempDir
    Path folder;

    /** What to run the example with, before its arguments. */
    abstract List<String> command();

    /** A wall time of 300 ms in the form of JSON that the language's library takes. */
    abstract String wallTimeOf300Millis();

    @BeforeAll
    static void start() throws Exception {
        server = ServerProcess.start("--slots", "1");
        target = server.target();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void aProgramRuns() throws Exception {
        Ended ended = run("print(sum(range(10**6)))", "{}");
        assertThat(ended.stdout()).isEqualTo("499999500000\n");
        assertThat(ended.stderr()).isEqualTo("{\"outcome\":\"OUTCOME_COMPLETED\",\"exitCode\":0}\n");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void outputComesWhileTheProgramRuns() throws Exception {
        Path code = Files.writeString(folder.resolve("main.py"), "print('first')\nwhile True: pass");
        Process client = client(target, "{}").redirectInput(code.toFile()).start();
        try (BufferedReader lines = client.inputReader(UTF_8)) {
            // The program never ends: its line is not waiting for that.
            assertThat(lines.readLine()).isEqualTo("first");
        } finally {
            client.destroyForcibly();
        }
        assertThat(run("print('the slot is free')", "{}").stdout()).isEqualTo("the slot is free\n");
    }

    @Test
    void aProgramGetsItsInputAndItsArguments() throws Exception {
        // Bytes are base64 in JSON: "a line\n".
        Ended ended = run(
                "import sys; print(input(), sys.argv[1:])",
                "{\"program\": {\"stdin\": \"YSBsaW5lCg==\", \"args\": [\"x\", \"-y\"]}}");
        assertThat(ended.stdout()).isEqualTo("a line ['x', '-y']\n");
    }

    @Test
    void failuresAndLimitsAreOutcomes() throws Exception {
        assertThat(run("1/0", "{}").stderr())
                .isEqualTo("{\"outcome\":\"OUTCOME_EXCEPTION\",\"exitCode\":1,\"exception\":\"ZeroDivisionError\"}\n");
        Ended stopped = run(
                "print('before')\nwhile True: pass",
                "{\"program\": {\"limits\": {\"wall_time\": " + wallTimeOf300Millis() + "}}}");
        assertThat(stopped.stdout()).isEqualTo("before\n");
        assertThat(stopped.stderr()).isEqualTo("{\"outcome\":\"OUTCOME_WALL_TIME_EXCEEDED\"}\n");
        assertThat(run("print('x' * 10)", "{\"program\": {\"limits\": {\"output_bytes\": 4}}}"))
                .isEqualTo(new Ended(0, "xxxx", "{\"outcome\":\"OUTCOME_OUTPUT_EXCEEDED\"}\n"));
    }

    @Test
    void aBadRequestNamesTheField() throws Exception {
        Ended ended = run("pass", "{\"program\": {\"limits\": {\"memory_bytes\": 1}}}");
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.stderr())
                .isEqualTo("{\"code\":\"INVALID_ARGUMENT\","
                        + "\"message\":\"limits.memory_bytes is 1; 33554432 to 1073741824 are allowed\","
                        + "\"reason\":\"INVALID_REQUEST\",\"violations\":[{\"field\":\"limits.memory_bytes\","
                        + "\"description\":\"is 1; 33554432 to 1073741824 are allowed\"}]}\n");
    }

    @Test
    void aRequestWithAnIdRunsOnce() throws Exception {
        String named = "{\"program\": {\"request_id\": \"%s\"}}".formatted(UUID.randomUUID());
        String random = "import random; print(random.random())";
        Ended first = run(random, named);
        assertThat(first.stdout()).startsWith("0.");
        assertThat(run(random, named)).isEqualTo(first);
        assertThat(run("print('another')", named).stderr())
                .isEqualTo("{\"code\":\"ABORTED\",\"message\":\"request_id was used for a different request\","
                        + "\"reason\":\"REQUEST_ID_REUSED\"}\n");
    }

    @Test
    void aTenantOverItsRateGetsARetryDelay() throws Exception {
        try (ServerProcess limited =
                ServerProcess.start("--set", "tenant.runs-per-minute=1", "--set", "tenant.burst=1")) {
            String there = limited.target();
            assertThat(run(there, "print(1)", "{}").stdout()).isEqualTo("1\n");
            assertThat(run(there, "print(2)", "{}").stderr())
                    .matches("\\{\"code\":\"RESOURCE_EXHAUSTED\",\"message\":\"tenant rate limit exceeded\","
                            + "\"reason\":\"TENANT_RATE\",\"retryAfterMillis\":[0-9.]+}\n");
        }
    }

    @Test
    void aCallThatIsCancelledFreesTheSlot() throws Exception {
        Ended ended = run("print('in the loop')\nwhile True: pass", "{\"cancelAt\": \"in the loop\"}");
        assertThat(ended.stdout()).isEqualTo("in the loop\n");
        assertThat(ended.stderr()).startsWith("{\"code\":\"CANCELLED\"");
        assertThat(run("print('free')", "{}").stdout()).isEqualTo("free\n");
    }

    @Test
    void aDeadlineShortensTheWallTime() throws Exception {
        Ended ended = run("print('in the loop')\nwhile True: pass", "{\"deadlineMillis\": 2000}");
        assertThat(ended).isEqualTo(new Ended(0, "in the loop\n", "{\"outcome\":\"OUTCOME_WALL_TIME_EXCEEDED\"}\n"));
    }

    @Test
    void aTokenIsNeededIfThereAreAny() throws Exception {
        Path tokens = Files.writeString(folder.resolve("tokens"), "alice " + ONE);
        try (ServerProcess guarded = ServerProcess.start("--set", "security.tokens=" + tokens)) {
            String there = guarded.target();
            assertThat(run(there, "print(1)", "{\"connection\": {\"token\": \"one\"}}")
                            .stdout())
                    .isEqualTo("1\n");
            assertThat(run(there, "print(1)", "{\"connection\": {\"token\": \"two\"}}")
                            .stderr())
                    .isEqualTo("{\"code\":\"UNAUTHENTICATED\",\"message\":\"the bearer token is not valid\","
                            + "\"reason\":\"UNAUTHENTICATED\"}\n");
        }
    }

    @Test
    void tlsOnBothSides() throws Exception {
        var certificates = new PemCertificates(folder);
        PemCertificate own = certificates.selfSigned("server");
        PemCertificate alice = certificates.selfSigned("alice");
        try (ServerProcess guarded = ServerProcess.start(
                "--set",
                "security.tls.certificate=" + own.certificate(),
                "--set",
                "security.tls.key=" + own.key(),
                "--set",
                "security.tls.client-authorities=" + alice.certificate())) {
            String there = guarded.target().replace("127.0.0.1", "localhost");
            assertThat(run(
                                    there,
                                    "print(1)",
                                    "{\"connection\": {\"authority\": \"%s\", \"certificate\": \"%s\", \"key\": \"%s\"}}"
                                            .formatted(own.certificate(), alice.certificate(), alice.key()))
                            .stdout())
                    .isEqualTo("1\n");
            assertThat(run(there, "print(1)", "{\"connection\": {\"authority\": \"%s\"}}".formatted(own.certificate()))
                            .stderr())
                    .as("without a certificate of its own")
                    .contains("{\"code\":\"UNAVAILABLE\"");
            assertThat(run(
                                    there,
                                    "print(1)",
                                    "{\"connection\": {\"authority\": \"%s\"}}".formatted(alice.certificate()))
                            .stderr())
                    .as("with a server that it does not trust")
                    .contains("{\"code\":\"UNAVAILABLE\"");
        }
    }

    @Test
    void aSocketInTheFileSystem() throws Exception {
        try (ServerProcess local = ServerProcess.start("--set", "listen.socket=" + folder.resolve("socket"))) {
            assertThat(run(local.target(), "print(1)", "{}").stdout()).isEqualTo("1\n");
        }
    }

    @Test
    void aServerThatDrainsSaysWhenToComeBack() throws Exception {
        try (ServerProcess ending = ServerProcess.start("--set", "lifecycle.drain-timeout=30s")) {
            String there = ending.target();
            try (AgentCoreClient client = AgentCoreClient.connect(there);
                    var running = client.execute(PythonProgram.of("print('in the loop')\nwhile True: pass"))) {
                var events = running.iterator();
                events.next();
                events.next();
                ending.terminate();
                assertThat(run(there, "print('late')", "{}").stderr())
                        .isEqualTo("{\"code\":\"UNAVAILABLE\",\"message\":\"the server is shutting down\","
                                + "\"reason\":\"DRAINING\",\"retryAfterMillis\":1000}\n");
            }
        }
    }

    /** Where the server is. */
    static String target() {
        return target;
    }

    private Ended run(String code, String options) throws Exception {
        return run(target, code, options);
    }

    private Ended run(String there, String code, String options) throws Exception {
        return Ended.of(client(there, options), code);
    }

    private ProcessBuilder client(String there, String options) {
        var command = new ArrayList<>(command());
        command.addAll(List.of(there, options));
        return new ProcessBuilder(command);
    }
}
