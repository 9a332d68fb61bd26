// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.tool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.Capabilities;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.client.FieldViolation;
import dev.agentcore.client.GuestImage;
import dev.agentcore.client.InputFile;
import dev.agentcore.client.Interpreter;
import dev.agentcore.client.Limits;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.ResultFormat;
import dev.agentcore.client.fake.FakeAgentCore;
import dev.agentcore.client.fake.FakeRun;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of the tool: their arguments, the errors that the model gets, and the answers. */
final class PythonToolTest {
    private static final Capabilities SERVER = new Capabilities(
            "0.1.0",
            new Interpreter("CPython", "3.13.15"),
            new Limits(Duration.ofSeconds(30), Duration.ofSeconds(20), 256L << 20, 8L << 20, 0),
            new Limits(Duration.ofSeconds(300), Duration.ofSeconds(25), 1L << 30, 1L << 30, 256L << 20),
            16L << 20,
            2,
            3,
            Set.of(ResultFormat.REPR, ResultFormat.JSON),
            List.of("/data"),
            Duration.ofMinutes(5),
            List.of());
    private static final PythonTool TOOL = PythonTool.of(SERVER);
    private static final PythonTool TIMED = PythonTool.builder()
            .capabilities(SERVER)
            .timeout(Duration.ofSeconds(5), Duration.ofSeconds(60))
            .build();

    @Test
    void theDescriptionNamesThePythonAndItsLimits() {
        assertThat(TOOL.name()).isEqualTo("run_python");
        assertThat(TOOL.description()).isEqualTo("""
                        Runs a Python program in a sandbox. Returns what the program prints, the value of its last \
                        expression if that is not None, and nothing else, so print everything that you need. \
                        CPython 3.13.15 with its standard library. No other packages, no pip, no network, no subprocesses; \
                        threads work, on one processor. \
                        Each call starts from scratch: variables and files of earlier calls are gone. \
                        The working directory is /workspace. All files are read-only. \
                        There are read-only files in /data. \
                        Limits: 30 s of time, 20 s of CPU time, 256 MiB of memory, 8 MiB of output. \
                        Long output is cut in the middle: an answer has at most 16,000 characters.""");
    }

    @Test
    void theDescriptionNamesTheOperatorsFilesAndLimits() {
        assertThat(PythonTool.builder()
                        .capabilities(SERVER)
                        .base(PythonProgram.builder("")
                                .memoryBytes(64L << 20)
                                .scratchBytes(1L << 20)
                                .outputPath("/workspace")
                                .file("data.csv", "a,b\n")
                                .build())
                        .timeout(Duration.ofSeconds(5), Duration.ofSeconds(60))
                        .message(ToolMessage.of(2000))
                        .instruction("Use it to count.")
                        .build()
                        .description())
                .endsWith("""
                        The working directory is /workspace. It is writable, as is /tmp: 1 MiB in total. \
                        It contains: data.csv (4 bytes). \
                        There are read-only files in /data. \
                        After the program has ended, the user receives the files at /workspace; you receive their names. \
                        Limits: 5 s of time (or timeout_seconds, at most 60), 64 MiB of memory, 8 MiB of output. \
                        Long output is cut in the middle: an answer has at most 2,000 characters. \
                        Use it to count.""");
    }

    @Test
    void theDescriptionIsOfTheProgramsImage() {
        GuestImage plain = new GuestImage("python", new Interpreter("CPython", "3.13.15"), List.of(), true);
        GuestImage data = new GuestImage(
                "data",
                new Interpreter("CPython", "3.14.1"),
                List.of(
                        new GuestImage.InstalledPackage("numpy", "2.3.4"),
                        new GuestImage.InstalledPackage("six", "1.17.0")),
                false);
        Capabilities server = withImages(List.of(data, plain));

        assertThat(PythonTool.of(server).description())
                .contains("CPython 3.13.15 with its standard library. No other packages, no pip,");
        assertThat(PythonTool.builder()
                        .capabilities(server)
                        .base(PythonProgram.builder("").image("data").build())
                        .build()
                        .description())
                .contains(
                        "CPython 3.14.1 with its standard library, numpy 2.3.4, six 1.17.0. No other packages, no pip,");
    }

