// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.OutputStreamName;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An entry of a journal: output of one stream, a chunk at most, or a piece of a file. Not thread-safe. */
final class Entry {
    /** The most output that one event has, in bytes. */
    static final int CHUNK = 64 << 10;

    /** Output of this size is an entry by itself: to coalesce it would only copy it. */
    static final int LARGE = CHUNK / 2;

    /** What an entry takes besides its bytes, with a margin. */
    static final int OVERHEAD = 128;

    private static final int INITIAL_CAPACITY = 64;

    private final long begin;
    private final OutputStreamName stream;
    private final long offset;
    private final @Nullable OutputFile file;
    private byte[] bytes;
    private int size;
    private boolean sealed;

    private Entry(long begin, OutputStreamName stream, long offset, byte[] bytes, @Nullable OutputFile file) {
        this.begin = begin;
        this.stream = stream;
        this.offset = offset;
        this.bytes = bytes;
        this.file = file;
        size = bytes.length;
        sealed = file != null || size >= LARGE;
    }

    /**
     * Output.
     *
     * @param begin its position in the journal
     * @param bytes a chunk at most; kept, and not changed by anybody from now on
     */
    static Entry output(long begin, OutputStreamName stream, long offset, byte[] bytes) {
        return new Entry(begin, stream, offset, bytes, null);
    }

    /** A piece of a file, or its problem. */
    static Entry file(long begin, OutputFile file) {
        return new Entry(begin, OutputStreamName.STDOUT, 0, new byte[0], file);
    }

    /** The position after it, as {@link Entries#end}. */
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

    /** Where its output begins in its stream, in bytes. */
    long offset() {
        return offset;
    }

    /** How much output it has, in bytes. */
    int size() {
        return size;
    }

    @Nullable
    OutputFile file() {
        return file;
    }

    /** Whether output may be added to it: then it is worth waiting for more. */
    boolean isOpen() {
        return !sealed;
    }

    /** Whether this output continues it and may be added. */
    boolean accepts(OutputStreamName other, long at, int length) {
        return !sealed && stream == other && offset + size == at && length < LARGE && size + length <= CHUNK;
    }

    /** Adds output that it {@linkplain #accepts accepts}. */
    void add(byte[] data) {
        int length = data.length;
        // The array that it began with is the writer's: it has no room, so it is never written to.
        if (size + length > bytes.length) {
            int capacity = Math.max(INITIAL_CAPACITY, Math.max(2 * bytes.length, size + length));
            bytes = Arrays.copyOf(bytes, Math.min(capacity, CHUNK));
        }
        System.arraycopy(data, 0, bytes, size, length);
        size += length;
    }

    /** Nothing is added from now on: releases the spare room. */
    void seal() {
        sealed = true;
        if (size < bytes.length) {
            bytes = Arrays.copyOf(bytes, size);
        }
    }

    /** Its output from {@code from} on; not copied if that is all of it. Must not be changed. */
    byte[] outputFrom(int from) {
        return from == 0 && size == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, size);
    }

    private long fileBytes() {
        return file == null ? 0 : file.data().size() + 2L * file.path().length();
    }
}
