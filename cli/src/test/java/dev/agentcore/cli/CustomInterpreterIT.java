// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.Output;
import dev.agentcore.client.PythonError;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;
import dev.agentcore.client.ResultFormat;
import dev.agentcore.config.LifecycleSettings;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.Mount;
import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.sandbox.command.CustomInterpreter;
import dev.agentcore.server.AgentCoreServer;
import dev.agentcore.testkit.LogCapture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server whose interpreter is not of our build: VMware Labs' CPython 3.12.0, with its standard library in the module.
 * Skipped where {@code fetch-python-wasi} could not get it.
 */
@Timeout(600)
final class CustomInterpreterIT {
    private static final Path WASM = Path.of(System.getProperty("python-wasi", "python.wasm"));
    private static final long MIB = 1 << 20;
    private static final Limits PATIENT = new Limits(Duration.ofMinutes(5), Duration.ofMinutes(5), 256 * MIB, 8 * MIB);

    @TempDir
    private static Path folder;

    private static AgentCoreServer server;
    private static AgentCoreClient client;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Files.exists(WASM), WASM + " is not there: fetch-python-wasi says why");
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/mounted.txt"), "mounted");
        ServerSettings standard = ServerSettings.defaults();
        LimitsPolicy limits = standard.limits();
        server = AgentCoreServer.start(
                standard.withPort(0)
                        .withEngine(standard.engine().withSlots(1))
                        // On a machine with other things to do, what takes two seconds may take more than half a
                        // minute.
                        .withLimits(new LimitsPolicy(PATIENT, limits.maximum(), limits.minimumMemoryBytes()))
                        .withLifecycle(LifecycleSettings.immediate()),
                load());
        client = AgentCoreClient.connect("127.0.0.1:" + server.port());
    }

    private static PythonRuntime load() {
        return CustomInterpreter.load(
                WASM, folder.resolve("cache"), List.of(new Mount("/data", folder.resolve("data"))));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            client.close();
            server.close();
        }
    }

    @Test
    void theCapabilitiesSayWhatItIs() {
        assertThat(client.capabilities().interpreter().name()).isEqualTo("CPython");
        assertThat(client.capabilities().interpreter().version()).isEqualTo("3.12.0");
        assertThat(client.capabilities().resultFormats()).isEmpty();
    }

    @Test
    void aProgramHasAllThatItIsGiven() {
        PythonResult result = client.run(PythonProgram.builder("""
                        import os, sys, helper
                        VALUE = 1
                        print(sys.argv, dict(os.environ), repr(sys.stdin.read()))
                        print(os.getcwd(), sorted(os.listdir()), open("data/\u00fc.txt").read(), helper.VALUE)
                        print(open("/data/mounted.txt").read(), __name__, __file__, sys.modules["__main__"].VALUE)
                        print("gr\u00fc\u00df", file=sys.stderr)
                        """)
                .args("one", "", "z\u00fc")
                .env("NAME", "v\u00e4lue")
                .stdin("in\nput\n")
                .file("data/\u00fc.txt", "inside")
                .file("helper.py", "VALUE = 42")
                .build());

        assertThat(result.stdout()).isEqualTo("""
                ['main.py', 'one', '', 'z\u00fc'] {'NAME': 'v\u00e4lue'} 'in\\nput\\n'
                /workspace ['data', 'helper.py', 'main.py'] inside 42
                mounted __main__ main.py 1
                """);
        assertThat(result.stderr()).isEqualTo("gr\u00fc\u00df\n");
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(result.exitCode()).hasValue(0);
    }

    @Test
    void theExitCodeIsThePrograms() {
        PythonResult result = client.run("import sys\nprint('x')\nsys.exit(7)");
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(result.exitCode()).hasValue(7);
        assertThat(result.stdout()).isEqualTo("x\n");
        assertThat(client.run("raise SystemExit(1)").outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void anUncaughtExceptionIsReportedWithTheProgramsFramesOnly() {
        PythonResult result = client.run("""
                class Failure(Exception): pass

                def divide(a, b):
                    return a / b
                try:
                    divide(1, 0)
                except ZeroDivisionError as error:
                    raise Failure("no") from error
                """);
        String traceback = """
                Traceback (most recent call last):
                  File "main.py", line 6, in <module>
                    divide(1, 0)
                  File "main.py", line 4, in divide
                    return a / b
                           ~~^~~
                ZeroDivisionError: division by zero

                The above exception was the direct cause of the following exception:

                Traceback (most recent call last):
                  File "main.py", line 8, in <module>
                    raise Failure("no") from error
                Failure: no
                """;
        assertThat(result.outcome()).isEqualTo(Outcome.EXCEPTION);
        assertThat(result.exitCode()).hasValue(1);
        assertThat(result.stderr()).isEqualTo(traceback);
        PythonError exception = result.exception().orElseThrow();
        assertThat(exception.type()).isEqualTo("Failure");
        assertThat(exception.message()).isEqualTo("no");
        assertThat(exception.traceback()).isEqualTo(traceback);
        assertThat(exception.line()).hasValue(8);
    }

    @Test
    void aProgramThatIsNoPythonIsASyntaxError() {
        PythonResult result = client.run("print('never')\nx = (\n");
        assertThat(result.outcome()).isEqualTo(Outcome.EXCEPTION);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr()).isEqualTo("""
                  File "main.py", line 2
                    x = (
                        ^
                SyntaxError: '(' was never closed
                """);
    }

    @Test
    void timeEndsALoop() {
        var endless = PythonProgram.builder("while True: pass");
        PythonResult wall = client.run(endless.wallTime(Duration.ofSeconds(6)).build());
        assertThat(wall.outcome()).isEqualTo(Outcome.WALL_TIME_EXCEEDED);
        assertThat(wall.exitCode()).isEmpty();
        PythonResult cpu = client.run(endless.wallTime(Duration.ofMinutes(5))
                .cpuTime(Duration.ofSeconds(6))
                .build());
        assertThat(cpu.outcome()).isEqualTo(Outcome.CPU_TIME_EXCEEDED);
        PythonResult sleeping = client.run(PythonProgram.builder("import time\ntime.sleep(3600)")
                .wallTime(Duration.ofSeconds(6))
                .build());
        assertThat(sleeping.outcome()).isEqualTo(Outcome.WALL_TIME_EXCEEDED);
    }

    @Test
    void memoryHasALimit() {
        PythonResult result =
                client.run(PythonProgram.builder("""
                        try:
                            bytearray(1 << 30)
                        except MemoryError:
                            print("refused")
                        held = []
                        while True:
                            held.append(bytearray(1 << 16))
                        """).memoryBytes(64 * MIB).build());
        assertThat(result.outcome()).isEqualTo(Outcome.MEMORY_EXCEEDED);
        assertThat(result.stdout()).isEqualTo("refused\n");
        assertThat(result.stderr()).endsWith("MemoryError\n");
        assertThat(result.usage().peakMemoryBytes()).isBetween(60 * MIB, 64 * MIB);
    }

    @Test
    void outputEndsAtItsLastAllowedByte() {
        PythonResult result = client.run(PythonProgram.builder("while True: print('0123456789' * 100, end='')")
                .outputBytes(100_003)
                .build());
        assertThat(result.outcome()).isEqualTo(Outcome.OUTPUT_EXCEEDED);
        assertThat(result.stdout()).isEqualTo("0123456789".repeat(10_000) + "012");
    }

    @Test
    void aDisconnectStopsItAndTheNextRunSeesNothingOfIt() {
        String program = """
                import builtins, os, sys
                builtins.left = 1
                os.environ["LEFT"] = "1"
                open("/tmp/left", "w").write("1")
                print("in the loop")
                while True: pass
                """;
        var endless = PythonProgram.builder(program).scratchBytes(MIB).build();
        try (var execution = client.execute(endless)) {
            Iterator<ExecutionEvent> events = execution.iterator();
            // The program never ends: that its line is here means that it did not wait for its end.
            assertThat(events.next()).isInstanceOf(ExecutionEvent.Started.class);
            assertThat(events.next())
                    .isInstanceOfSatisfying(
                            Output.class, output -> assertThat(output.text()).isEqualTo("in the loop\n"));
        }
        PythonResult next =
                client.run(PythonProgram.builder("""
                        import builtins, os
                        print(hasattr(builtins, "left"), dict(os.environ), os.listdir("/tmp"), os.listdir())
                        """).scratchBytes(MIB).build());
        assertThat(next.stdout()).isEqualTo("False {} [] ['main.py']\n");
    }

    @Test
    void filesThatItMakesComeBackAndHaveALimit() {
        PythonResult result = client.run(PythonProgram.builder("""
                        open("kept.txt", "w").write("content")
                        open("big", "wb").write(bytes(1 << 21))
                        """)
                .scratchBytes(MIB)
                .outputPath("kept.txt")
                .build());
        assertThat(result.outcome()).isEqualTo(Outcome.SCRATCH_EXCEEDED);
        assertThat(result.files().bytes("/workspace/kept.txt").orElseThrow())
                .asString()
                .isEqualTo("content");
    }

    @Test
    void thereIsNeitherANetworkNorTheHostsFilesNorAnythingToWriteTo() {
        PythonResult result = client.run("""
                import os, socket
                def tried(what, *arguments):
                    try:
                        what(*arguments)
                    except (OSError, AttributeError) as error:
                        print(type(error).__name__)
                    else:
                        print("done")
                tried(lambda: socket.create_connection(("127.0.0.1", 80)))
                tried(open, "/etc/passwd")
                tried(open, "/workspace/../../etc/passwd")
                tried(open, "new", "w")
                tried(open, "/data/mounted.txt", "w")
                tried(os.remove, "/data/mounted.txt")
                tried(os.symlink, "/etc", "link")
                print(sorted(os.listdir("/")))
                """);
        assertThat(result.stdout()).isEqualTo("""
                AttributeError
                FileNotFoundError
                PermissionError
                OSError
                OSError
                OSError
                OSError
                ['data', 'dev', 'workspace']
                """);
        assertThat(folder.resolve("data/mounted.txt")).hasContent("mounted");
    }

    @Test
    void valuesAreRejectedAsUnsupported() {
        var program =
                PythonProgram.builder("1 + 1").resultFormat(ResultFormat.REPR).build();
        assertThatThrownBy(() -> client.run(program))
                .isInstanceOf(AgentCoreException.class)
                .hasMessageContaining("result_format")
                .hasMessageContaining("is REPR, which this server's interpreter does not support");
    }

    @Test
    void theNextStartFindsItCompiledAndTheLogSaysWhyItIsSlow() {
        List<ILoggingEvent> warnings;
        try (LogCapture log = LogCapture.of(CustomInterpreter.class);
                PythonRuntime again = load()) {
            assertThat(again.interpreter().version()).isEqualTo("3.12.0");
            warnings = log.events().stream()
                    .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                    .toList();
        }
        assertThat(warnings)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .startsWith("Interpreter " + WASM + ": CPython 3.12.0, loaded and tried in ")
                        .contains("there is no snapshot of it", "evaluation loop is split")
                        .contains("6 of its 11448 functions are too large to be compiled and are interpreted"));
    }
}