    @Test
    void anImageThatTheServerDoesNotHaveIsRejected() {
        GuestImage plain = new GuestImage("python", new Interpreter("CPython", "3.13.15"), List.of(), true);
        PythonTool.Builder tool = PythonTool.builder()
                .capabilities(withImages(List.of(plain)))
                .base(PythonProgram.builder("").image("data").build());

        assertThatThrownBy(tool::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("base.image is 'data'; the server has python");
    }

    private static Capabilities withImages(List<GuestImage> images) {
        return new Capabilities(
                SERVER.serverVersion(),
                SERVER.interpreter(),
                SERVER.defaultLimits(),
                SERVER.maximumLimits(),
                SERVER.minimumMemoryBytes(),
                SERVER.slotCount(),
                SERVER.queueCapacity(),
                SERVER.resultFormats(),
                SERVER.mountPaths(),
                SERVER.replayTime(),
                images);
    }

    @Test
    void unknownLimitsAreNotInvented() {
        assertThat(PythonTool.builder().build().description())
                .contains("Python 3 with its standard library", "The working directory is /workspace. ")
                .doesNotContain("Limits", "MiB");
    }

    @Test
    void theDescriptionIsWithinTheThousandCharactersOfStrictApis() {
        assertThat(TOOL.description()).hasSizeLessThan(1024);
    }

    @Test
    void codeIsEnough() {
        PythonProgram program = TOOL.program("{\"code\": \"print(1)\\nprint(2)\"}");

        assertThat(program.code()).isEqualTo("print(1)\nprint(2)");
        assertThat(program.resultFormat()).isEqualTo(ResultFormat.REPR);
        assertThat(program.wallTime()).isEmpty();
        assertThat(program.files()).isEmpty();
    }

    @Test
    void allArgumentsReachTheProgram() {
        PythonProgram program = TIMED.program("""
                {"code": "pass", "stdin": "é\\n", "files": [{"path": "a/b.txt", "content": "x"}], "timeout_seconds": 10.0}
                """);

        assertThat(text(program.stdin())).isEqualTo("é\n");
        assertThat(program.files()).extracting(InputFile::path).containsExactly("a/b.txt");
        assertThat(program.wallTime()).contains(Duration.ofSeconds(10));
        assertThat(program.cpuTime()).contains(Duration.ofSeconds(10));
    }

    @Test
    void anObjectThatIsParsedAlreadyDoesToo() {
        PythonProgram program = TIMED.program(
                Map.of("code", "pass", "files", List.of(Map.of("path", "a", "content", "x")), "timeout_seconds", 10L));

        assertThat(program.code()).isEqualTo("pass");
        assertThat(program.files()).extracting(InputFile::path).containsExactly("a");
        assertThat(program.wallTime()).contains(Duration.ofSeconds(10));
    }

    @Test
    void nullIsAsIfItWereNotGiven() {
        PythonProgram program =
                TIMED.program("{\"code\": \"pass\", \"stdin\": null, \"files\": null, \"timeout_seconds\": null}");

        assertThat(program.stdin().hasRemaining()).isFalse();
        assertThat(program.wallTime()).contains(Duration.ofSeconds(5));
    }

    @Test
    void processorTimeIsChosenWithTheTimeUpToTheServersBound() {
        assertThat(TIMED.program("{\"code\": \"pass\", \"timeout_seconds\": 60}")
                        .cpuTime())
                .contains(Duration.ofSeconds(25));
    }

    @Test
    void theOperatorsProgramIsKept() {
        PythonTool tool = PythonTool.builder()
                .base(PythonProgram.builder("")
                        .stdin("theirs")
                        .env("A", "b")
                        .label("tenant", "t")
                        .cpuTime(Duration.ofSeconds(1))
                        .outputBytes(7)
                        .resultFormat(ResultFormat.JSON)
                        .file("data.csv", "a,b\n")
                        .build())
                .timeout(Duration.ofSeconds(5), Duration.ofSeconds(60))
                .build();
        PythonProgram program = tool.program(
                "{\"code\": \"pass\", \"timeout_seconds\": 60, \"files\": [{\"path\": \"b\", \"content\": \"\"}]}");

        assertThat(text(program.stdin())).isEqualTo("theirs");
        assertThat(program.env()).containsExactly(Map.entry("A", "b"));
        assertThat(program.labels()).containsExactly(Map.entry("tenant", "t"));
        assertThat(program.cpuTime()).contains(Duration.ofSeconds(1));
        assertThat(program.outputBytes()).hasValue(7);
        assertThat(program.resultFormat()).isEqualTo(ResultFormat.JSON);
        assertThat(program.files()).extracting(InputFile::path).containsExactly("data.csv", "b");
        assertRefusal(tool, "{\"code\": \"pass\", \"stdin\": \"mine\"}")
                .isEqualTo("stdin is unknown; the known ones are code, files, timeout_seconds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.csv", "data.csv/x"})
    void theOperatorsFilesCannotBeReplaced(String path) {
        PythonTool tool = PythonTool.builder()
                .base(PythonProgram.builder("").file("data.csv", "").build())
                .build();

        assertRefusal(tool, "{\"code\": \"pass\", \"files\": [{\"path\": \"" + path + "\", \"content\": \"\"}]}")
                .isEqualTo("files[0].path is '" + path + "'; the file 'data.csv' already exists");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```python\nprint(1)\n```",
                "```\nprint(1)\n```",
                "  ```py\nprint(1)\n```  \n",
                "\n``` Python3 \r\nprint(1)\n```"
            })
    void aFenceAroundAllOfTheCodeIsTakenOff(String code) {
        assertThat(TOOL.program(Map.of("code", code)).code()).isEqualTo("print(1)\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Here it is:\n```python\nprint(1)\n```",
                "```python\nprint(1)",
                "```javascript\n1\n```",
                "```",
                "``````",
                "x = '''\n```\n'''",
                "~~~1"
            })
    void otherCodeIsLeftToPythonAsItIs(String code) {
        assertThat(TOOL.program(Map.of("code", code)).code()).isEqualTo(code);
    }

