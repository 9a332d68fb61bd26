// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.PythonRunAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.execution.CancellationSource;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.PythonProgram;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that a program printed or wrote is lost, however it ends. */
class LastOutputTest {
    private static final Limits LIMITS = LimitsPolicy.defaultPolicy().defaults();

    @ParameterizedTest
    @ValueSource(strings = {"pass", "raise ValueError", "import sys; sys.exit(3)", "1 / 0"})
    void openFilesReachTheirFile(String end) {
        assertThat(Python.given("""
                        import os
                        class Report:
                            def __del__(self):
                                sizes = [os.stat(name).st_size for name in ("plain", "binary", "both", "cycle", "frame", "late")]
                                os.write(1, repr(sizes).encode())
                        report = Report()
                        class Journal:
                            def __init__(self):
                                self.file = open("cycle", "w")
                                self.me = self
                        plain = open("plain", "w")
                        plain.write("1")
                        binary = open("binary", "wb")
                        binary.write(b"22")
                        both = open("both", "w+b")
                        both.write(b"333")
                        Journal().file.write("4444")
                        def generator():
                            with open("frame", "w") as file:
                                file.write("55555")
                                yield
                        waiting = generator()
                        next(waiting)
                        late = open("late", "w")
                        import atexit
                        atexit.register(late.write, "666666")
                        END
                        """.replace("END", end)).runWithScratch(1 << 20))
                .printed("[1, 2, 3, 4, 5, 6]");
    }

    @Test
    void unfinishedLinesArriveWhenALimitStopsTheProgramAndNothingElseRuns() {
        Python.Run run = Python.run(PythonProgram.of("""
                import sys, time
                print("a line")
                print("no newline yet", end="")
                sys.stderr.write("on stderr")
                def wait():
                    time.sleep(60)
                try:
                    wait()
                except BaseException:
                    print("caught")
                finally:
                    print("finally")
                """), LIMITS.withWallTime(Duration.ofMillis(300)));
        assertThat(run)
                .ended(Outcome.WALL_TIME_EXCEEDED)
                .printed("a line\nno newline yet")
                .complained("on stderr");
        assertThat(run.result().stoppedAt()).isEqualTo("""
                Traceback (most recent call last):
                  File "main.py", line 8, in <module>
                  File "main.py", line 6, in wait
                """);
        assertThat(run.result().usage().stdoutBytes()).isEqualTo(21);
    }

    @Test
    void aBusyProgramToo() {
        Python.Run run = Python.run(PythonProgram.of("""
                import json
                class Worker:
                    def work(self):
                        print("at work", end="")
                        while True:
                            json.dumps([1, 2, 3])
                Worker().work()
                """), LIMITS.withWallTime(Duration.ofMillis(500)));
        assertThat(run).ended(Outcome.WALL_TIME_EXCEEDED).printed("at work");
        assertThat(run.result().stoppedAt()).matches("""
                Traceback \\(most recent call last\\):
                  File "main.py", line 7, in <module>
                  File "main.py", line [56], in Worker.work
                """);
    }

    @Test
    void aProgramOfThreadsToo() {
        Python.Run run = Python.run(PythonProgram.of("""
                import threading
                def work():
                    print("at work", end="")
                    while True:
                        pass
                def wait(thread):
                    thread.join()
                    print("over")
                thread = threading.Thread(target=work)
                thread.start()
                wait(thread)
                """), LIMITS.withWallTime(Duration.ofMillis(500)));
        assertThat(run).ended(Outcome.WALL_TIME_EXCEEDED).printed("at work");
        assertThat(run.result().stoppedAt()).isEqualTo("""
                Traceback (most recent call last):
                  File "main.py", line 11, in <module>
                  File "main.py", line 7, in wait
                """);
    }

    @Test
    void standardOutputThatIsAFullPipeIsLeft() {
        Python.Run run = Python.run(PythonProgram.of("""
                import os, time
                reading, writing = os.pipe()
                os.set_blocking(writing, False)
                os.write(writing, bytes(65536))
                os.set_blocking(writing, True)
                os.dup2(writing, 1)
                print("for nobody", end="")
                time.sleep(60)
                """), LIMITS.withWallTime(Duration.ofMillis(500)));
        assertThat(run).ended(Outcome.WALL_TIME_EXCEEDED).printed("");
        assertThat(run.result().stoppedAt()).endsWith("  File \"main.py\", line 8, in <module>\n");
    }

    @Test
    void aCancelledProgramToo() {
        var cancellation = new CancellationSource();
        var printed = new StringBuilder();
        var result = Python.run(
                PythonProgram.of("print('first')\nprint('second', end='')\nwhile True: pass"),
                LIMITS,
                cancellation,
                (stream, data, offset) -> {
                    printed.append(new String(data, StandardCharsets.UTF_8));
                    if (printed.toString().equals("first\n")) {
                        Thread.ofVirtual().start(() -> {
                            try {
                                Thread.sleep(300);
                            } catch (InterruptedException e) {
                                throw new AssertionError(e);
                            }
                            cancellation.request();
                        });
                    }
                });
        assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(printed).hasToString("first\nsecond");
        assertThat(result.stoppedAt()).endsWith("  File \"main.py\", line 3, in <module>\n");
    }
}
