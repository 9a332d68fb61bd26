// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.compute;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;
import java.io.IOException;
import java.time.Duration;

/** agent-core as its users get it: a warm server, and a new sandbox for each program. */
final class AgentCoreSide implements Side {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final AgentCoreClient client;

    /** The caller keeps ownership of the client. */
    AgentCoreSide(AgentCoreClient client) {
        this.client = client;
    }

    @Override
    public String name() {
        return "agent-core";
    }

    @Override
    public String run(String code) throws IOException {
        PythonResult result = client.run(
                PythonProgram.builder(code).wallTime(LONGEST).cpuTime(LONGEST).build());
        if (!result.succeeded()) {
            throw new IOException(result.outcome() + ": " + result.stderr().strip());
        }
        return result.stdout();
    }
}
