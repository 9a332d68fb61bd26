// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;

/** Writes frames to a pipe, each with one call. Thread-safe. */
public final class FrameOutput {
    private final OutputStream pipe;
    private final ReentrantLock lock = new ReentrantLock();

    /** @param pipe not buffered */
    public FrameOutput(OutputStream pipe) {
        this.pipe = pipe;
    }

    /**
     * Writes a command. Waits while the pipe is full.
     *
     * @throws IOException if nobody reads the pipe any more
     */
    public void write(Command command) throws IOException {
        write(CommandCodec.encode(command));
    }

    /**
     * Writes an event. Otherwise as {@link #write(Command)}.
     *
     * @throws IOException if nobody reads the pipe any more
     */
    public void write(Event event) throws IOException {
        write(EventCodec.encode(event));
    }

    private void write(byte[] frame) throws IOException {
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
