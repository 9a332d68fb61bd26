// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.wire;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads frames from a pipe. Used by one thread. */
public final class FrameInput {
    /** The largest event: a report of 2 MiB, whose texts take up to three times as much, and the rest. */
    private static final int MAXIMUM_EVENT = 8 << 20;

    private static final int MAXIMUM_COMMAND = Integer.MAX_VALUE - 16;
    private static final int BUFFER = 1 << 16;

    private final DataInputStream pipe;

    /** @param pipe not buffered */
    public FrameInput(InputStream pipe) {
        this.pipe = new DataInputStream(new BufferedInputStream(pipe, BUFFER));
    }

    /**
     * Reads a command.
     *
     * @return the command; null at the end
     * @throws MalformedFrameException if there is none where one should be
     * @throws IOException if the pipe cannot be read
     */
    public @Nullable Command command() throws IOException {
        byte[] frame = frame(MAXIMUM_COMMAND);
        return frame == null ? null : CommandCodec.decode(new FieldReader(frame));
    }

    /**
     * Reads an event.
     *
     * @return the event; null at the end
     * @throws MalformedFrameException if there is none where one should be
     * @throws IOException if the pipe cannot be read
     */
    public @Nullable Event event() throws IOException {
        byte[] frame = frame(MAXIMUM_EVENT);
        return frame == null ? null : EventCodec.decode(new FieldReader(frame));
    }

    private byte @Nullable [] frame(int maximum) throws IOException {
        int first = pipe.read();
        if (first < 0) {
            return null;
        }
        try {
            int length = first << 24 | pipe.readUnsignedByte() << 16 | pipe.readUnsignedShort();
            if (length < 0 || length > maximum) {
                throw new MalformedFrameException("a frame of %d bytes".formatted(Integer.toUnsignedLong(length)));
            }
            // Takes memory as the bytes arrive.
            byte[] frame = length <= BUFFER ? new byte[length] : pipe.readNBytes(length);
            if (length <= BUFFER) {
                pipe.readFully(frame);
            } else if (frame.length < length) {
                throw new EOFException();
            }
            return frame;
        } catch (EOFException cut) {
            throw new MalformedFrameException("a frame that was cut");
        }
    }
}
