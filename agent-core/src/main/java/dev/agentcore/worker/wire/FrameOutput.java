// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;

/** Writes frames to a pipe, those of one call together. Thread-safe. */
public final class FrameOutput {
    private final OutputStream pipe;
    private final ReentrantLock lock = new ReentrantLock();

    /** @param pipe as that of a {@link Process}, whose buffer puts small commands of one call together */
    public FrameOutput(OutputStream pipe) {
        this.pipe = pipe;
    }

    /**
     * Writes commands; small ones wake the reader once. Waits while the pipe is full.
     *
     * @throws IOException if nobody reads the pipe any more
     */
    public void write(Command... commands) throws IOException {
        lock.lock();
        try {
            // One at a time: a command may have all of a request's files in it.
            for (Command command : commands) {
                pipe.write(CommandCodec.encode(command));
            }
            pipe.flush();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes an event. Otherwise as {@link #write(Command...)}.
     *
     * @throws IOException if nobody reads the pipe any more
     */
    public void write(Event event) throws IOException {
        byte[] frame = EventCodec.encode(event);
        lock.lock();
        try {
            pipe.write(frame);
            pipe.flush();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Closes the pipe: the reader sees its end. Does not wait for a writer that waits for a reader.
     *
     * @return whether it was closed
     */
    public boolean tryClose() {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            pipe.close();
            return true;
        } catch (IOException gone) {
            return true;
        } finally {
            lock.unlock();
        }
    }
}
