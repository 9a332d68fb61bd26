// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.KeptSandbox.LIMITS;
import static dev.agentcore.sandbox.KeptSandbox.spec;
import static dev.agentcore.sandbox.PythonRunAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.Cancellation;
import dev.agentcore.execution.CancellationSource;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.ProgramFile;
import dev.agentcore.execution.PythonException;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.execution.RunIo;
import dev.agentcore.execution.RunLimits;
import dev.agentcore.execution.RunSpec;
import dev.agentcore.execution.SandboxSpec;
import dev.agentcore.execution.Tenant;
import dev.agentcore.execution.UnknownImageException;
import dev.agentcore.execution.UnusableSandboxException;
import dev.agentcore.execution.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs one after the other in one sandbox. */
@Timeout(120)
final class KeptSandboxTest {
    @Test
    void programsShareTheirNamespaceModulesAndFiles() {
        try (var sandbox = KeptSandbox.open()) {
            assertThat(sandbox.run("""
                    import json
                    numbers = [1, 2]
                    def double(values):
                        return [2 * value for value in values]
                    with open("kept.txt", "w") as file:
                        file.write("on file")
                    opened = open("kept.txt")
                    opened.read(3)
                    generator = iter("abc")
                    next(generator)
                    """)).succeeded();
            assertThat(sandbox.run("""
                    print(json.dumps(double(numbers)), opened.read(), next(generator))
                    import __main__, sys
                    print(__main__.numbers is numbers, sys.modules["__main__"].__dict__ is globals())
                    """)).succeeded().printed("[2, 4] file b\nTrue True\n");
        }
    }

    @Test
    void argumentsEnvironmentInputAndResultAreEachRunsOwn() {
        try (var sandbox = KeptSandbox.open()) {
            String code = """
                    import os, sys
                    print(sys.argv[1:], os.environ.get("A"), os.environ.get("B"), os.environ.get("OWN"), input())
                    os.environ["OWN"] = "set by the program"
                    40 + 2
                    """;
            var first = new RunSpec(
                    ExecutionId.random(), code, List.of("x", "y"), Map.of("A", "1"), ResultFormat.JSON, LIMITS);
            var second =
                    new RunSpec(ExecutionId.random(), code, List.of("z"), Map.of("B", "2"), ResultFormat.NONE, LIMITS);
            Python.Run firstRun = sandbox.run(first, "one\nleft over\n");
            assertThat(firstRun).succeeded().printed("['x', 'y'] 1 None None one\n");
            assertThat(Objects.requireNonNull(firstRun.result().value()).json()).isEqualTo("42");
            Python.Run secondRun = sandbox.run(second, "two\n");
            assertThat(secondRun).succeeded().printed("['z'] None 2 set by the program two\n");
            assertThat(secondRun.result().value()).isNull();
        }
    }

    @Test
    void inputEndsInEachRun() {
        try (var sandbox = KeptSandbox.open()) {
            String code = "import sys\nprint(repr(sys.stdin.read()), sys.stdin.name)";
            assertThat(sandbox.run(spec(code), "a\nb")).succeeded().printed("'a\\nb' <stdin>\n");
            assertThat(sandbox.run(spec(code), "")).succeeded().printed("'' <stdin>\n");
            assertThat(sandbox.run(spec(code), "c")).succeeded().printed("'c' <stdin>\n");
        }
    }

    @Test
    void outputAndLimitsAreEachRunsOwn() {
        try (var sandbox = KeptSandbox.open()) {
            Usage first = sandbox.run("print('a' * 9, end='')").result().usage();
            assertThat(first.stdoutBytes()).isEqualTo(9);
            var little = new RunLimits(LIMITS.wallTime(), LIMITS.cpuTime(), 10);
            Python.Run second = sandbox.run(spec("print('b' * 9)\n", little), "");
            assertThat(second).succeeded().printed("bbbbbbbbb\n");
            assertThat(second.result().usage().stdoutBytes()).isEqualTo(10);
            assertThat(second.result().usage().startTime()).isZero();
            assertThat(sandbox.run(spec("print('b' * 10)\n", little), "")).ended(Outcome.OUTPUT_EXCEEDED);
        }
    }

