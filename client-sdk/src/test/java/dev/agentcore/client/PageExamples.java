// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.agentcore.client.fake.FakeAgentCore;
import dev.agentcore.client.fake.FakeRun;
import dev.agentcore.client.tool.PythonTool;
import dev.agentcore.client.tool.ToolAnswer;
import dev.agentcore.client.tool.ToolFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The examples of client-sdk's README.md, so that they compile and run; PageTest sees to it that none is missing here. */
final class PageExamples {
    private PageExamples() {}

    static void connects() {
        try (AgentCoreClient client = AgentCoreClient.connect("127.0.0.1:50051")) {
            PythonResult result = client.run("print(6 * 7)");
            System.out.print(result.stdout()); // 42
        }
    }

    static PythonProgram program() {
        PythonProgram program = PythonProgram.builder("import sys; print(sys.argv[1], input())")
                .args("hello")
                .stdin("world\n")
                .env("TZ", "UTC")
                .wallTime(Duration.ofSeconds(5))
                .memoryBytes(64 << 20)
                .build();
        return program;
    }

    static String outcome(AgentCoreClient client, PythonProgram program) {
        PythonResult result = client.run(program);
        if (result.exception().isPresent()) {
            return result.exception().get().traceback();
        } else if (result.outcome().isLimit()) {
            return "stopped: " + result.outcome() + " after " + result.stdout();
        }
        return result.orThrow().stdout();
    }

    static Optional<String> value(AgentCoreClient client) {
        PythonProgram program = PythonProgram.builder("{'answer': 6 * 7}")
                .resultFormat(ResultFormat.JSON)
                .build();
        Optional<String> json = client.run(program).orThrow().value().flatMap(PythonValue::json);
        return json;
    }

    static PythonResult shows(AgentCoreClient client, PythonProgram program) {
        PythonResult result = client.run(program, output -> System.out.print(output.text()));
        return result;
    }

    static void streams(AgentCoreClient client, PythonProgram program) {
        try (PythonExecution execution = client.execute(program)) {
            ExecutionEvent.Finished end = execution.forEachOutput(output -> System.out.print(output.text()));
            System.out.println(end.outcome());
        }
    }

    static CompletableFuture<String> async(AgentCoreClient client, PythonProgram program) {
        CompletableFuture<PythonResult> running = client.runAsync(program);
        CompletableFuture<String> printed = running.thenApply(PythonResult::stdout);
        running.cancel(true); // stops the program
        return printed;
    }

    static Optional<String> files(AgentCoreClient client, Path folder) throws IOException {
        PythonProgram program = PythonProgram.builder(
                        "open('upper.txt', 'w').write(open('data/in.txt').read().upper())")
                .file("data/in.txt", "text")
                .scratchBytes(1 << 20)
                .outputPath("upper.txt")
                .build();
        PythonResult result = client.run(program).orThrow();
        Optional<String> upper = result.files().text("upper.txt");
        result.files().saveTo(folder); // as folder/workspace/upper.txt
        return upper;
    }

    static void fails(AgentCoreClient client, PythonProgram program) {
        try {
            client.run(program);
        } catch (AgentCoreException failure) {
            failure.code(); // UNAVAILABLE, INVALID_ARGUMENT, ...
            failure.reason(); // the server's reason, such as QUEUE_FULL
            failure.fieldViolations(); // the invalid fields of the request
            failure.retryAfter(); // the delay before a retry: nothing has run
            failure.output(); // the output before the failure
        }
    }

    static void builds(Path authorities, String token) {
        AgentCoreClient client = AgentCoreClient.builder("run-1.example:50051", "run-2.example:50051")
                .trustedAuthorities(authorities)
                .bearerToken(token)
                .deadline(Duration.ofMinutes(2))
                .retry(RetryPolicy.standard())
                .build();
        client.close();
    }

    static PythonProgram image() {
        PythonProgram program = PythonProgram.builder("import sys; print(sys.version)")
                .image("python")
                .build();
        return program;
    }

    static String tool(AgentCoreClient client, String arguments) {
        PythonTool tool = PythonTool.of(client.capabilities());
        System.out.println(tool.definition(ToolFormat.ANTHROPIC)); // for the request's tools
        ToolAnswer answer = tool.answer(client, arguments); // the arguments of the model's call
        return answer.text(); // for the model, as an error if answer.failed()
    }

    static void tests() {
        try (FakeAgentCore fake = FakeAgentCore.answering(program -> FakeRun.printing("42\n"));
                AgentCoreClient client = fake.client()) {
            assertEquals("42\n", client.run("print(6 * 7)").stdout());
            assertEquals("print(6 * 7)", fake.programs().get(0).code());
        }
    }
}
