// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.tool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.CapturedOutput;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.client.FieldViolation;
import dev.agentcore.client.FileProblem;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.OutputFiles;
import dev.agentcore.client.PythonError;
import dev.agentcore.client.PythonResult;
import dev.agentcore.client.PythonValue;
import dev.agentcore.client.fake.FakeAgentCore;
import dev.agentcore.client.fake.FakeRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ToolMessageTest {
    @Test
    void shortOutputIsComplete() {
        assertThat(tell(FakeRun.printing("a\n")
                        .printingError("b")
                        .returningFile("/workspace/c", new byte[1])
                        .returningFile("/workspace/d", new byte[2048])
                        .returning(new PythonValue("{1: 2}", Optional.of("{\"1\": 2}"), Optional.empty()))))
                .isEqualTo("""
                        stdout:
                        a
                        stderr:
                        b
                        value:
                        {"1": 2}
                        files:
                        /workspace/c, 1 byte
                        /workspace/d, 2 KiB
                        The program completed.""");
    }

    @Test
    void aFileThatCouldNotComeBackIsSaidAndOneThatWasNotMadeIsNot() {
        PythonResult silent = result(FakeRun.silent());
        OutputFiles files = OutputFiles.of(
                Map.of(), Map.of("/workspace/a", FileProblem.TOO_LARGE, "/workspace/b", FileProblem.MISSING));
        ExecutionEvent.Finished end = new ExecutionEvent.Finished(
                Outcome.COMPLETED, OptionalInt.of(0), Optional.empty(), Optional.empty(), silent.usage(), false);

        assertThat(ToolMessage.of(1000)
                        .tell(PythonResult.of("id", CapturedOutput.of(new byte[0], new byte[0]), files, end)))
                .isEqualTo("files:\n/workspace/a, not returned: too large\nThe program completed.");
    }

    @Test
    void silenceIsSaid() {
        assertThat(tell(FakeRun.silent())).isEqualTo("The program completed and printed nothing.");
    }

    @Test
    void theTracebackIsLastAndNotRepeated() {
        assertThat(tell(FakeRun.printing("a\n")
                        .printingError("careful\n")
                        .raising(error("ValueError", "Traceback ...\nValueError: no\n"))))
                .isEqualTo("""
                        stdout:
                        a
                        stderr:
                        careful
                        The program failed with an uncaught ValueError at line 1.
                        traceback:
                        Traceback ...
                        ValueError: no""");
    }

    @Test
    void outputOfAnExitHandlerAfterATracebackIsIncluded() {
        assertThat(tell(FakeRun.silent()
                        .raising(error("ValueError", "Traceback ...\nValueError: no\n"))
                        .printingError("bye\n")))
                .startsWith("stderr:\nbye\nThe program failed")
                .containsOnlyOnce("ValueError: no");
    }

    @Test
    void aTracebackTruncatedByTheServerIsNotRepeated() {
        String begin = "Traceback ...\n" + "x".repeat(5000);
        PythonError error = error("ValueError", begin + "...\nValueError: no\n");

        assertThat(ToolMessage.of(20_000)
                        .tell(result(FakeRun.silent()
                                .printingError("careful\n" + begin + "y".repeat(5000) + "\nValueError: no\n")
                                .stopped(Outcome.EXCEPTION)
                                .raising(error))))
                .startsWith("stderr:\ncareful\n")
                .contains("The program failed with an uncaught ValueError at line 1.\ntraceback:\nTraceback ...\nxxx");
    }

    @Test
    void longOutputIsTruncatedInTheMiddleWithTheOmittedSize() {
        String message =
                tell(FakeRun.printing("a".repeat(3000) + "b".repeat(3000)).stopped(Outcome.OUTPUT_EXCEEDED));

        assertThat(message)
                .matches("(?s)stdout:\na{400,}\n\\[\\.\\.\\. [\\d,]+ characters left out \\.\\.\\.]\nb{400,}\n.*");
        long told = message.chars().filter(character -> character == 'b').count()
                + message.lines()
                        .filter(line -> line.startsWith("aaa"))
                        .mapToInt(String::length)
                        .sum();
        assertThat(message).contains("%,d characters left out".formatted(6000 - told));
        assertThat(message).endsWith("The program was stopped: it printed more than 8 MiB, its limit. Print less.");
    }

    @Test
    void longOutputIsCutBetweenLines() {
        StringBuilder lines = new StringBuilder();
        for (int line = 100_000; line < 101_000; line++) {
            lines.append(line).append('\n');
        }

        assertThat(tell(FakeRun.printing(lines.toString())).lines().filter(line -> line.startsWith("1")))
                .allMatch(line -> line.length() == 6)
                .hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1737, 4000})
    void noMessageIsLongerThanIsAllowed(int longest) {
        String many = "0123456789 😀\n".repeat(5000);
        FakeRun run = FakeRun.printing(many)
                .printingError(many)
                .returning(new PythonValue(many, Optional.empty(), Optional.empty()));
        for (int file = 0; file < 200; file++) {
            run = run.returningFile("/workspace/" + "f".repeat(50) + file, new byte[0]);
        }
        FakeRun failing = run.raising(error("E".repeat(70_000), many));

        assertThat(ToolMessage.of(longest).tell(result(run))).hasSizeBetween(longest * 3 / 4, longest);
        assertThat(ToolMessage.of(longest).tell(result(failing)))
                .hasSizeBetween(longest / 2, longest)
                .contains("uncaught " + "E".repeat(40) + "... at line 1.\ntraceback:\n0123456789");
    }

    @Test
    void noOutputIsSoLongThatTheTracebackIsLost() {
        String traceback = "Traceback (most recent call last):\n" + "  frame\n".repeat(20) + "ValueError: no\n";
        String message = tell(FakeRun.printing("x".repeat(1 << 20)).raising(error("ValueError", traceback)));

        assertThat(message).endsWith("traceback:\n" + traceback.stripTrailing());
    }

    @Test
    void aShortPartLeavesItsRoomToALongOne() {
        String message = tell(FakeRun.printing("x".repeat(5000)).printingError("y"));

        assertThat(message).hasSizeGreaterThan(990).contains("stderr:\ny\n");
    }

    @Test
    void noCharacterIsCutInTwo() {
        for (int shift = 0; shift < 4; shift++) {
            String message = tell(FakeRun.printing("x".repeat(shift) + "😀".repeat(2000)));

            assertThat(message).contains("😀").contains("left out");
            assertThat(message.codePoints().filter(point -> point >= 0xD800 && point <= 0xDFFF))
                    .isEmpty();
        }
    }

    @Test
    void whatIsNotUtf8IsSaidToBeSo() {
        assertThat(tell(FakeRun.silent().thenPrinting(new byte[] {'a', (byte) 0xFF, 'b'})))
                .isEqualTo("stdout (in part not UTF-8):\na\uFFFDb\nThe program completed.");
        assertThat(tell(FakeRun.silent().thenPrinting("é".getBytes(UTF_8))))
                .isEqualTo("stdout:\né\nThe program completed.");
    }

    @Test
    void controlCharactersAreShownAsPictures() {
        assertThat(tell(FakeRun.printing("\u0000\u001B[31mred\t!\r\n\u007F")))
                .isEqualTo("stdout:\n\u2400\u241B[31mred\t!\r\n\u2421\nThe program completed.");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void everyEndingIsSaid(Outcome outcome) {
        assertThat(tell(FakeRun.silent().stopped(outcome)))
                .startsWith("The program ")
                .endsWith(".");
    }

    @Test
    void limitsAreSaidInWords() {
        assertThat(tell(FakeRun.silent().stopped(Outcome.WALL_TIME_EXCEEDED)))
                .isEqualTo(
                        "The program was stopped: it ran longer than 30 s, its limit. Let it compute or sleep less.");
        assertThat(tell(FakeRun.silent().stopped(Outcome.CPU_TIME_EXCEEDED)))
                .isEqualTo("The program was stopped: it used more CPU time than 30 s, its limit. Let it compute less.");
        assertThat(tell(FakeRun.silent().stopped(Outcome.MEMORY_EXCEEDED)))
                .isEqualTo(
                        "The program failed: it needed more memory than 512 MiB, its limit. Keep less in memory at once.");
        assertThat(tell(FakeRun.silent().exiting(3))).isEqualTo("The program ended with exit code 3.");
    }

    @Test
    void aRefusalNamesTheFields() {
        AgentCoreException refusal = AgentCoreException.builder(ErrorCode.INVALID_ARGUMENT, "no")
                .fieldViolations(List.of(new FieldViolation("code", "has a NUL at index 3; none is allowed")))
                .build();

        assertThat(ToolMessage.of(1000).tell(refusal))
                .isEqualTo("The program was rejected and did not run: code has a NUL at index 3; none is allowed.");
    }

    @Test
    void aBusyServiceIsToBeAskedAgain() {
        AgentCoreException busy = AgentCoreException.builder(ErrorCode.RESOURCE_EXHAUSTED, "at 10.0.0.1")
                .retryAfter(Duration.ofMillis(1500))
                .build();

        assertThat(ToolMessage.of(1000).tell(busy))
                .isEqualTo("Python cannot be run at the moment (RESOURCE_EXHAUSTED); the program did not run."
                        + " Try again in 1.5 s.");
    }

    @Test
    void aServiceThatIsNotThereIsNotToBeAskedAgain() {
        assertThat(ToolMessage.of(1000)
                        .tell(AgentCoreException.builder(ErrorCode.UNAVAILABLE, "no connection to 10.0.0.1:50051")
                                .build()))
                .isEqualTo("Python cannot be run (UNAVAILABLE). Do not try again. Continue without running code,"
                        + " and tell the user.");
    }

    @Test
    void outputBeforeAFailureOfTheServiceIsIncluded() {
        assertThatThrownBy(() -> result(FakeRun.printing("begun\n")
                        .failing(AgentCoreException.builder(ErrorCode.INTERNAL, "broken")
                                .build())))
                .isInstanceOfSatisfying(
                        AgentCoreException.class,
                        failure ->
                                assertThat(ToolMessage.of(1000).tell(failure)).isEqualTo("""
                                stdout:
                                begun
                                The service that runs Python failed (INTERNAL) while the program ran. \
                                Its result is lost; only the output so far is known."""));
    }

    @Test
    void aLimitThatIsTooSmallIsRejected() {
        assertThatThrownBy(() -> ToolMessage.of(999))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("longest must be 1000 or more: 999");
    }

    private static PythonError error(String type, String traceback) {
        return new PythonError(type, "no", traceback, OptionalInt.of(1));
    }

    private static String tell(FakeRun run) {
        return ToolMessage.of(1000).tell(result(run));
    }

    private static PythonResult result(FakeRun run) {
        try (FakeAgentCore fake = FakeAgentCore.answering(program -> run);
                AgentCoreClient client = fake.client()) {
            return client.run("");
        }
    }
}
