// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.client.ExecutionEvent.Finished;
import dev.agentcore.client.Limits;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.Usage;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of a run's end, and what the process exits with. */
final class OutcomeTextTest {
    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(1), Duration.ofMillis(500), 64 << 20, 8 << 20, 1 << 20);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    WALL_TIME_EXCEEDED | 124 | WALL_TIME_EXCEEDED: stopped after 1 s (limit 1 s)
                    CPU_TIME_EXCEEDED  | 124 | CPU_TIME_EXCEEDED: stopped after 0.502 s of CPU time (limit 0.5 s)
                    MEMORY_EXCEEDED    | 137 | MEMORY_EXCEEDED: exceeded the memory limit (limit 64 MiB)
                    OUTPUT_EXCEEDED    | 137 | OUTPUT_EXCEEDED: exceeded the output limit (limit 8 MiB)
                    SCRATCH_EXCEEDED   | 137 | SCRATCH_EXCEEDED: exceeded the scratch limit (limit 1 MiB)
                    CANCELLED          | 143 | CANCELLED: stopped by the server
                    CRASHED            | 139 | CRASHED: the interpreter crashed: a WebAssembly trap or a stack overflow
                    SANDBOX_LOST       | 70  | SANDBOX_LOST: the server's process that ran the program ended
                    UNKNOWN            | 1   | UNKNOWN: an outcome that this version does not know
                    """)
    void whatStopsAProgramIsSaid(Outcome outcome, int exitCode, String line) {
        Finished end = end(outcome, null);

        assertThat(OutcomeText.of(end, LIMITS)).contains(line + "\n");
        assertThat(ExitCode.of(end)).isEqualTo(exitCode);
    }

    @Test
    void whereTheProgramWasIsSaidAfterIt() {
        Finished end = end(Outcome.WALL_TIME_EXCEEDED, null);
        String traceback = """
                Traceback (most recent call last):
                  File "main.py", line 2, in <module>
                """;
        var stopped = new Finished(
                end.outcome(),
                end.exitCode(),
                end.exception(),
                end.value(),
                end.usage(),
                end.outputTruncated(),
                traceback);

        assertThat(OutcomeText.of(stopped, LIMITS))
                .contains("WALL_TIME_EXCEEDED: stopped after 1 s (limit 1 s)\n" + traceback);
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void limitsNeedNotBeKnown(Outcome outcome) {
        assertThat(OutcomeText.of(end(outcome, 1), null).orElse("")).doesNotContain("limit ", "null");
    }

    @Test
    void aProgramThatEndsByItselfSpeaksForItself() {
        assertThat(OutcomeText.of(end(Outcome.COMPLETED, 7), LIMITS)).isEmpty();
        assertThat(OutcomeText.of(end(Outcome.EXCEPTION, 1), LIMITS)).isEmpty();
        assertThat(ExitCode.of(end(Outcome.COMPLETED, 7))).isEqualTo(7);
        assertThat(ExitCode.of(end(Outcome.EXCEPTION, 1))).isEqualTo(1);
    }

    @Test
    void memoryHasItsOwnExitCodeEvenIfPythonHadOne() {
        assertThat(ExitCode.of(end(Outcome.MEMORY_EXCEEDED, 1))).isEqualTo(137);
    }

    @Test
    void aFailureBeforeTheProgramStartedDiffersFromOneAfter() {
        AgentCoreException.Builder gone = AgentCoreException.builder(ErrorCode.UNAVAILABLE, "UNAVAILABLE");

        assertThat(ExitCode.of(gone.build())).isEqualTo(69);
        assertThat(ExitCode.of(gone.executionId("id").build())).isEqualTo(70);
        assertThat(ExitCode.of(AgentCoreException.builder(ErrorCode.INVALID_ARGUMENT, "")
                        .build()))
                .isEqualTo(2);
        assertThat(ExitCode.of(
                        AgentCoreException.builder(ErrorCode.INTERNAL, "").build()))
                .isEqualTo(70);
    }

    private static Finished end(Outcome outcome, @Nullable Integer exitCode) {
        Usage usage = new Usage(Duration.ofMillis(1002), Duration.ofMillis(502), Duration.ZERO, Duration.ZERO, 0, 0, 0);
        return new Finished(
                outcome,
                exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode),
                Optional.empty(),
                Optional.empty(),
                usage,
                false);
    }
}
