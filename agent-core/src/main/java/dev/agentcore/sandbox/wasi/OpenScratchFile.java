// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.sandbox.engine.Interruption;
import dev.agentcore.sandbox.fs.Errno;
import dev.agentcore.sandbox.fs.ErrnoException;
import dev.agentcore.sandbox.fs.ScratchFile;
import dev.agentcore.sandbox.wasi.Descriptor.OpenFile;
import java.util.List;

/** An open file of a run's scratch. Not thread-safe: used by the thread that runs the guest. */
final class OpenScratchFile implements OpenFile {
    private static final int PIECE = 64 * 1024;

    private final int device;
    private final ScratchFile file;
    private final boolean readable;
    private final boolean writable;
    private boolean appending;
    private long offset;

    /** Opens the file; {@link #close} must be called once. */
    OpenScratchFile(int device, ScratchFile file, boolean readable, boolean writable, boolean appending) {
        this.device = device;
        this.file = file;
        this.readable = readable;
        this.writable = writable;
        this.appending = appending;
        file.opened();
    }

    /** A copy of {@code original} on a copy of its file. */
    OpenScratchFile(OpenScratchFile original, ScratchFile file) {
        this(original.device, file, original.readable, original.writable, original.appending);
        offset = original.offset;
    }

    @Override
    public long rights() {
        return (readable ? Rights.FILE : Rights.FILE & ~Rights.FD_READ) | (writable ? Rights.WRITING : 0);
    }

    @Override
    public int device() {
        return device;
    }

    @Override
    public ScratchFile file() {
        return file;
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public void seek(long newOffset) {
        offset = newOffset;
    }

    /** Whether each write appends. */
    boolean appending() {
        return appending;
    }

    /** Sets whether each write appends. */
    void setAppending(boolean other) {
        appending = other;
    }

    /** Releases the file. */
    void close() {
        file.closed();
    }

    @Override
    public int readAt(long from, WasiMemory memory, List<IoVector> vectors) throws ErrnoException {
        if (!readable) {
            throw new ErrnoException(Errno.BADF);
        }
        long at = from;
        for (IoVector vector : vectors) {
            long done = 0;
            while (done < vector.length() && at < file.size()) {
                Interruption.check();
                var piece = new byte[(int) Math.min(Math.min(PIECE, vector.length() - done), file.size() - at)];
                file.read(at, piece);
                memory.writeBytes(vector.address() + done, piece, 0, piece.length);
                at += piece.length;
                done += piece.length;
            }
        }
        return (int) (at - from);
    }

    /** Writes at the current offset, or appends. */
    int write(WasiMemory memory, List<IoVector> vectors) throws ErrnoException {
        checkWritable();
        if (appending) {
            offset = file.size();
        }
        int written = writeAt(offset, memory, vectors);
        offset += written;
        return written;
    }

    /**
     * Writes as many bytes as there is space for, at an offset that is not negative.
     *
     * @return the number of bytes written; less than requested only if no more space is left
     */
    int writeAt(long from, WasiMemory memory, List<IoVector> vectors) throws ErrnoException {
        checkWritable();
        long at = from;
        for (IoVector vector : vectors) {
            long done = 0;
            while (done < vector.length()) {
                Interruption.check();
                int length = (int) Math.min(PIECE, vector.length() - done);
                int written;
                try {
                    written = file.write(at, memory.readBytes(vector.address() + done, length));
                } catch (ErrnoException noRoom) {
                    if (at == from) {
                        throw noRoom;
                    }
                    return (int) (at - from);
                }
                at += written;
                done += written;
            }
        }
        return (int) (at - from);
    }

    /** Fails if the file is not open for writing. */
    void checkWritable() throws ErrnoException {
        if (!writable) {
            throw new ErrnoException(Errno.BADF);
        }
    }
}
