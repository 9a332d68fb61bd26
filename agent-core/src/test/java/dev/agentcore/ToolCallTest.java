// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.tool.PythonTool;
import dev.agentcore.client.tool.ToolAnswer;
import dev.agentcore.client.tool.ToolMessage;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.server.AgentCoreServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A language model's tool calls, answered by the real server. */
@Timeout(120)
final class ToolCallTest {
    private static AgentCoreServer server;
    private static AgentCoreClient client;
    private static PythonTool tool;

    @BeforeAll
    static void start() throws Exception {
        ServerSettings standard = ServerSettings.defaults();
        server = AgentCoreServer.start(standard.withPort(0)
                .withWarmUp(Duration.ZERO)
                .withEngine(standard.engine().withSlots(1)));
        client = AgentCoreClient.connect("127.0.0.1:" + server.port());
        tool = PythonTool.builder()
                .capabilities(client.capabilities())
                .base(PythonProgram.builder("")
                        .memoryBytes(64L << 20)
                        .outputBytes(1L << 20)
                        .scratchBytes(1L << 20)
                        .outputPath("/workspace/out")
                        .file("sales.csv", "year,sales\n2025,7\n")
                        .build())
                .timeout(Duration.ofSeconds(10), Duration.ofSeconds(20))
                .message(ToolMessage.of(2000))
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @Test
    void theToolDescribesTheServersPython() {
        assertThat(tool.description())
                .contains("CPython 3.13.")
                .contains("It contains: sales.csv (18 bytes).")
                .contains("Limits: 10 s of time (or timeout_seconds, at most 20), 64 MiB of memory, 1 MiB of output.");
    }

    @Test
    void whatIsPrintedAndTheLastValueComeBack() {
        ToolAnswer answer = tool.answer(client, """
                {"code": "import sys\\nprint(sys.stdin.read() + open('sales.csv').read() + open('b').read())\\n{'a': 1}",
                 "stdin": "in\\n", "files": [{"path": "b", "content": "é"}]}""");

        assertThat(answer.text()).isEqualTo("""
                stdout:
                in
                year,sales
                2025,7
                é
                value:
                {'a': 1}
                The program completed.""");
        assertThat(answer.failed()).isFalse();
    }

    @Test
    void filesAreNamedToTheModelAndGivenToTheCaller() {
        ToolAnswer answer = tool.answer(
                client,
                Map.of("code", "import os; os.mkdir('out'); f = open('out/a.txt', 'w'); f.write('hello'); f.close()"));

        assertThat(answer.text()).isEqualTo("files:\n/workspace/out/a.txt, 5 bytes\nThe program completed.");
        assertThat(answer.result().orElseThrow().files().bytes("/workspace/out/a.txt"))
                .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("hello"));
    }

    @Test
    void codeInAFenceRuns() {
        assertThat(call("```python\nprint(1)\n```")).startsWith("stdout:\n1\n");
    }

    @Test
    void anExceptionComesBackWithItsTracebackOnceAndLast() {
        assertThat(call("""
                import sys
                print("before")
                print("careful", file=sys.stderr)
                def divide(n):
                    return 1 / n
                divide(0)
                """)).startsWith("stdout:\nbefore\nstderr:\ncareful\n").endsWith("""
                        The program failed with an uncaught ZeroDivisionError at line 5.
                        traceback:
                        Traceback (most recent call last):
                          File "main.py", line 6, in <module>
                            divide(0)
                            ~~~~~~^^^
                          File "main.py", line 5, in divide
                            return 1 / n
                                   ~~^~~
                        ZeroDivisionError: division by zero""");
    }

    @Test
    void aTruncatedTracebackIsNotRepeated() {
        String text = call("raise ValueError('x' * 200_000)");

        assertThat(text)
                .hasSizeLessThanOrEqualTo(2000)
                .contains("The program failed with an uncaught ValueError at line 1.\ntraceback:\n")
                .doesNotContain("stderr")
                .containsOnlyOnce("Traceback (most recent call last):");
    }

    @Test
    void aSyntaxErrorComesBackWithItsLine() {
        assertThat(call("x = = 1")).contains("uncaught SyntaxError").endsWith("SyntaxError: invalid syntax");
    }

    @Test
    void theTimeThatTheModelChoseIsTheLimit() {
        ToolAnswer answer = tool.answer(
                client, Map.of("code", "import time\nprint('begun')\ntime.sleep(60)", "timeout_seconds", 1));

        assertThat(answer.text())
                .isEqualTo(
                        "stdout:\nbegun\nThe program was stopped: it ran longer than 1 s, its limit. Let it compute or sleep less.");
        assertThat(answer.result().orElseThrow().outcome()).isEqualTo(Outcome.WALL_TIME_EXCEEDED);
        assertThat(answer.failed()).isTrue();
    }

    @Test
    void theMemoryLimitIsSaid() {
        assertThat(call("print('begun')\nx = 'a' * (1 << 30)"))
                .startsWith("stdout:\nbegun\n")
                .contains("The program failed: it needed more memory than 64 MiB, its limit.")
                .containsOnlyOnce("Traceback (most recent call last):")
                .endsWith("MemoryError");
    }

    @Test
    void ofLongOutputTheBeginningAndTheEndComeBack() {
        String text = call("for i in range(100_000): print(i)");

        assertThat(text)
                .hasSizeLessThanOrEqualTo(2000)
                .startsWith("stdout:\n0\n1\n2\n")
                .contains("characters left out ...]")
                .endsWith("\n99998\n99999\nThe program completed.");
    }

    @Test
    void tooMuchOutputIsSaid() {
        assertThat(call("while True: print('x' * 100)"))
                .hasSizeLessThanOrEqualTo(2000)
                .endsWith("The program was stopped: it printed more than 1 MiB, its limit. Print less.");
    }

    @Test
    void whatIsNotUtf8ComesBackAsFarAsItIs() {
        assertThat(call("import sys; sys.stdout.buffer.write(b'a\\xffb\\n'); None"))
                .isEqualTo("stdout (in part not UTF-8):\na\uFFFDb\nThe program completed.");
    }

    @Test
    void whatOnlyTheServerSeesIsAnAnswerToo() {
        assertThat(tool.answer(client, Map.of("code", "pass", "files", List.of(Map.of("path", "../a", "content", ""))))
                        .text())
                .isEqualTo("The program was rejected and did not run: files[0].path is '../a'; no part of it may be"
                        + " empty, '.' or '..'.");
        assertThat(call("print('\0')"))
                .isEqualTo("The program was rejected and did not run: code has a NUL at index 7; none is allowed.");
    }

    private static String call(String code) {
        return tool.answer(client, Map.of("code", code)).text();
    }
}
