// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
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
 * Reads standard input to its end, in the background, because it is sent with the request. Not thread-safe.
 */
final class StandardInput {
    /** The maximum size of a program's standard input. */
    static final int MAX_BYTES = 16 << 20;

    private static final int CHUNK_BYTES = 64 << 10;

    /** Done when the first bytes, the end or an error has arrived. */
    private final CompletableFuture<Boolean> begun = new CompletableFuture<>();

    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

    private StandardInput() {}

    /** Starts reading. */
    static StandardInput begin(InputStream in) {
        StandardInput input = new StandardInput();
        Thread.ofPlatform().daemon().name("standard-input").start(() -> input.read(in));
        return input;
    }

    /**
     * Waits for the end.
     *
     * @throws CommandFailedException if it cannot be read or is too large
     */
    byte[] whole() throws InterruptedException {
        return result();
    }

    /**
     * Waits for the end like {@link #whole()}, if anything arrives. An input that stays silent for {@code silence}, without a
     * byte and without its end, counts as empty: {@code notice} is run, and nothing more of it is sent. Whoever starts
     * programs often leaves them a pipe into which nobody writes.
     */
    byte[] wholeUnlessSilent(Duration silence, Runnable notice) throws InterruptedException {
        try {
            var unused = begun.get(silence.toNanos(), TimeUnit.NANOSECONDS);
            return result();
        } catch (TimeoutException silent) {
            notice.run();
            return new byte[0];
        } catch (ExecutionException impossible) {
            throw new AssertionError(impossible);
        }
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
                begun.complete(true);
                bytes.write(chunk, 0, count);
                if (bytes.size() > MAX_BYTES) {
                    throw new IOException("more than " + new ByteSize(MAX_BYTES) + ", the maximum");
                }
            }
            whole.complete(bytes.toByteArray());
        } catch (IOException unreadable) {
            whole.completeExceptionally(unreadable);
        } finally {
            begun.complete(true);
        }
    }
}
