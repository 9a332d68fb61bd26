// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.latency;

import dev.agentcore.bench.Hello;
import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.client.Output;
import dev.agentcore.client.PythonExecution;
import dev.agentcore.client.PythonProgram;

/** The same server and client, until the first output of a program that runs for some more milliseconds. */
final class FirstByteSide implements Side {
    private static final String CODE = Hello.CODE + "\nfor i in range(100_000):\n    pass\n";

    private final AgentCoreClient client;

    /** The caller keeps ownership of the client. */
    FirstByteSide(AgentCoreClient client) {
        this.client = client;
    }

    @Override
    public String name() {
        return "over gRPC, first byte";
    }

    @Override
    public long run() {
        long took = -1;
        long began = System.nanoTime();
        try (PythonExecution execution = client.execute(PythonProgram.of(CODE))) {
            for (ExecutionEvent event : execution) {
                if (took < 0 && event instanceof Output output) {
                    took = System.nanoTime() - began;
                    Hello.check(output.text());
                }
            }
        }
        if (took < 0) {
            throw new IllegalStateException("the program printed nothing");
        }
        return took;
    }
}
