package dev.agentcore.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.client.fake.FakeAgentCore;
import dev.agentcore.client.fake.FakeRun;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ToolMessageTest {
    @Test
    void whatIsShortIsToldWhole() {
        assertThat(tell(FakeRun.printing("a\n")
                        .printingError("b")
                        .returningFile("/workspace/c", new byte[1])
                        .returning(new PythonValue("[1]", Optional.of("[1]"), Optional.empty()))))
                .isEqualTo("stdout:\na\nstderr:\nb\nvalue:\n[1]\nfile: /workspace/c\nThe program completed.");
    }

    @Test
    void theTracebackIsLastAndToldOnce() {
        PythonError error = new PythonError("ValueError", "no", "Traceback ...\nValueError: no\n", OptionalInt.of(1));

        assertThat(tell(FakeRun.printing("a\n").printingError("careful\n").raising(error)))
                .isEqualTo("""
                        stdout:
                        a
                        stderr:
                        careful
                        The program failed with an uncaught exception.
                        traceback:
                        Traceback ...
                        ValueError: no""");
    }

    @Test
    void ofLongOutputHeadAndTailAreTold() {
        assertThat(tell(FakeRun.printing("a".repeat(300) + "b".repeat(300)).stopped(Outcome.OUTPUT_EXCEEDED)))
                .isEqualTo("stdout:\n" + "a".repeat(50) + "\n[... 500 characters left out ...]\n" + "b".repeat(50)
                        + "\nThe program was stopped: it printed more than it may. What was allowed is above.");
    }

    @Test
    void noCharacterIsCutInTwo() {
        String message = tell(FakeRun.printing("x" + "😀".repeat(200)));

        assertThat(message.codePoints().filter(point -> point >= 0xD800 && point <= 0xDFFF))
                .isEmpty();
    }

    @Test
    void everyEndingIsSaid() {
        for (Outcome outcome : Outcome.values()) {
            if (outcome != Outcome.UNKNOWN) {
                assertThat(tell(FakeRun.silent().stopped(outcome)))
                        .startsWith("The program ")
                        .endsWith(".");
            }
        }
        assertThat(tell(FakeRun.silent().exiting(3))).isEqualTo("The program ended with exit code 3.");
    }

    @Test
    void tooShortIsRefused() {
        assertThatThrownBy(() -> ToolMessage.of(99))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("longest must be 100 or more: 99");
    }

    private static String tell(FakeRun run) {
        try (FakeAgentCore fake = FakeAgentCore.answering(program -> run);
                AgentCoreClient client = fake.client()) {
            return ToolMessage.of(100).tell(client.run(""));
        }
    }
}
