// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class PythonResultTest {
    private static final Usage USAGE = new Usage(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 0, 0);

    @Test
    void exitCodeZeroIsSuccess() {
        PythonResult result = result(Outcome.COMPLETED, OptionalInt.of(0), Optional.empty());

        assertThat(result.succeeded()).isTrue();
        assertThat(result.orThrow()).isSameAs(result);
    }

    @Test
    void anyOtherExitCodeIsAFailure() {
        PythonResult result = result(Outcome.COMPLETED, OptionalInt.of(7), Optional.empty());

        assertThat(result.succeeded()).isFalse();
        assertThatThrownBy(result::orThrow)
                .isInstanceOfSatisfying(
                        PythonFailedException.class,
                        failure -> assertThat(failure.result()).isSameAs(result))
                .hasMessage("COMPLETED: exit code 7");
    }

    @Test
    void anExceptionIsDescribedInOneLine() {
        PythonError error = new PythonError("ValueError", "first\nsecond", "Traceback ...", OptionalInt.of(3));
        PythonResult result = result(Outcome.EXCEPTION, OptionalInt.of(1), Optional.of(error));

        assertThatThrownBy(result::orThrow).hasMessage("EXCEPTION: ValueError: first (line 3)");
    }

    @Test
    void anExceptionNeedNoMessageAndNoLine() {
        PythonError error = new PythonError("KeyboardInterrupt", "", "", OptionalInt.empty());
        PythonResult result = result(Outcome.EXCEPTION, OptionalInt.of(1), Optional.of(error));

        assertThatThrownBy(result::orThrow).hasMessage("EXCEPTION: KeyboardInterrupt");
    }

    @Test
    void aLimitHasNoExitCode() {
        PythonResult result = result(Outcome.WALL_TIME_EXCEEDED, OptionalInt.empty(), Optional.empty());

        assertThat(result.succeeded()).isFalse();
        assertThatThrownBy(result::orThrow).hasMessage("WALL_TIME_EXCEEDED");
    }

    private static PythonResult result(Outcome outcome, OptionalInt exitCode, Optional<PythonError> error) {
        return PythonResult.of(
                "id",
                CapturedOutput.of(new byte[0], new byte[0]),
                new ExecutionEvent.Finished(outcome, exitCode, error, Optional.empty(), USAGE, false));
    }
}