    @Test
    void rejectionsNameTheArgumentTheValueAndWhatIsAllowed() {
        assertRefusal("{}").isEqualTo("code is missing; it must be a string, the Python source to run");
        assertRefusal("{\"code\": null}").startsWith("code is missing;");
        assertRefusal("{\"code\": \" \\n\"}").isEqualTo("code is empty; it must be the Python source to run");
        assertRefusal("{\"code\": \"```\\n\\n```\"}").startsWith("code is empty;");
        assertRefusal("{\"code\": [\"pass\"]}").isEqualTo("code is an array; it must be a string");
        assertRefusal("{\"code\": \"pass\", \"stdin\": 3}").isEqualTo("stdin is 3; it must be a string");
        assertRefusal("{\"code\": \"pass\", \"script\": 3}")
                .isEqualTo("script is unknown; the known ones are code, stdin, files, timeout_seconds");
        assertRefusal("{\"code\": \"pass\", \"files\": {\"a\": \"b\"}}")
                .isEqualTo("files is an object; it must be an array of objects");
        assertRefusal("{\"code\": \"pass\", \"files\": [\"a\"]}")
                .isEqualTo("files[0] is 'a'; it must be an object with path and content");
        assertRefusal("{\"code\": \"pass\", \"files\": [{\"path\": \"a\"}]}")
                .isEqualTo("files[0].content is missing; it must be a string");
        assertRefusal("{\"code\": \"pass\", \"files\": [{\"path\": \"a\", \"content\": \"\", \"mode\": 1}]}")
                .isEqualTo("files[0].mode is unknown; the known ones are path, content");
        assertRefusal("{\"code\": \"pass\", \"files\": [{\"path\": \"a\", \"content\": \"\"},"
                        + "{\"path\": \"a\", \"content\": \"\"}]}")
                .isEqualTo("files[1].path is 'a' again; each path may be given only once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "61", "1.5", "-1", "1e999", "\"5\"", "true", "99999999999999999999"})
    void aTimeoutOutOfTheOperatorsBoundsIsRejected(String timeout) {
        assertRefusal("{\"code\": \"pass\", \"timeout_seconds\": " + timeout + "}")
                .startsWith("timeout_seconds is ")
                .endsWith("; it must be an integer from 1 to 60");
    }