    @Test
    void anExceptionAnExitAndASyntaxErrorLeaveTheSandboxUsable() {
        try (var sandbox = KeptSandbox.open()) {
            sandbox.run("x = 1");
            Python.Run failed = sandbox.run("x = 2\nraise ValueError('no')");
            assertThat(failed).ended(Outcome.EXCEPTION);
            assertThat(failed.stderr()).isEqualTo("""
                    Traceback (most recent call last):
                      File "main.py", line 2, in <module>
                        raise ValueError('no')
                    ValueError: no
                    """);
            assertThat(sandbox.run("x = 3\nimport sys\nsys.exit(7)")).exited(7);
            assertThat(sandbox.run("x = = 4")).ended(Outcome.EXCEPTION);
            assertThat(sandbox.run("print(x)")).succeeded().printed("3\n");
        }
    }

    @Test
    void exitFunctionsAndFinalizersBelongToTheLastRun() {
        try (var sandbox = KeptSandbox.open()) {
            assertThat(sandbox.run("""
                    import atexit
                    atexit.register(print, "exit function")
                    class Kept:
                        def __del__(self):
                            print("finalizer")
                    kept = Kept()
                    print("first")
                    """)).succeeded().printed("first\n");
            assertThat(sandbox.finish("print('last')")).succeeded().printed("last\nexit function\nfinalizer\n");
            assertThatThrownBy(() -> sandbox.run("print('more')"))
                    .isInstanceOf(UnusableSandboxException.class)
                    .hasMessage("the sandbox cannot be used any more: it is finished");
        }
    }

    @Test
    void whatIsLeftInTheBufferOfStandardOutputIsFlushedAfterEachRun() {
        try (var sandbox = KeptSandbox.open()) {
            assertThat(sandbox.run("print('no end', end='')")).succeeded().printed("no end");
            assertThat(sandbox.run("import sys\nsys.stdout.close()")).succeeded();
            assertThat(sandbox.run("sys.stdout = sys.__stderr__\nprint('elsewhere')"))
                    .hasExitCode(0)
                    .complained("elsewhere\n");
        }
    }

    @Test
    void aRunThatIsStoppedLeavesTheSandboxUnusable() {
        try (var sandbox = KeptSandbox.open()) {
            RunSpec endless = spec("while True: pass", new RunLimits(Duration.ofMillis(300), LIMITS.cpuTime(), 100));
            assertThat(sandbox.run(endless, "")).ended(Outcome.WALL_TIME_EXCEEDED);
            assertThatThrownBy(() -> sandbox.run("pass"))
                    .isInstanceOf(UnusableSandboxException.class)
                    .hasMessage("the sandbox cannot be used any more: run %s ended as WALL_TIME_EXCEEDED"
                            .formatted(endless.id()));
            assertThatThrownBy(sandbox::fork).isInstanceOf(UnusableSandboxException.class);
            assertThatThrownBy(() -> sandbox.sandbox().freeze()).isInstanceOf(UnusableSandboxException.class);
        }
    }

