// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import dev.agentcore.client.fake.FakeAgentCore;
import dev.agentcore.client.fake.FakeRun;
import dev.agentcore.client.tool.PythonTool;
import dev.agentcore.client.tool.ToolAnswer;
import dev.agentcore.client.tool.ToolFormat;
import dev.agentcore.client.tool.ToolMessage;
import java.time.Duration;
import java.util.concurrent.Flow;
import org.jspecify.annotations.NullUnmarked;

/** The examples of the Javadoc, so that they compile and run. JavadocTest sees to it that none is missing here. */
final class JavadocExamples {
    private JavadocExamples() {}

    static void withAClient(AgentCoreClient client) {
        collects(client);
        tells(client);
        answersAToolCall(client);
        buildsATool(client);
        streams(client);
        prints(client);
        tellsWhileItRuns(client, PythonProgram.of("print(6 * 7)"));
        readsToTheEnd(client, PythonProgram.of("print(6 * 7)"));
        listens(client);
        async(client);
        publishes(client);
        retriesByHand(client, PythonProgram.of("pass"));
        hurries(client);
    }

    static PythonResult hurries(AgentCoreClient client) {
        PythonResult soon = client.withDeadline(Duration.ofSeconds(2)).run("print(6 * 7)");
        return soon;
    }

    static void connects() {
        try (AgentCoreClient client = AgentCoreClient.connect("127.0.0.1:50051")) {
            System.out.print(client.run("print(6 * 7)").orThrow().stdout());
        }
    }

    static void connectsAndKeepsTheResult() {
        try (AgentCoreClient client = AgentCoreClient.connect("127.0.0.1:50051")) {
            PythonResult result = client.run("print(6 * 7)");
            System.out.print(result.stdout()); // 42
        }
    }

    static void builds() {
        AgentCoreClient client = AgentCoreClient.builder("localhost:50051", "localhost:50052")
                .bearerToken("secret")
                .deadline(Duration.ofMinutes(2))
                .retry(RetryPolicy.standard())
                .build();
        client.close();
    }

    static void buildsWithRetries() {
        AgentCoreClient client = AgentCoreClient.builder("127.0.0.1:50051")
                .retry(RetryPolicy.standard().withMaximumAttempts(3))
                .build();
        client.close();
    }

    static void program() {
        PythonProgram program = PythonProgram.builder("import sys; print(sys.argv[1], input())")
                .args("hello")
                .stdin("world\n")
                .wallTime(Duration.ofSeconds(5))
                .memoryBytes(64L << 20)
                .build();
        System.out.println(program.args());
    }

    static void fakes() {
        try (FakeAgentCore fake = FakeAgentCore.answering(program -> FakeRun.printing("42\n"));
                AgentCoreClient client = fake.client()) {
            System.out.print(client.run("print(6 * 7)").stdout());
            System.out.println(fake.programs().get(0).code());
        }
    }

    static void fakeRun() {
        FakeRun run = FakeRun.printing("working\n").printingError("careful\n").exiting(3);
        System.out.println(run.hashCode() != 0);
    }

    /** Connects to a server that reports a ZeroDivisionError. */
    static void fails(AgentCoreClient client) {
        PythonResult result = client.run("1/0");
        result.outcome(); // EXCEPTION
        result.exception().orElseThrow().type(); // ZeroDivisionError
        result.orThrow(); // throws PythonFailedException
    }

    private static void collects(AgentCoreClient client) {
        System.out.print(client.run("print(6 * 7)").orThrow().stdout());
    }

    private static void tells(AgentCoreClient client) {
        String message = ToolMessage.of(4000).tell(client.run("print(6 * 7)"));
        System.out.println(message);
    }

    private static void answersAToolCall(AgentCoreClient client) {
        PythonTool tool = PythonTool.of(client.capabilities());
        String definition = tool.definition(ToolFormat.ANTHROPIC); // for the request's "tools"
        String arguments = "{\"code\": \"print(6 * 7)\"}"; // the arguments of the model's tool call
        ToolAnswer answer = tool.answer(client, arguments);
        System.out.println(answer.text()); // for the model
        System.out.println(definition);
    }

    private static void buildsATool(AgentCoreClient client) {
        PythonTool tool = PythonTool.builder()
                .capabilities(client.capabilities())
                .base(PythonProgram.builder("")
                        .memoryBytes(128L << 20)
                        .file("sales.csv", "year,sales\n2025,7\n")
                        .build())
                .timeout(Duration.ofSeconds(5), Duration.ofSeconds(30))
                .message(ToolMessage.of(8000))
                .build();
        System.out.println(tool.description());
    }

    private static void streams(AgentCoreClient client) {
        try (PythonExecution execution = client.execute(PythonProgram.of("for i in range(3): print(i)"))) {
            execution.forEach(System.out::println);
        }
    }

    private static void prints(AgentCoreClient client) {
        PythonProgram program = PythonProgram.of("print(6 * 7)");
        try (PythonExecution execution = client.execute(program)) {
            for (ExecutionEvent event : execution) {
                if (event instanceof Output output) {
                    System.out.print(output.text());
                }
            }
        }
    }

    private static void tellsWhileItRuns(AgentCoreClient client, PythonProgram program) {
        PythonResult result = client.run(program, output -> System.out.print(output.text()));
        System.out.println(result.outcome());
    }

    private static void readsToTheEnd(AgentCoreClient client, PythonProgram program) {
        try (PythonExecution execution = client.execute(program)) {
            ExecutionEvent.Finished end = execution.forEachOutput(output -> System.out.print(output.text()));
            System.out.println(end.outcome());
        }
    }

    private static void listens(AgentCoreClient client) {
        ExecutionHandle handle = client.execute(PythonProgram.of("print(6 * 7)"), new ExecutionListener() {
            @Override
            public void onOutput(Output output) {
                System.out.print(output.text());
            }

            @Override
            public void onFinished(ExecutionEvent.Finished finished) {
                System.out.println(finished.outcome());
            }

            @Override
            public void onFailure(AgentCoreException failure) {
                System.err.println(failure.getMessage());
            }
        });
        handle.cancel();
    }

    private static void async(AgentCoreClient client) {
        client.runAsync("print(6 * 7)")
                .thenApply(PythonResult::orThrow)
                .thenAccept(result -> System.out.print(result.stdout()))
                .join();
    }

    @NullUnmarked // onSubscribe comes first
    private static void publishes(AgentCoreClient client) {
        client.publisher(PythonProgram.of("print(6 * 7)")).subscribe(new Flow.Subscriber<>() {
            private Flow.Subscription subscription;

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                this.subscription = subscription;
                subscription.request(1);
            }

            @Override
            public void onNext(ExecutionEvent event) {
                System.out.println(event);
                subscription.request(1);
            }

            @Override
            public void onError(Throwable failure) {
                failure.printStackTrace();
            }

            @Override
            public void onComplete() {
                System.out.println("that was all");
            }
        });
    }

    private static void retriesByHand(AgentCoreClient client, PythonProgram program) {
        try {
            client.run(program);
        } catch (AgentCoreException failure) {
            if (failure.code() == ErrorCode.UNAVAILABLE) {
                Duration pause = failure.retryAfter().orElse(Duration.ofSeconds(1));
                System.out.println("again in " + pause);
            }
        }
    }
}
