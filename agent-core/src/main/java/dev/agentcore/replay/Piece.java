// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.replay;

import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.OutputStreamName;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A piece of what a run printed, or of a file that it gave back. Not safe for use by many threads. */
final class Piece {
    /** What a piece takes besides its bytes, and some more. */
    static final int OVERHEAD = 128;

    private static final int INITIAL_CAPACITY = 64;

    private final long begin;
    private final OutputStreamName stream;
    private final long offset;
    private final @Nullable OutputFile file;
    private byte[] bytes;
    private int size;

    private Piece(long begin, OutputStreamName stream, long offset, byte[] bytes, int size, @Nullable OutputFile file) {
        this.begin = begin;
        this.stream = stream;
        this.offset = offset;
        this.bytes = bytes;
        this.size = size;
        this.file = file;
    }

    /** Output, with all of {@code bytes}, which nobody changes from now on; or with none yet. */
    static Piece output(long begin, OutputStreamName stream, long offset, byte[] bytes) {
        return new Piece(begin, stream, offset, bytes, bytes.length, null);
    }

    static Piece file(long begin, OutputFile file) {
        return new Piece(begin, OutputStreamName.STDOUT, 0, new byte[0], 0, file);
    }

    /** Where it ends, on the scale of {@link Recording#end}. */
    long end() {
        return begin + OVERHEAD + size + fileBytes();
    }

    /** What it takes of memory, in bytes. */
    long held() {
        return OVERHEAD + bytes.length + fileBytes();
    }

    OutputStreamName stream() {
        return stream;
    }

    /** Where its output begins in its stream. */
    long offset() {
        return offset;
    }

    int size() {
        return size;
    }

    @Nullable
    OutputFile file() {
        return file;
    }

    /** Whether more output goes on where this ends. */
    boolean isFollowedBy(OutputStreamName other, long at) {
        return file == null && stream == other && offset + size == at;
    }

    void add(byte[] data, int from, int length) {
        if (size + length > bytes.length) {
            int capacity = Math.max(INITIAL_CAPACITY, Math.max(2 * bytes.length, size + length));
            bytes = Arrays.copyOf(bytes, Math.min(capacity, Math.max(size + length, Recording.CHUNK)));
        }
        System.arraycopy(data, from, bytes, size, length);
        size += length;
    }

    /** Nothing will be added: gives up what is there for it. */
    void trim() {
        if (size < bytes.length) {
            bytes = Arrays.copyOf(bytes, size);
        }
    }

    /** Its output as of {@code from}. Nobody may change it. */
    byte[] outputFrom(int from) {
        return from == 0 && size == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, size);
    }

    private long fileBytes() {
        return file == null ? 0 : file.data().size() + 2L * file.path().length();
    }
}
