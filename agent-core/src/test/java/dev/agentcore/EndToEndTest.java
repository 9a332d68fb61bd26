// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.client.ExecutionEvent.Started;
import dev.agentcore.client.FieldViolation;
import dev.agentcore.client.FileProblem;
import dev.agentcore.client.GuestImage;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.Output;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;
import dev.agentcore.client.ResultFormat;
import dev.agentcore.client.StandardStream;
import dev.agentcore.config.LifecycleSettings;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.execution.Mount;
import dev.agentcore.server.AgentCoreServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole path with its real parts: the client, a socket, the server, the sandbox, CPython. */
class EndToEndTest {
    private static AgentCoreServer server;
    private static AgentCoreClient client;

    @BeforeAll
    static void start() throws Exception {
        ServerSettings standard = ServerSettings.defaults();
        server = AgentCoreServer.start(standard.withPort(0)
                .withEngine(standard.engine().withSlots(2))
                .withLifecycle(LifecycleSettings.immediate()));
        client = AgentCoreClient.connect("127.0.0.1:" + server.port());
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @Test
    void runsAProgramAndReturnsWhatItPrinted() {
        PythonResult result = client.run("""
                import sys
                print(sys.version.split()[0])
                print(sum(range(10**6)))
                """);

        assertThat(result.stdout()).isEqualTo("3.13.15\n499999500000\n");
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(result.exitCode()).hasValue(0);
    }

    @Test
    void streamsOutputWhileTheProgramRuns() {
        var program =
                PythonProgram.builder("""
                        import sys
                        print("first")
                        print("second", file=sys.stderr)
                        while True:
                            pass
                        """).wallTime(Duration.ofSeconds(20)).build();

        try (var execution = client.execute(program)) {
            Iterator<ExecutionEvent> events = execution.iterator();
            // The program never ends: that its lines are here means that they did not wait for its end.
            assertThat(events.next()).isInstanceOf(Started.class);
            assertThat(events.next()).isEqualTo(output(StandardStream.STDOUT, "first\n"));
            assertThat(events.next()).isEqualTo(output(StandardStream.STDERR, "second\n"));
        }
    }

    @Test
    void startedThenOutputThenTheResultAndNothingElse() {
        var kinds = new ArrayList<String>();
        try (var execution = client.execute(PythonProgram.of("for i in range(3): print(i)"))) {
            execution.forEach(event -> kinds.add(event.getClass().getSimpleName()));
        }

        assertThat(kinds.getFirst()).isEqualTo("Started");
        assertThat(kinds.getLast()).isEqualTo("Finished");
        assertThat(kinds.subList(1, kinds.size() - 1)).isNotEmpty().containsOnly("Output");
    }

    @Test
    void aRequestThatIsTriedAgainRunsOnce() {
        var program = PythonProgram.builder(
                        "import uuid; print(uuid.uuid4()); open('/tmp/a', 'w').write('kept'); uuid.uuid4()")
                .scratchBytes(1 << 20)
                .outputPath("/tmp/a")
                .resultFormat(ResultFormat.REPR)
                .requestId("end-to-end")
                .build();
        PythonResult first = client.run(program);
        PythonResult again = client.run(program);

        assertThat(first.stdout()).hasSize(37);
        assertThat(again.stdout()).isEqualTo(first.stdout());
        assertThat(again.value()).isPresent().isEqualTo(first.value());
        assertThat(again.executionId()).isEqualTo(first.executionId());
        assertThat(again.usage()).isEqualTo(first.usage());
        assertThatThrownBy(() -> client.run(program.toBuilder().args("more").build()))
                .isInstanceOfSatisfying(AgentCoreException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.ABORTED);
                    assertThat(failure.reason()).contains("REQUEST_ID_REUSED");
                });
    }

    @Test
    void aPythonFailureIsAValue() {
        PythonResult result = client.run("print('before')\n1/0");

        assertThat(result.outcome()).isEqualTo(Outcome.EXCEPTION);
        assertThat(result.exitCode()).hasValue(1);
        assertThat(result.stdout()).isEqualTo("before\n");
        var exception = result.exception().orElseThrow();
        assertThat(exception.type()).isEqualTo("ZeroDivisionError");
        assertThat(exception.line()).hasValue(2);
        assertThat(exception.traceback()).isEqualTo("""
                        Traceback (most recent call last):
                          File "main.py", line 2, in <module>
                            1/0
                            ~^~
                        ZeroDivisionError: division by zero
                        """).isEqualTo(result.stderr());
    }

    @Test
    void aBadRequestNamesTheFieldTheValueAndTheBound() {
        var program = PythonProgram.builder("pass").memoryBytes(1L << 40).build();

        assertThatThrownBy(() -> client.run(program)).isInstanceOfSatisfying(AgentCoreException.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
            assertThat(refused.fieldViolations())
                    .extracting(FieldViolation::field)
                    .containsExactly("limits.memory_bytes");
            assertThat(refused.getMessage()).contains("1099511627776", "1073741824");
        });
    }

    @Test
    void whatWasPrintedBeforeALimitIsDelivered() {
        var program = PythonProgram.builder("print('here')\nwhile True: pass")
                .wallTime(Duration.ofMillis(500))
                .build();

        PythonResult result = client.run(program);

        assertThat(result.outcome()).isEqualTo(Outcome.WALL_TIME_EXCEEDED);
        assertThat(result.stdout()).isEqualTo("here\n");
        assertThat(result.exitCode()).isEmpty();
        assertThat(result.usage().wallTime()).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void givesAProgramItsArgumentsEnvironmentInputAndFiles() {
        var program = PythonProgram.builder("""
                        import os, sys
                        import helper
                        print(sys.argv, dict(os.environ), input(), open("data/a.txt").read(), helper.answer)
                        """)
                .args("x", "y z")
                .env("NAME", "value")
                .stdin("a line\n")
                .file("data/a.txt", "content")
                .file("helper.py", "answer = 42")
                .build();

        assertThat(client.run(program).orThrow().stdout())
                .isEqualTo("['main.py', 'x', 'y z'] {'NAME': 'value'} a line content 42\n");
    }

    @Test
    void returnsTheLastExpressionsValueIfAsked() {
        var program = PythonProgram.builder("x = {'a': [1, 2]}\nx")
                .resultFormat(ResultFormat.JSON)
                .build();

        var value = client.run(program).value().orElseThrow();

        assertThat(value.repr()).isEqualTo("{'a': [1, 2]}");
        assertThat(value.json()).hasValue("{\"a\": [1, 2]}");
    }

    @Test
    void closingAnExecutionFreesItsSlot() {
        for (int i = 0; i < 8; i++) {
            // Two slots: if a closed execution kept its own, the third would never start.
            try (var execution = client.execute(PythonProgram.of("while True: pass"))) {
                assertThat(execution.iterator().next()).isInstanceOf(Started.class);
            }
        }
        assertThat(client.run("print('alive')").stdout()).isEqualTo("alive\n");
    }

    @Test
    void runsDoNotSeeEachOther() {
        client.run("import builtins, json, sys\nbuiltins.secret = json.secret = 1\nsys.modules['secret'] = 1");

        PythonResult next = client.run("""
                import builtins, json, sys
                print(hasattr(builtins, "secret"), hasattr(json, "secret"), "secret" in sys.modules)
                """);

        assertThat(next.stdout()).isEqualTo("False False False\n");
    }

    @Test
    void theServerOutlivesAMemoryHog() {
        var hog = PythonProgram.builder("x = []\nwhile True: x.append(bytearray(1 << 20))")
                .memoryBytes(64L << 20)
                .build();

        PythonResult result = client.run(hog);

        assertThat(result.outcome()).isEqualTo(Outcome.MEMORY_EXCEEDED);
        assertThat(result.exception().orElseThrow().type()).isEqualTo("MemoryError");
        assertThat(result.usage().peakMemoryBytes()).isLessThanOrEqualTo(64L << 20);
        assertThat(client.run("print('alive')").stdout()).isEqualTo("alive\n");
    }

    @Test
    void filesComeBack() {
        var program = PythonProgram.builder("""
                        import os
                        os.makedirs("out/deep")
                        open("out/deep/big", "wb").write(bytes(range(256)) * 1000)
                        open("out/empty", "w").close()
                        open("/tmp/note", "w").write("note")
                        open("not asked for", "w").close()
                        1/0
                        """)
                .scratchBytes(1 << 20)
                .outputPath("out")
                .outputPath("/tmp/note")
                .outputPath("missing")
                .build();

        PythonResult result = client.run(program);

        byte[] big = new byte[256_000];
        for (int i = 0; i < big.length; i++) {
            big[i] = (byte) i;
        }
        assertThat(result.outcome()).isEqualTo(Outcome.EXCEPTION);
        assertThat(result.files().paths())
                .containsExactlyInAnyOrder("/workspace/out/deep/big", "/workspace/out/empty", "/tmp/note");
        assertThat(result.files().bytes("/workspace/out/deep/big")).contains(big);
        assertThat(result.files().bytes("/workspace/out/empty")).contains(new byte[0]);
        assertThat(result.files().bytes("/tmp/note")).contains("note".getBytes(StandardCharsets.UTF_8));
        assertThat(result.files().problems()).containsExactly(Map.entry("/workspace/missing", FileProblem.MISSING));
    }

    @Test
    void filesComeBackAfterALimit() {
        var program = PythonProgram.builder("open('a', 'w').write('here')\nwhile True: pass")
                .wallTime(Duration.ofMillis(500))
                .scratchBytes(1 << 20)
                .outputPath("/workspace")
                .build();

        PythonResult result = client.run(program);

        assertThat(result.outcome()).isEqualTo(Outcome.WALL_TIME_EXCEEDED);
        assertThat(result.files().bytes("/workspace/a")).contains("here".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void filesBeyondTheLimitAreReported() {
        var program = PythonProgram.builder("""
                        for i in range(300):
                            open(f"{i}", "w").close()
                        with open("/tmp/sparse", "w") as file:
                            file.truncate(1 << 40)
                        """)
                .scratchBytes(1 << 20)
                .outputPath("/tmp/sparse")
                .outputPath("/workspace")
                .build();

        PythonResult result = client.run(program);

        assertThat(result.files().paths()).hasSize(255);
        assertThat(result.files().problems())
                .containsExactly(
                        Map.entry("/tmp/sparse", FileProblem.TOO_LARGE), Map.entry("/workspace", FileProblem.TOO_MANY));
    }

    @Test
    void filesAreAskedForWhereTheyCanBe() {
        var program = PythonProgram.builder("pass")
                .outputPath("/etc/passwd")
                .outputPath("a/../../etc")
                .build();

        assertThatThrownBy(() -> client.run(program)).isInstanceOfSatisfying(AgentCoreException.class, refused -> {
            assertThat(refused.fieldViolations())
                    .extracting(FieldViolation::field)
                    .containsExactly("output_paths[0]", "output_paths[1]", "output_paths");
            assertThat(refused.fieldViolations().get(2).description())
                    .isEqualTo("needs limits.scratch_bytes: without it a program cannot create files");
        });
    }

    @Test
    void mountsAreReadOnlyAndAsTheyWereAtTheStart(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("sets/deep"));
        Files.writeString(folder.resolve("sets/deep/a.txt"), "at the start");
        Files.createSymbolicLink(folder.resolve("sets/link"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(folder.resolve("sets/up"), folder);
        Files.writeString(folder.resolve("secret"), "secret");
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("sets/fifo").toString())
                        .start()
                        .waitFor())
                .isZero();
        ServerSettings settings = ServerSettings.defaults()
                .withPort(0)
                .withLifecycle(LifecycleSettings.immediate())
                .withMounts(List.of(new Mount("/data/sets", folder.resolve("sets"))));
        try (var mounting = AgentCoreServer.start(settings);
                var other = AgentCoreClient.connect("127.0.0.1:" + mounting.port())) {
            Files.writeString(folder.resolve("sets/deep/a.txt"), "changed");
            Files.writeString(folder.resolve("sets/new"), "new");

            PythonResult result =
                    other.run(PythonProgram.builder("""
                            import os
                            print(os.listdir("/"), os.listdir("/data"), os.listdir("/data/sets"))
                            print(open("/data/sets/deep/a.txt").read())
                            for path in "link", "up/secret", "../../secret", "new", "fifo":
                                print(os.path.exists("/data/sets/" + path))
                            for change in (
                                lambda: open("/data/sets/deep/a.txt", "w"),
                                lambda: open("/data/new", "w"),
                                lambda: os.remove("/data/sets/deep/a.txt"),
                                lambda: os.rename("/data/sets/deep", "/tmp/deep"),
                            ):
                                try:
                                    change()
                                except OSError as error:
                                    print(error.errno)
                            """).scratchBytes(1 << 20).build());

            assertThat(result.stdout() + result.stderr()).isEqualTo("""
                    ['data', 'dev', 'lib', 'tmp', 'usr', 'workspace'] ['sets'] ['deep']
                    at the start
                    False
                    False
                    False
                    False
                    False
                    30
                    30
                    30
                    30
                    """);
            assertThat(other.capabilities().mountPaths()).containsExactly("/data/sets");
        }
    }

    @Test
    void aMountThatIsNotThereStopsTheStart(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        var settings = ServerSettings.defaults().withPort(0).withWarmUp(Duration.ZERO);

        assertThatThrownBy(() -> AgentCoreServer.start(settings.withMounts(List.of(new Mount("/data", file)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mount /data: " + file + " is not a directory");
    }

    @Test
    void saysWhatItCanDo() {
        var capabilities = client.capabilities();

        assertThat(capabilities.interpreter().name()).isEqualTo("CPython");
        assertThat(capabilities.interpreter().version()).isEqualTo("3.13.15");
        assertThat(capabilities.slotCount()).isEqualTo(2);
        assertThat(capabilities.images())
                .containsExactly(new GuestImage("base", capabilities.interpreter(), List.of(), true));
    }

    @Test
    void runsInTheImageThatIsNamed() {
        PythonResult result =
                client.run(PythonProgram.builder("print('here')").image("base").build());
        assertThat(result.stdout()).isEqualTo("here\n");

        var unknown = PythonProgram.builder("print()").image("data").build();
        assertThatThrownBy(() -> client.run(unknown))
                .isInstanceOf(AgentCoreException.class)
                .hasMessage("INVALID_ARGUMENT: image is 'data'; this server has base");
    }

    private static Output output(StandardStream stream, String text) {
        return Output.of(stream, 0, text.getBytes(StandardCharsets.UTF_8));
    }
}
