// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import dev.agentcore.client.tool.PythonTool;
import dev.agentcore.client.tool.ToolAnswer;
import dev.agentcore.client.tool.ToolFormat;
import java.time.Duration;

/** The examples of README.md, so that they compile. */
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

    static String answer(AgentCoreClient client) {
        PythonTool tool = PythonTool.of(client.capabilities());
        String definition = tool.definition(ToolFormat.OPENAI_CHAT);
        ToolAnswer answer = tool.answer(client, "{\"code\": \"print(6 * 7)\"}");
        return definition + answer.text();
    }
}
