// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import dev.agentcore.execution.OutputSink;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.sandbox.engine.GuestInterruptedException;
import dev.agentcore.sandbox.wasi.OutputLimitException;
import dev.agentcore.sandbox.wasi.StdioConsumer;
import java.util.Arrays;

/**
 * Passes a run's output to its sink while it is written, and ends the run when it exceeds the limit; everything up to the
 * limit is delivered. Not thread-safe: used by the thread that runs the guest.
 */
public final class OutputPump implements StdioConsumer {
    private final long limit;
    private final OutputSink sink;
    private long stdoutBytes;
    private long stderrBytes;
    private boolean limitExceeded;

    /**
     * @param limit how many bytes may pass, on both streams together
     * @param sink where they go
     */
    public OutputPump(long limit, OutputSink sink) {
        this.limit = limit;
        this.sink = sink;
    }

    /** How many bytes of standard output have passed. */
    long stdoutBytes() {
        return stdoutBytes;
    }

    /** How many bytes of standard error have passed. */
    long stderrBytes() {
        return stderrBytes;
    }

    /** Whether the guest tried to exceed the limit. */
    boolean limitExceeded() {
        return limitExceeded;
    }

    @Override
    public void write(OutputStreamName stream, byte[] data) {
        long left = limit - stdoutBytes - stderrBytes;
        if (data.length <= left) {
            pass(stream, data);
            return;
        }
        limitExceeded = true;
        if (left > 0) {
            pass(stream, Arrays.copyOf(data, (int) left));
        }
        throw new OutputLimitException();
    }

    private void pass(OutputStreamName stream, byte[] data) {
        long offset = switch (stream) {
            case STDOUT -> stdoutBytes;
            case STDERR -> stderrBytes;
        };
        try {
            sink.output(stream, data, offset);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new GuestInterruptedException(stopped);
        }
        switch (stream) {
            case STDOUT -> stdoutBytes += data.length;
            case STDERR -> stderrBytes += data.length;
        }
    }
}
