// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** A chunk of a program's output: at most 64 KiB of one stream. Immutable. */
public final class Output implements ExecutionEvent {
    private static final byte[] NOTHING = {};

    private final StandardStream stream;
    private final long offset;
    private final byte[] data;

    /** The data, preceded by the incomplete character at the end of the previous chunk. */
    private final byte[] text;

    private Output(StandardStream stream, long offset, byte[] data, byte[] unfinishedBefore) {
        this.stream = stream;
        this.offset = offset;
        this.data = data;
        text = unfinishedBefore.length == 0 ? data : concat(unfinishedBefore, data);
    }

    /**
     * A chunk with these bytes, which are copied.
     *
     * @param offset the position of the chunk in the stream, in bytes; not negative
     */
    public static Output of(StandardStream stream, long offset, byte[] data) {
        return new Output(Objects.requireNonNull(stream, "stream"), offset, data.clone(), NOTHING);
    }

    /** The stream that it was printed to. */
    public StandardStream stream() {
        return stream;
    }

    /** The position of this chunk in its stream, in bytes. */
    public long offset() {
        return offset;
    }

    /** The number of bytes. */
    public int size() {
        return data.length;
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return data.clone();
    }

    /** The bytes, as a read-only view with its own position. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(data).asReadOnlyBuffer();
    }

    /**
     * Writes the bytes, without flushing.
     *
     * @throws IOException if {@code target} throws it
     */
    public void writeTo(OutputStream target) throws IOException {
        target.write(data);
    }

    /**
     * The characters that end in this chunk: UTF-8, with U+FFFD for malformed input. A character that is split between two
     * chunks is in the text of the later one. The concatenated texts are the text of the stream, without an incomplete character
     * at its end.
     */
    public String text() {
        return new String(text, 0, text.length - Utf8.unfinishedLength(text), StandardCharsets.UTF_8);
    }

    /** This chunk as the successor of {@code previous} in its stream. */
    Output after(Output previous) {
        byte[] before = previous.text;
        int unfinished = Utf8.unfinishedLength(before);
        return unfinished == 0
                ? this
                : new Output(
                        stream, offset, data, Arrays.copyOfRange(before, before.length - unfinished, before.length));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Output that
                && stream == that.stream
                && offset == that.offset
                && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return Objects.hash(stream, offset, Arrays.hashCode(data));
    }

    @Override
    public String toString() {
        return "Output[" + stream + ", offset " + offset + ", " + data.length + " bytes]";
    }
}
