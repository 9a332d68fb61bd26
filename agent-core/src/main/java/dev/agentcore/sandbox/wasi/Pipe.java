// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.sandbox.fs.Errno;
import dev.agentcore.sandbox.fs.ErrnoException;
import java.util.List;

/** The bytes between a pipe's two ends, in a ring. Not thread-safe: used by the thread that runs the guest. */
final class Pipe {
    /** What it holds at most, in bytes, as on Linux. */
    static final int CAPACITY = 64 << 10;

    /** What is written as a whole or not at all, in bytes. */
    private static final int ATOMIC = 4096;

    private final long number;
    private final byte[] ring;
    private int start;
    private int size;
    private boolean readable = true;
    private boolean writable = true;

    /** @param number tells it from the guest's other pipes */
    Pipe(long number) {
        this.number = number;
        ring = new byte[CAPACITY];
    }

    /** A copy with the same bytes in it. */
    Pipe(Pipe original) {
        number = original.number;
        ring = original.ring.clone();
        start = original.start;
        size = original.size;
        readable = original.readable;
        writable = original.writable;
    }

    long number() {
        return number;
    }

    int size() {
        return size;
    }

    /** Whether a read would not wait: there are bytes, or there will be none. */
    boolean canRead() {
        return size > 0 || !writable;
    }

    /** Whether a small write would not wait. */
    boolean canWrite() {
        return CAPACITY - size >= ATOMIC || !readable;
    }

    void closeReading() {
        readable = false;
    }

    void closeWriting() {
        writable = false;
    }

    /** Reads what is there and fits, and returns the number of bytes; 0 at the end. */
    int read(WasiMemory memory, List<IoVector> vectors) throws ErrnoException {
        if (!canRead()) {
            throw new ErrnoException(Errno.AGAIN);
        }
        int before = size;
        for (IoVector vector : vectors) {
            long filled = 0;
            while (filled < vector.length() && size > 0) {
                int length = (int) Math.min(vector.length() - filled, Math.min(size, CAPACITY - start));
                memory.writeBytes(vector.address() + filled, ring, start, length);
                start = (start + length) % CAPACITY;
                size -= length;
                filled += length;
            }
        }
        return before - size;
    }

    /** Writes what there is room for, and returns the number of bytes. */
    int write(WasiMemory memory, List<IoVector> vectors) throws ErrnoException {
        if (!readable) {
            throw new ErrnoException(Errno.PIPE);
        }
        long wanted = vectors.stream().mapToLong(IoVector::length).sum();
        if (wanted > 0 && CAPACITY - size < Math.min(wanted, ATOMIC)) {
            throw new ErrnoException(Errno.AGAIN);
        }
        int before = size;
        for (IoVector vector : vectors) {
            long written = 0;
            while (written < vector.length() && size < CAPACITY) {
                int end = (start + size) % CAPACITY;
                int length = (int) Math.min(vector.length() - written, Math.min(CAPACITY - size, CAPACITY - end));
                System.arraycopy(memory.readBytes(vector.address() + written, length), 0, ring, end, length);
                size += length;
                written += length;
            }
        }
        return size - before;
    }
}
