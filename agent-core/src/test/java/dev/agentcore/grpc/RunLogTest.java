// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.agentcore.execution.EventSink;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.execution.Refusal;
import dev.agentcore.execution.Usage;
import dev.agentcore.testkit.LogCapture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("captures a logger of the process")
final class RunLogTest {
    private final LogCapture lines = LogCapture.of(RunLog.class);
    private final NamingSink sink = new NamingSink();
    private final ExecutionRequest request = new ExecutionRequest(
            new ExecutionId("id-1"),
            PythonProgram.of("password = 'secret'"),
            LimitsPolicy.defaultPolicy().defaults(),
            Map.of("who", "me\nINFO forged", "app", "x"));
    private final RunLog log = new RunLog(request, sink);

    @AfterEach
    void stopListening() {
        lines.close();
    }

    @Test
    void aRunIsOneLine() throws InterruptedException {
        var usage = new Usage(
                Duration.ofNanos(1_234_567_890), Duration.ofMillis(2), Duration.ofMillis(3), Duration.ZERO, 4, 5, 6);
        log.started(request, new Interpreter("CPython", "3"));
        log.output(OutputStreamName.STDOUT, new byte[] {'s', 'e', 'c', 'r', 'e', 't'}, 0);
        log.finished(new ExecutionResult(Outcome.COMPLETED, OptionalInt.of(3), null, null, usage, false));
        assertThat(sink.heard).containsExactly("started", "output", "finished");
        assertLine(
                Level.INFO,
                "Execution id-1 COMPLETED: exit code 3, wall 1234.6 ms, cpu 2.0 ms, queued 3.0 ms, output 11 bytes,"
                        + " labels {app=x, who=me\\u000aINFO forged}");
    }

    @Test
    void aRunWithoutAnExitCodeSaysSo() {
        var usage = new Usage(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 0, 0);
        log.finished(new ExecutionResult(Outcome.CRASHED, OptionalInt.empty(), null, null, usage, false));
        assertThat(lines.events().getFirst().getFormattedMessage())
                .startsWith("Execution id-1 CRASHED: exit code none, wall 0.0 ms");
    }

    @Test
    void whatDidNotRunIsALineToo() {
        log.refused(new Refusal(Refusal.Reason.QUEUE_FULL, Duration.ofSeconds(1)));
        log.abandoned();
        assertThat(sink.heard).containsExactly("refused", "abandoned");
        assertThat(lines.messages())
                .containsExactly(
                        "Execution id-1 refused: QUEUE_FULL, labels {app=x, who=me\\u000aINFO forged}",
                        "Execution id-1 abandoned before it began, labels {app=x, who=me\\u000aINFO forged}");
    }

    @Test
    void aDefectIsLoggedWithItsTrace() {
        log.failed(new IllegalStateException("the cause"));
        assertThat(sink.heard).containsExactly("failed");
        assertLine(
                Level.ERROR,
                "Execution id-1 failed by a defect of the server, labels {app=x, who=me\\u000aINFO forged}");
        assertThat(lines.events().getFirst().getThrowableProxy().getMessage()).isEqualTo("the cause");
    }

    private void assertLine(Level level, String message) {
        assertThat(lines.events()).hasSize(1);
        assertThat(lines.events().getFirst().getLevel()).isEqualTo(level);
        assertThat(lines.events().getFirst().getFormattedMessage()).isEqualTo(message);
    }

    private static final class NamingSink implements EventSink {
        private final List<String> heard = new ArrayList<>();

        @Override
        public void started(ExecutionRequest request, Interpreter interpreter) {
            heard.add("started");
        }

        @Override
        public void output(OutputStreamName stream, byte[] data, long offset) {
            heard.add("output");
        }

        @Override
        public boolean file(OutputFile piece) {
            heard.add("file");
            return true;
        }

        @Override
        public void finished(ExecutionResult result) {
            heard.add("finished");
        }

        @Override
        public void refused(Refusal refusal) {
            heard.add("refused");
        }

        @Override
        public void abandoned() {
            heard.add("abandoned");
        }

        @Override
        public void failed(Throwable defect) {
            heard.add("failed");
        }
    }
}
