package dev.agentcore.client;

import java.time.Duration;

/** The example of README.md, so that it compiles. */
final class ReadmeExample {
    private ReadmeExample() {}

    static void run() {
        try (AgentCoreClient client = AgentCoreClient.connect("127.0.0.1:50051")) {
            PythonProgram program = PythonProgram.builder("print(sum(map(int, input().split())))")
                    .stdin("20 22")
                    .wallTime(Duration.ofSeconds(5))
                    .memoryBytes(64L << 20)
                    .build();
            PythonResult result = client.run(program);
            System.out.println(result.outcome() + " " + result.stdout());
        }
    }
}
