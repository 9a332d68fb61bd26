package dev.agentcore.sandbox.guest;

import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.Limits;
import dev.agentcore.guest.Snapshot;
import dev.agentcore.sandbox.fs.Directory;
import dev.agentcore.sandbox.wasi.StdioConsumer;

/** Where the guests of a runtime come from. Safe for use by many threads. */
public interface GuestSource extends AutoCloseable {
    /**
     * Makes a guest for one program, and runs nothing of the program yet.
     *
     * @param root the files that it sees
     * @param stdio takes what it prints
     */
    Guest open(ExecutionRequest request, Directory root, StdioConsumer stdio);

    /** How many pages of memory a guest may have. */
    static int maximumPages(Limits limits) {
        return (int) Math.min(Integer.MAX_VALUE, limits.memoryBytes() / Snapshot.PAGE_SIZE);
    }

    /** How many guests are prepared now. */
    default int prepared() {
        return 0;
    }

    /** Gives up what it holds. No guest may be there. */
    @Override
    void close();
}
