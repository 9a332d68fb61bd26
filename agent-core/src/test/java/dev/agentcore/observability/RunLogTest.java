// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.observability;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.execution.Rejection;
import dev.agentcore.execution.RunEnd;
import dev.agentcore.execution.RunEvent;
import dev.agentcore.execution.RunObservation;
import dev.agentcore.execution.Usage;
import dev.agentcore.testkit.LogCapture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("captures a logger of the process")
final class RunLogTest {
    private final LogCapture lines = LogCapture.of(RunLog.class);
    private final ExecutionRequest request = new ExecutionRequest(
            new ExecutionId("id-1"),
            PythonProgram.of("password = 'secret'"),
            LimitsPolicy.defaultPolicy().defaults(),
            Map.of("who", "me\nINFO forged", "app", "x"));
    private final RunObservation log = new RunLog().submitted(request, null);

    @AfterEach
    void stopListening() {
        lines.close();
    }

    @Test
    void aRunIsOneLine() {
        var usage = new Usage(
                Duration.ofNanos(1_234_567_890), Duration.ofMillis(2), Duration.ofMillis(3), Duration.ZERO, 4, 5, 6);
        log.started(new RunEvent.Started(request, new Interpreter("CPython", "3", "wasm3")));
        end(new RunEnd.Finished(new ExecutionResult(Outcome.COMPLETED, OptionalInt.of(3), null, null, usage, false)));
        assertLine(
                Level.INFO,
                "Execution id-1 COMPLETED: exit code 3, wall 1234.6 ms, cpu 2.0 ms, queued 3.0 ms, output 11 bytes,"
                        + " engine wasm3, labels {app=x, who=me\\u000aINFO forged}");
    }

    @Test
    void theEngineIsNamedOfWhatRan() {
        log.started(new RunEvent.Started(request, new Interpreter("CPython", "3", "wasm3")));
        end(new RunEnd.Failed(request.id(), new IllegalStateException("the cause"), true));
        new RunLog().submitted(request, null).ended(new RunEnd.Abandoned(), Duration.ZERO);
        assertThat(lines.events())
                .extracting(line -> line.getKeyValuePairs().stream()
                        .filter(pair -> pair.key.equals("engine"))
                        .map(pair -> pair.value)
                        .toList())
                .containsExactly(List.of("wasm3"), List.of());
    }

    @Test
    void aRunWithoutAnExitCodeSaysSo() {
        var usage = new Usage(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 0, 0);
        end(new RunEnd.Finished(new ExecutionResult(Outcome.CRASHED, OptionalInt.empty(), null, null, usage, false)));
        assertThat(lines.events().getFirst().getFormattedMessage())
                .startsWith("Execution id-1 CRASHED: exit code none, wall 0.0 ms");
    }

    @Test
    void whatDidNotRunIsALineToo() {
        log.ended(new RunEnd.Rejected(new Rejection.QueueFull(Duration.ofSeconds(1))), Duration.ZERO);
        log.ended(new RunEnd.Abandoned(), Duration.ZERO);
        assertThat(lines.messages())
                .containsExactly(
                        "Execution id-1 rejected: QUEUE_FULL, labels {app=x, who=me\\u000aINFO forged}",
                        "Execution id-1 abandoned before it began, labels {app=x, who=me\\u000aINFO forged}");
    }

    @Test
    void anInternalErrorIsLoggedWithItsTrace() {
        end(new RunEnd.Failed(request.id(), new IllegalStateException("the cause"), true));
        assertLine(Level.ERROR, "Execution id-1 failed by an internal error, labels {app=x, who=me\\u000aINFO forged}");
        assertThat(lines.events().getFirst().getThrowableProxy().getMessage()).isEqualTo("the cause");
    }

    private void assertLine(Level level, String message) {
        assertThat(lines.events()).hasSize(1);
        assertThat(lines.events().getFirst().getLevel()).isEqualTo(level);
        assertThat(lines.events().getFirst().getFormattedMessage()).isEqualTo(message);
    }

    private void end(RunEnd end) {
        log.ending(end);
        assertThat(lines.events()).isEmpty();
        log.ended(end, Duration.ZERO);
    }
}
