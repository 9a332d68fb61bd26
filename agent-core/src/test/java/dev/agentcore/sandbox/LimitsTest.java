// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.PythonRunAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.execution.CancellationSource;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.sandbox.engine.GuestMemory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program ends at its limits, and what it printed before has arrived. */
@Isolated("measures CPU time")
@Timeout(60)
class LimitsTest {
    private static final Limits STANDARD = LimitsPolicy.defaultPolicy().defaults();
    private static final long MIB = 1 << 20;

    private static Python.Run run(String code, Limits limits) {
        return Python.run(PythonProgram.of(code), limits);
    }

    private static Limits memory(long bytes) {
        return new Limits(STANDARD.wallTime(), STANDARD.cpuTime(), bytes, STANDARD.outputBytes());
    }

    private static Limits output(long bytes) {
        return new Limits(STANDARD.wallTime(), STANDARD.cpuTime(), STANDARD.memoryBytes(), bytes);
    }

    @Test
    void wallTimeEndsALoop() {
        Python.Run run = run("print('before')\nwhile True: pass", STANDARD.withWallTime(Duration.ofSeconds(1)));
        assertThat(run).ended(Outcome.WALL_TIME_EXCEEDED).printed("before\n");
        assertThat(run.result().exitCode()).isEmpty();
        assertThat(run.result().usage().wallTime()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
    }

    /** Of more memory than an engine moves in one go. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = bytearray(100_000_000)\nprint('begins', flush=True)\nwhile True: b = a[:]",
                "v = memoryview(bytearray(200_000_000))\nprint('begins', flush=True)\nwhile True: v[1:] = v[:-1]",
                "v = memoryview(bytearray(200_000_000))\nprint('begins', flush=True)\nwhile True: v[:-1] = v[1:]",
                "print('begins', flush=True)\nwhile True: bytes(200_000_000)",
                "print('begins', flush=True)\nwhile True: b'x' * 200_000_000"
            })
    void wallTimeEndsCopiesAndFills(String code) {
        Limits limits = memory(400 * MIB).withWallTime(Duration.ofMillis(1500));
        assertThat(run(code, limits)).ended(Outcome.WALL_TIME_EXCEEDED).printed("begins\n");
    }

    @Test
    void wallTimeEndsASleep() {
        assertThat(run("import time\ntime.sleep(3600)", STANDARD.withWallTime(Duration.ofMillis(500))))
                .ended(Outcome.WALL_TIME_EXCEEDED);
    }

    @Test
    void wallTimeCannotBeCaught() {
        assertThat(run("""
                        import atexit
                        atexit.register(print, "never")
                        while True:
                            try:
                                while True:
                                    pass
                            except BaseException:
                                print("caught")
                            finally:
                                print("finally")
                        """, STANDARD.withWallTime(Duration.ofMillis(500))))
                .ended(Outcome.WALL_TIME_EXCEEDED)
                .printed("");
    }

    @Test
    void cpuTimeEndsALoopButNotASleep() {
        var limits = new Limits(
                Duration.ofSeconds(30), Duration.ofSeconds(2), STANDARD.memoryBytes(), STANDARD.outputBytes());
        assertThat(run("import time\ntime.sleep(3)\nprint('slept')\nwhile True: pass", limits))
                .ended(Outcome.CPU_TIME_EXCEEDED)
                .printed("slept\n");
    }

    @Test
    void cancellationEndsARun() {
        var cancellation = new CancellationSource();
        ExecutionResult result = Python.run(
                PythonProgram.of("print('x')\nwhile True: pass"),
                STANDARD,
                cancellation,
                (stream, data, offset) -> cancellation.request());
        assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void memoryBeyondTheLimitIsAMemoryError() {
        assertThat(run("bytearray(1 << 30)", memory(64 * MIB)))
                .ended(Outcome.MEMORY_EXCEEDED)
                .hasExitCode(1)
                .raised("MemoryError", "", 1)
                .complained("""
                        Traceback (most recent call last):
                          File "main.py", line 1, in <module>
                            bytearray(1 << 30)
                            ~~~~~~~~~^^^^^^^^^
                        MemoryError
                        """);
    }

    @Test
    void aMemoryErrorCanBeCaught() {
        assertThat(run("""
                        held = []
                        try:
                            while True:
                                held.append(bytearray(1 << 20))
                        except MemoryError:
                            print(len(held) > 20)
                            del held
                        print(len(bytearray(20 << 20)))
                        """, memory(64 * MIB))).succeeded().printed("True\n20971520\n");
    }

    @Test
    void memoryFilledToItsLastByteIsStillReported() {
        Python.Run run = run("held = []\nwhile True: held.append([None] * 9)", memory(32 * MIB));
        assertThat(run).ended(Outcome.MEMORY_EXCEEDED).hasExitCode(1).stderr().endsWith("MemoryError\n");
        assertThat(run.result().usage().peakMemoryBytes()).isLessThanOrEqualTo(32 * MIB);
    }

    @Test
    void peakMemoryIsWhatLinearMemoryHasGrownToAndNothingOfTheRunBefore() {
        long bare = peak(run("pass", memory(256 * MIB)));
        long grown = peak(run("held = bytearray(100 << 20)\ndel held", memory(256 * MIB)));
        assertThat(grown - bare).isBetween(99 * MIB, 101 * MIB);
        assertThat(peak(run("pass", memory(256 * MIB)))).isEqualTo(bare);
    }

    @Test
    void aProgramFitsIntoItsPeakAndIntoNoPageLess() {
        String code = "held = bytearray(50 << 20)\nprint(len(held))";
        long peak = peak(run(code, memory(256 * MIB)));
        assertThat(peak % GuestMemory.PAGE_SIZE).isZero();
        assertThat(run(code, memory(peak))).succeeded().printed("52428800\n");
        assertThat(run(code, memory(peak - GuestMemory.PAGE_SIZE))).ended(Outcome.MEMORY_EXCEEDED);
    }

    private static long peak(Python.Run run) {
        return run.result().usage().peakMemoryBytes();
    }

    @Test
    void outputEndsAtItsLastAllowedByte() {
        Python.Run run = run("import sys\nwhile True: sys.stdout.write('0123456789' * 100)", output(100_003));
        assertThat(run).ended(Outcome.OUTPUT_EXCEEDED).printed("0123456789".repeat(10_000) + "012");
        assertThat(run.result().outputTruncated()).isTrue();
        assertThat(run.result().usage().stdoutBytes()).isEqualTo(100_003);
    }

    @Test
    void outputIsCountedOverBothStreams() {
        assertThat(run("import sys\nprint('12345')\nprint('6789', file=sys.stderr)", output(8)))
                .ended(Outcome.OUTPUT_EXCEEDED)
                .printed("12345\n")
                .complained("67");
    }

    @Test
    void outputOfJustTheLimitIsAllowed() {
        assertThat(run("print('1234567')", output(8))).succeeded().printed("1234567\n");
    }

    @Test
    void recursionEndsInARecursionError() {
        assertThat(Python.run("""
                        import sys
                        def depth(n):
                            try:
                                return depth(n + 1)
                            except RecursionError:
                                return n
                        print(depth(1) > 900)
                        sys.setrecursionlimit(5000)
                        print(depth(1) > 4500)
                        """)).succeeded().printed("True\nTrue\n");
    }

    @Test
    void recursionInCEndsInARecursionErrorToo() {
        assertThat(Python.run("""
                        import json
                        nested = []
                        for _ in range(100_000):
                            nested = [nested]
                        for use in (repr, json.dumps, lambda it: it == [it]):
                            try:
                                use(nested)
                            except RecursionError as error:
                                print(type(error).__name__)
                        """)).succeeded().stdout().startsWith("RecursionError\nRecursionError\n");
    }
}