    @Test
    void aCancelledRunLeavesTheSandboxUnusable() {
        try (var sandbox = KeptSandbox.open()) {
            var cancellation = new CancellationSource();
            cancellation.request();
            assertThat(sandbox.run(spec("while True: pass"), "", cancellation)).ended(Outcome.CANCELLED);
            assertThatThrownBy(() -> sandbox.run("pass")).isInstanceOf(UnusableSandboxException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import os\nos._exit(3)",
                "import os\nos.abort()",
                "x = bytearray(1 << 30)",
                "for i in range(9): print('x' * (1 << 20))",
            })
    void aRunThatTookItsInterpreterLeavesTheSandboxUnusable(String code) {
        try (var sandbox = KeptSandbox.open()) {
            sandbox.run(code);
            assertThatThrownBy(() -> sandbox.run("pass")).isInstanceOf(UnusableSandboxException.class);
        }
    }

    @Test
    void theLimitOfMemoryHoldsOverAllRuns() {
        try (var sandbox = KeptSandbox.open(64 << 20)) {
            assertThat(sandbox.run("first = bytearray(20 << 20)")).succeeded();
            assertThat(sandbox.run("second = bytearray(20 << 20)")).succeeded();
            Python.Run third = sandbox.run("third = bytearray(20 << 20)");
            assertThat(third).ended(Outcome.MEMORY_EXCEEDED);
            assertThat(third.result().usage().peakMemoryBytes()).isBetween(52L << 20, 64L << 20);
        }
    }

    /** A refusal counts for the run in which it was. */
    @Test
    void aCaughtMemoryErrorIsNotTheNextRunsEnd() {
        try (var sandbox = KeptSandbox.open(64 << 20)) {
            assertThat(sandbox.run("""
                    try:
                        bytearray(1 << 30)
                    except MemoryError:
                        print("caught")
                    """)).succeeded().printed("caught\n");
            Python.Run next = sandbox.run("raise MemoryError");
            assertThat(next).ended(Outcome.EXCEPTION);
            assertThat(next.result().exception())
                    .isNotNull()
                    .extracting(PythonException::type)
                    .isEqualTo("MemoryError");
        }
    }

    @Test
    void theLimitOfScratchHoldsOverAllRunsAndIsNotTheEndOfTheSandbox() {
        try (var sandbox = KeptSandbox.open()) {
            assertThat(sandbox.run("open('a', 'wb').write(bytes(600_000))")).succeeded();
            assertThat(sandbox.run("open('b', 'wb').write(bytes(600_000))")).ended(Outcome.SCRATCH_EXCEEDED);
            assertThat(sandbox.run("import os\nos.remove('b')\nprint(os.listdir())"))
                    .succeeded()
                    .printed("['a', 'main.py']\n");
            assertThat(sandbox.run("raise OSError(51, 'No space left on device')"))
                    .ended(Outcome.EXCEPTION);
        }
    }

    @Test
    void processorTimeGoesOnFromThreadToThread() {
        try (var sandbox = KeptSandbox.open()) {
            sandbox.run("import time\nsum(range(200_000))\nbefore = time.process_time()");
            assertThat(sandbox.run("print(before > 0, time.process_time() >= before)"))
                    .printed("True True\n");
        }
    }

    @Test
    void filesAreDeliveredBetweenRuns() throws InterruptedException {
        var given = new ProgramFile("given.txt", Bytes.copyOf("given".getBytes(StandardCharsets.UTF_8)));
        try (var sandbox = KeptSandbox.open(given)) {
            sandbox.run("open('made.txt', 'w').write(open('given.txt').read() + ' and made')");
            var delivered = new StringBuilder();
            sandbox.sandbox().deliverFiles(List.of("/workspace/made.txt"), file -> {
                delivered
                        .append(file.path())
                        .append(": ")
                        .append(new String(file.data().toByteArray(), StandardCharsets.UTF_8));
                return true;
            });
            assertThat(delivered).hasToString("/workspace/made.txt: given and made");
            assertThat(sandbox.run("print(open('made.txt').read())")).printed("given and made\n");
        }
    }

    @Test
    void aClosedSandboxRunsNothingAndMayBeClosedAgain() {
        var sandbox = KeptSandbox.open();
        sandbox.close();
        sandbox.close();
        assertThatThrownBy(() -> sandbox.run("pass")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void twoThreadsCannotUseOneSandbox() {
        try (var sandbox = KeptSandbox.open()) {
            var nested = new Throwable[1];
            var io = new RunIo(
                    Bytes.empty(),
                    (stream, data, offset) -> {
                        try {
                            sandbox.sandbox().fork();
                        } catch (IllegalStateException refused) {
                            nested[0] = refused;
                        }
                    },
                    Cancellation.never());
            var unused = KeptSandbox.onThread(() -> sandbox.sandbox().run(spec("print('x')"), io));
            assertThat(nested[0]).hasMessage("the sandbox is in use by another thread, or closed");
        }
    }

    @Test
    void anUnknownImageIsRejectedWithTheExistingNames() {
        var spec = new SandboxSpec(Tenant.ANYBODY, "pandas", 64 << 20, 0, List.of());
        assertThatThrownBy(() -> Python.runtime().open(spec))
                .isInstanceOf(UnknownImageException.class)
                .hasMessage("unknown image 'pandas', known: base");
        assertThat(Python.runtime().image("base")).isEqualTo(Python.runtime().image(""));
        assertThat(Python.runtime().image("base").packages()).isEmpty();
    }
}
