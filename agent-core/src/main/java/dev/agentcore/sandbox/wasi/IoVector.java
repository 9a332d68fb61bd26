// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.sandbox.fs.Errno;
import dev.agentcore.sandbox.fs.ErrnoException;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of guest memory to read into or to write from. Immutable, and inside the memory, which never shrinks.
 *
 * @param address its address
 * @param length its length in bytes
 * @see <a href="https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#iovec">WASI preview 1, iovec</a>
 */
record IoVector(long address, long length) {
    private static final int MAXIMUM_COUNT = 1024;
    private static final int BYTES = 8;

    /**
     * The vectors of a call. Their total length does not exceed the memory's, so that a call is bounded even if they overlap.
     */
    static List<IoVector> read(WasiMemory memory, long address, long count) throws ErrnoException {
        if (count > MAXIMUM_COUNT) {
            throw new ErrnoException(Errno.INVAL);
        }
        memory.check(address, count * BYTES);
        var vectors = new ArrayList<IoVector>((int) count);
        long total = 0;
        for (long at = address; at < address + count * BYTES; at += BYTES) {
            long start = Integer.toUnsignedLong(memory.readInt(at));
            long length = Integer.toUnsignedLong(memory.readInt(at + Integer.BYTES));
            memory.check(start, length);
            total += length;
            vectors.add(new IoVector(start, length));
        }
        if (total > memory.size()) {
            throw new ErrnoException(Errno.INVAL);
        }
        return vectors;
    }
}
