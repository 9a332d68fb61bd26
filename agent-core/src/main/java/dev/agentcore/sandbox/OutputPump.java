package dev.agentcore.sandbox;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import dev.agentcore.execution.OutputSink;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.sandbox.wasi.OutputLimitException;
import dev.agentcore.sandbox.wasi.StdioConsumer;
import java.util.Arrays;

/**
 * Takes what the guest writes to the run's sink while it is written, and ends the run when it is more than allowed: the
 * last allowed byte still arrives. Confined to the guest's thread.
 */
public final class OutputPump implements StdioConsumer {
    private final long limit;
    private OutputSink sink = OutputPump::unconnected;
    private long stdoutBytes;
    private long stderrBytes;
    private boolean limitExceeded;

    /** @param limit how many bytes may pass, on both streams together */
    public OutputPump(long limit) {
        this.limit = limit;
    }

    /** Names the sink; before that, nothing may be written. */
    public void connect(OutputSink runSink) {
        sink = runSink;
    }

    /** How many bytes of standard output have passed. */
    long stdoutBytes() {
        return stdoutBytes;
    }

    /** How many bytes of standard error have passed. */
    long stderrBytes() {
        return stderrBytes;
    }

    /** Whether the guest tried to write more than it may. */
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
            throw new ChicoryInterruptedException("Thread interrupted", stopped);
        }
        switch (stream) {
            case STDOUT -> stdoutBytes += data.length;
            case STDERR -> stderrBytes += data.length;
        }
    }

    private static void unconnected(OutputStreamName stream, byte[] data, long offset) {
        throw new IllegalStateException("output before the run");
    }
}
