// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.PythonExecution;

/**
 * Cancels the call when this process is terminated, for example by Ctrl-C, so that the server stops the program at once. The JVM
 * sets the exit code.
 */
final class ProcessEnd implements AutoCloseable {
    private final Thread hook;
    private volatile boolean come;

    private ProcessEnd(PythonExecution execution, AgentCoreClient client) {
        hook = Thread.ofPlatform().name("process-end").unstarted(() -> {
            come = true;
            execution.close();
            client.close();
        });
    }

    static ProcessEnd closing(PythonExecution execution, AgentCoreClient client) {
        ProcessEnd processEnd = new ProcessEnd(execution, client);
        Runtime.getRuntime().addShutdownHook(processEnd.hook);
        return processEnd;
    }

    /** Whether this process is being terminated. */
    boolean hasCome() {
        return come;
    }

    @Override
    public void close() {
        if (!come) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException endingAlready) {
                // The hook closes the same objects, which is harmless.
            }
        }
    }
}