    @Test
    void aTimeoutThatIsNotOfferedIsRejected() {
        assertRefusal(TOOL, "{\"code\": \"pass\", \"timeout_seconds\": 1}")
                .isEqualTo("timeout_seconds is unknown; the known ones are code, stdin, files");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"code\": \"pass\"",
                "{\"code\": \"pa\nss\"}",
                "{code: 'pass'}",
                "{\"code\": \"pass\"} {}",
                "{\"code\": \"pass\",}",
                "{\"code\": NaN}",
                "{\"code\": \"\\ud8\"}",
                "print(1)"
            })
    void invalidJsonIsRejected(String arguments) {
        assertRefusal(arguments)
                .startsWith("arguments must be one JSON object (RFC 8259), nested at most 8 deep; it is '")
                .endsWith("', which is malformed or incomplete");
    }

    @Test
    void jsonThatIsNotAnObjectIsRejected() {
        assertRefusal("[]").isEqualTo("arguments are an array; they must be a JSON object");
        assertRefusal("\"pass\"").isEqualTo("arguments are 'pass'; they must be a JSON object");
        assertRefusal("null").isEqualTo("arguments are null; they must be a JSON object");
    }

    @Test
    void aDuplicateNameIsRejected() {
        assertRefusal("{\"code\": \"1\", \"code\": \"2\"}").isEqualTo("code is given twice");
        assertRefusal("{\"code\": \"1\", \"files\": [{\"path\": \"a\", \"path\": \"b\", \"content\": \"\"}]}")
                .isEqualTo("files[0].path is given twice");
    }

    @Test
    void depthAndLengthAreBounded() {
        assertRefusal("[".repeat(1_000_000)).contains("nested at most 8 deep");
        assertRefusal("{\"code\": \"" + "x".repeat(4 << 20) + "\"}")
                .isEqualTo("arguments have 4,194,316 characters of JSON; at most 4,194,304 are allowed");
        assertRefusal("{\"code\": \"pass\", \"timeout_seconds\": " + "9".repeat(100_000) + "}")
                .isNotEmpty();
    }

    @Test
    void halfACharacterIsRejectedAndNotRepeated() {
        assertRefusal("{\"code\": \"a\\ud800\"}")
                .isEqualTo("code is 'a\\ud800' and contains an unpaired surrogate; it must be valid Unicode text");
        assertRefusal("{\"\\udc00\\n\": 1}").startsWith("\\udc00\\u000a is unknown");
    }

    @Test
    void unsupportedJavaObjectsAreRejected() {
        List<Object> endless = new ArrayList<>();
        endless.add(endless);
        Map<String, Object> itself = new HashMap<>(Map.of("code", "pass"));
        itself.put("files", List.of(itself));

        assertRefusal(Map.of("code", endless)).isEqualTo("code is an array; it must be a string");
        assertRefusal(itself).startsWith("files[0].");
        assertRefusal(Map.of("code", new StringBuilder("pass")))
                .isEqualTo("code is a StringBuilder; it must be a string");
        assertRefusal(Map.of("code", "pass", "timeout_seconds", BigInteger.TEN.pow(400)))
                .startsWith("timeout_seconds is Infinity;");
    }

    @Test
    void aRefusalNamesTheArgument() {
        assertThatThrownBy(() -> TOOL.program("{\"code\": 1}"))
                .isInstanceOfSatisfying(
                        ToolArgumentsException.class,
                        refusal -> assertThat(refusal.argument()).isEqualTo("code"));
    }

    @Test
    void whatTheProgramDoesIsTheAnswer() {
        ToolAnswer answer = answer(FakeRun.printing("42\n"), "{\"code\": \"print(6 * 7)\"}");

        assertThat(answer.text()).isEqualTo("stdout:\n42\nThe program completed.");
        assertThat(answer.failed()).isFalse();
        assertThat(answer.result().orElseThrow().stdout()).isEqualTo("42\n");
    }

    @Test
    void aProgramsFailureIsAnAnswer() {
        ToolAnswer answer = answer(FakeRun.silent().stopped(Outcome.WALL_TIME_EXCEEDED), "{\"code\": \"pass\"}");

        assertThat(answer.text())
                .isEqualTo(
                        "The program was stopped: it ran longer than 30 s, its limit. Let it compute or sleep less.");
        assertThat(answer.failed()).isTrue();
    }

    @Test
    void aModelsErrorIsAnAnswerAndRunsNothing() {
        try (FakeAgentCore fake = FakeAgentCore.answering(program -> FakeRun.silent());
                AgentCoreClient client = fake.client()) {
            ToolAnswer answer = TOOL.answer(client, "{\"code\": 1}");

            assertThat(answer.text())
                    .isEqualTo("The call was rejected and nothing ran: code is 1; it must be a string.");
            assertThat(answer.failed()).isTrue();
            assertThat(answer.result()).isEmpty();
            assertThat(TOOL.answer(client, Map.of("code", 1))).isEqualTo(answer);
            assertThat(fake.programs()).isEmpty();
        }
    }

    @Test
    void whatTheServerRefusesOfTheModelsIsAnAnswerThatCountsItsFilesOnly() {
        PythonTool tool = PythonTool.builder()
                .base(PythonProgram.builder("").file("data.csv", "").build())
                .build();
        FakeRun refused =
                refused(new FieldViolation("files[1].path", "is '../a'; no part of it may be empty, '.' or '..'"));

        assertThat(answer(tool, refused, "{\"code\": \"pass\", \"files\": [{\"path\": \"../a\", \"content\": \"\"}]}")
                        .text())
                .isEqualTo("The program was rejected and did not run: files[0].path is '../a'; no part of it may be"
                        + " empty, '.' or '..'.");
    }

    @Test
    void whatTheServerRefusesOfTheOperatorsIsThrown() {
        PythonTool tool = PythonTool.builder()
                .base(PythonProgram.builder("").file("data.csv", "").build())
                .build();

        for (String field : List.of("limits.wall_time", "files[0].path", "files", "env")) {
            assertThatThrownBy(
                            () -> answer(tool, refused(new FieldViolation(field, "is wrong")), "{\"code\": \"pass\"}"))
                    .isInstanceOf(AgentCoreException.class);
        }
    }

    @Test
    void aFailingServiceIsThrown() {
        assertThatThrownBy(() -> answer(
                        FakeRun.refused(AgentCoreException.builder(ErrorCode.UNAVAILABLE, "full")
                                .build()),
                        "{\"code\": \"pass\"}"))
                .isInstanceOfSatisfying(
                        AgentCoreException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    @Test
    void anOperatorsErrorIsReportedBeforeAnyCall() {
        PythonTool.Builder tool = PythonTool.builder().capabilities(SERVER);

        assertThatThrownBy(() -> tool.base(PythonProgram.of("pass"))).hasMessage("base must have no code: 'pass'");
        assertThatThrownBy(
                        () -> tool.base(PythonProgram.builder("").requestId("1").build()))
                .hasMessage("base must have no requestId: '1'");
        assertThatThrownBy(() -> tool.name("run python")).hasMessageContaining("'run python'");
        assertThatThrownBy(() -> tool.timeout(Duration.ofMillis(1500), Duration.ofSeconds(2)))
                .hasMessage("usual must be whole seconds, 1 or more: PT1.5S");
        assertThatThrownBy(() -> tool.timeout(Duration.ofSeconds(3), Duration.ofSeconds(2)))
                .hasMessage("most must be PT3S or more: PT2S");
        assertThatThrownBy(() -> tool.timeout(Duration.ofSeconds(3), Duration.ofSeconds(301))
                        .build())
                .hasMessage("timeout is 301 s; the server allows 300 s at most");
        assertThatThrownBy(() -> PythonTool.builder()
                        .capabilities(SERVER)
                        .base(PythonProgram.builder("").memoryBytes(1).build())
                        .build())
                .hasMessage("base.memoryBytes is 1; the server allows 16777216 to 1073741824");
    }

    private static FakeRun refused(FieldViolation violation) {
        return FakeRun.refused(AgentCoreException.builder(ErrorCode.INVALID_ARGUMENT, "refused")
                .fieldViolations(List.of(violation))
                .build());
    }

    private static ToolAnswer answer(FakeRun run, String arguments) {
        return answer(TOOL, run, arguments);
    }

    private static ToolAnswer answer(PythonTool tool, FakeRun run, String arguments) {
        try (FakeAgentCore fake = FakeAgentCore.answering(program -> run);
                AgentCoreClient client = fake.client()) {
            return tool.answer(client, arguments);
        }
    }

    private static AbstractStringAssert<?> assertRefusal(String arguments) {
        return assertRefusal(TIMED, arguments);
    }

    private static AbstractStringAssert<?> assertRefusal(PythonTool tool, String arguments) {
        return refusal(() -> tool.program(arguments));
    }

    private static AbstractStringAssert<?> assertRefusal(Map<String, ?> arguments) {
        return refusal(() -> TIMED.program(arguments));
    }

    private static AbstractStringAssert<?> refusal(Runnable call) {
        try {
            call.run();
        } catch (ToolArgumentsException refusal) {
            return assertThat(refusal.getMessage());
        }
        throw new AssertionError("was accepted");
    }

    private static String text(java.nio.ByteBuffer bytes) {
        return UTF_8.decode(bytes).toString();
    }
}
