// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.execution.CancellationSource;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.OutputSink;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.PythonProgram;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that is stopped while the host takes its output: what it printed arrives once. */
class StopDuringOutputTest {
    private static final Limits LIMITS = LimitsPolicy.defaultPolicy().defaults();

    @ParameterizedTest
    @ValueSource(strings = {"stdout", "stderr"})
    void aLineIsNotRepeated(String stream) {
        var stop = new Stop(2);
        stop.run("""
                import sys
                for i in range(100):
                    print("line", i, file=sys.%s)
                """.formatted(stream));
        assertThat(stop.output()).isEqualTo("line 0\nline 1\n");
    }

    @Test
    void aFlushedBufferIsNotRepeatedAndTheNextTextIsNotLost() {
        var stop = new Stop(2);
        stop.run("""
                print("a", end="", flush=True)
                print("b", end="", flush=True)
                print("c", end="", flush=True)
                """);
        assertThat(stop.output()).isEqualTo("ab");
    }

    @Test
    void aTextOfManyPiecesIsNotRepeated() {
        var stop = new Stop(1);
        stop.run("""
                for i in range(5000):
                    print(i, end=",")
                while True:
                    pass
                """);
        String all = numbers(5000);
        // Python passes its text on in pieces of 8 KiB, with what was printed up to there.
        assertThat(all).startsWith(stop.output());
        assertThat(stop.output().length()).isBetween(8000, 9000);
    }

    @Test
    void whatWasPrintedBeforeALongTextArrives() {
        var stop = new Stop(1);
        stop.run("""
                import sys
                print("before", end=" ")
                sys.stdout.write("x" * 300_000 + "\\n")
                print("after")
                """);
        assertThat(stop.output()).isEqualTo("before " + "x".repeat(300_000) + "\n");
    }

    @Test
    void whatTheHostDoesNotTakeIsTakenLater() {
        var stop = new Stop(2).refusing();
        stop.run("""
                import sys
                print("before", end=" ")
                sys.stdout.write("x" * 100_000 + "y" * 100_000 + "\\n")
                """);
        assertThat(stop.output()).isEqualTo("before " + "x".repeat(100_000) + "y".repeat(100_000) + "\n");
    }

    @Test
    void aLineThatTheHostDoesNotTakeIsTakenLater() {
        var stop = new Stop(2).refusing();
        stop.run("for i in range(100): print('line', i)");
        assertThat(stop.output()).isEqualTo("line 0\nline 1\n");
    }

    @Test
    void linesOfThreadsAreNeitherRepeatedNorMixed() {
        for (int at = 1; at <= 40; at++) {
            var stop = new Stop(at);
            stop.run("""
                    import sys, threading
                    sys.setswitchinterval(0.005)
                    def work(name):
                        for i in range(1000):
                            sys.stdout.write(name * 7 + "\\n")
                    for name in "abcd":
                        threading.Thread(target=work, args=name).start()
                    """);
            assertThat(stop.output().lines())
                    .as("stopped at %d", at)
                    .hasSizeBetween(at, at + 4)
                    .allMatch(line -> line.matches("([abcd])\\1{6}"));
        }
    }

    private static String numbers(int count) {
        var all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(i).append(',');
        }
        return all.toString();
    }

    /** A reader that has the program stopped while it is given a piece of output. */
    private static final class Stop implements OutputSink {
        private final CancellationSource cancellation = new CancellationSource();
        private final ByteArrayOutputStream output = new ByteArrayOutputStream();
        private final int at;
        private boolean refuses;
        private int pieces;

        /** @param at at which piece */
        Stop(int at) {
            this.at = at;
        }

        /** It does not take that piece then. */
        Stop refusing() {
            refuses = true;
            return this;
        }

        @Override
        public void output(OutputStreamName stream, byte[] data, long offset) throws InterruptedException {
            assertThat(offset).isEqualTo(output.size());
            if (++pieces == at) {
                cancellation.request();
                if (refuses) {
                    throw new InterruptedException();
                }
            }
            output.writeBytes(data);
        }

        void run(String code) {
            ExecutionResult result = Python.run(PythonProgram.of(code), LIMITS, cancellation, this);
            assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
            assertThat(result.usage().stdoutBytes() + result.usage().stderrBytes())
                    .isEqualTo(output.size());
        }

        String output() {
            return output.toString(UTF_8);
        }
    }
}
