package dev.agentcore.cli;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.PythonExecution;

/**
 * Ctrl-C and its like, while a program runs: the call is cancelled before this process is gone, so that the server
 * hears of it at once and does not have to find out. The JVM itself sees to the exit code.
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

    /** Whether this process has been told to end. */
    boolean hasCome() {
        return come;
    }

    @Override
    public void close() {
        if (!come) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException endingAlready) {
                // Then the hook closes what is closed here as well, which does no harm.
            }
        }
    }
}
