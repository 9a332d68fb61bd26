package dev.agentcore.sandbox;

import dev.agentcore.execution.ExecutionRequest;

/** Where the guests of a runtime come from. Safe for use by many threads. */
interface GuestSource extends AutoCloseable {
    /**
     * Makes a guest for one program, and runs nothing of the program yet.
     *
     * @param root the files that it sees
     * @param stdio takes what it prints
     */
    Guest open(ExecutionRequest request, Directory root, StdioConsumer stdio);

    /** Gives up what it holds. No guest may be there. */
    @Override
    void close();
}
