package dev.agentcore.cli;

import dev.agentcore.config.ByteSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads standard input to its end, in the background: the whole of it goes with the request. An input that somebody
 * left open and never writes to would keep a program from running that asks for none, so silence can be given up on.
 */
final class StandardInput {
    /** The most that a program can be given. */
    static final int MAX_BYTES = 16 << 20;

    private static final int CHUNK_BYTES = 64 << 10;

    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final long begun = System.nanoTime();

    private StandardInput() {}

    /** Begins to read. */
    static StandardInput begin(InputStream in) {
        StandardInput input = new StandardInput();
        Thread.ofPlatform().daemon().name("standard-input").start(() -> input.read(in));
        return input;
    }

    /** Waits for the end. */
    byte[] whole() throws InterruptedException {
        return result();
    }

    /** Waits for the end, and when {@code patience} is over says so once and waits on. */
    byte[] whole(Duration patience, Runnable impatient) throws InterruptedException {
        try {
            whole.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            impatient.run();
        } catch (ExecutionException failed) {
            // Told by result().
        }
        return result();
    }

    /** Waits for the end, but takes it for empty if nothing at all comes within {@code silence} of its beginning. */
    byte[] wholeUnlessSilent(Duration silence) throws InterruptedException {
        try {
            first.get(Math.max(0, silence.toNanos() - (System.nanoTime() - begun)), TimeUnit.NANOSECONDS);
        } catch (TimeoutException silent) {
            return new byte[0];
        } catch (ExecutionException impossible) {
            throw new AssertionError(impossible);
        }
        return result();
    }

    private byte[] result() throws InterruptedException {
        try {
            return whole.get();
        } catch (ExecutionException failed) {
            throw new CommandFailedException(ExitCode.USAGE, "cannot read standard input: " + reason(failed));
        }
    }

    private static String reason(ExecutionException failed) {
        Throwable cause = failed.getCause();
        return String.valueOf(cause == null ? failed.getMessage() : cause.getMessage());
    }

    private void read(InputStream in) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK_BYTES];
        try {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                bytes.write(chunk, 0, count);
                if (bytes.size() > MAX_BYTES) {
                    throw new IOException(
                            "more than " + new ByteSize(MAX_BYTES) + ", the most that a program can have");
                }
                first.complete(null);
            }
            whole.complete(bytes.toByteArray());
        } catch (IOException unreadable) {
            whole.completeExceptionally(unreadable);
        } finally {
            first.complete(null);
        }
    }
}
