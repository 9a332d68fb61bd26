package dev.agentcore.client;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** Something that a program printed: at most 64 KiB of one stream. Immutable. */
public final class Output implements ExecutionEvent {
    private static final byte[] NOTHING = {};

    private final StandardStream stream;
    private final long offset;
    private final byte[] data;

    /** The data with what the stream's previous chunk left unfinished before it. */
    private final byte[] text;

    private Output(StandardStream stream, long offset, byte[] data, byte[] unfinishedBefore) {
        this.stream = stream;
        this.offset = offset;
        this.data = data;
        text = unfinishedBefore.length == 0 ? data : concat(unfinishedBefore, data);
    }

    /**
     * Makes a chunk that stands by itself; the bytes are copied.
     *
     * @param offset how many bytes of the stream came before, not negative
     */
    public static Output of(StandardStream stream, long offset, byte[] data) {
        return new Output(Objects.requireNonNull(stream, "stream"), offset, data.clone(), NOTHING);
    }

    /** Where it was printed. */
    public StandardStream stream() {
        return stream;
    }

    /** How many bytes of this stream came before these. */
    public long offset() {
        return offset;
    }

    /** How many bytes there are. */
    public int size() {
        return data.length;
    }

    /** The bytes as printed; a copy. */
    public byte[] toByteArray() {
        return data.clone();
    }

    /** The bytes as printed: a view that cannot be written to, with a position of its own. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(data).asReadOnlyBuffer();
    }

    /**
     * Writes the bytes as printed, and does not flush.
     *
     * @throws IOException if {@code target} does
     */
    public void writeTo(OutputStream target) throws IOException {
        target.write(data);
    }

    /**
     * The characters that this chunk completes: UTF-8, with U+FFFD for what is malformed. A character that was split
     * between two chunks is in the later one's text; so the texts of a stream, one after the other, are the stream's
     * text, without a character that the program never finished.
     */
    public String text() {
        return new String(text, 0, text.length - Utf8.unfinishedLength(text), StandardCharsets.UTF_8);
    }

    /** This chunk as the one that follows {@code previous} in its stream. */
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
