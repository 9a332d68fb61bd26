// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.memory;

import dev.agentcore.bench.ServerProcess;
import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.client.Output;
import dev.agentcore.client.PythonExecution;
import dev.agentcore.client.PythonProgram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Programs that run on a server at the same time, and sleep until they are stopped. Not thread-safe. */
final class HeldPrograms implements AutoCloseable {
    private static final String SLEEP = "\nprint('ready')\nimport time\ntime.sleep(280)\n";

    private final AgentCoreClient client;
    private final List<PythonExecution> executions = new ArrayList<>();

    HeldPrograms(ServerProcess server) {
        client = AgentCoreClient.connect(server.target());
    }

    /** The number of programs. */
    int count() {
        return executions.size();
    }

    /** Starts one more, and waits until it has done its work and sleeps. */
    void add(String work) {
        PythonExecution execution = client.execute(PythonProgram.builder(work + SLEEP)
                .wallTime(Duration.ofSeconds(290))
                .build());
        executions.add(execution);
        Iterator<ExecutionEvent> events = execution.iterator();
        ExecutionEvent event = events.next();
        while (!(event instanceof Output)) {
            event = events.next();
        }
        String printed = ((Output) event).text();
        if (!printed.startsWith("ready")) {
            throw new IllegalStateException("unexpected output of a program that should sleep: " + printed);
        }
    }

    /** Stops all. They have stopped a moment later. */
    @Override
    public void close() {
        executions.forEach(PythonExecution::close);
        client.close();
    }
}
