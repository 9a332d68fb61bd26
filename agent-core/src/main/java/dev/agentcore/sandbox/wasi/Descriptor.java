// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.sandbox.fs.Directory;
import dev.agentcore.sandbox.fs.ErrnoException;
import dev.agentcore.sandbox.fs.FixedFile;
import dev.agentcore.sandbox.fs.RegularFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An open file, directory or stream. Not thread-safe: used by the thread that runs the guest. */
sealed interface Descriptor
        permits Descriptor.StandardOutput, Descriptor.OpenDirectory, Descriptor.PipeEnd, Descriptor.Positioned {
    /** The file type. */
    FileType type();

    /** The rights that {@code fd_fdstat_get} reports. */
    long rights();

    /** The inheriting rights that {@code fd_fdstat_get} reports. */
    default long inheritedRights() {
        return 0;
    }

    /** A descriptor with an offset. */
    sealed interface Positioned extends Descriptor permits StandardInput, OpenFile, OpenDevice {
        /** The offset of the next read or write; may be beyond the end. */
        long offset();

        /** Sets the offset of the next read or write, which is not negative. */
        void seek(long newOffset);

        /** The offset of the end. */
        long size();

        /** Reads as many bytes as fit, from an offset that is not negative, and returns their number: 0 at the end. */
        int readAt(long from, WasiMemory memory, List<IoVector> vectors) throws ErrnoException;
    }

    /** Standard input: its bytes are complete when a run starts, so it is a file that is only read. */
    final class StandardInput implements Positioned {
        private static final int PIECE = 64 * 1024;

        private Bytes bytes;
        private long offset;

        StandardInput(Bytes bytes) {
            this.bytes = bytes;
        }

        /** Restarts with other bytes. */
        void replace(Bytes other) {
            bytes = other;
            offset = 0;
        }

        @Override
        public FileType type() {
            return FileType.REGULAR_FILE;
        }

        @Override
        public long rights() {
            return Rights.FILE;
        }

        @Override
        public long offset() {
            return offset;
        }

        @Override
        public void seek(long newOffset) {
            offset = newOffset;
        }

        @Override
        public long size() {
            return bytes.size();
        }

        @Override
        public int readAt(long from, WasiMemory memory, List<IoVector> vectors) throws ErrnoException {
            int begin = (int) Math.min(from, bytes.size());
            int at = begin;
            for (IoVector vector : vectors) {
                long filled = 0;
                while (filled < vector.length() && at < bytes.size()) {
                    var piece = new byte[(int) Math.min(Math.min(PIECE, bytes.size() - at), vector.length() - filled)];
                    bytes.copyTo(at, piece, 0, piece.length);
                    memory.writeBytes(vector.address() + filled, piece, 0, piece.length);
                    at += piece.length;
                    filled += piece.length;
                }
            }
            return at - begin;
        }
    }

    /** Standard output or standard error. */
    record StandardOutput(OutputStreamName name) implements Descriptor {
        @Override
        public FileType type() {
            return FileType.UNKNOWN;
        }

        @Override
        public long rights() {
            return Rights.STANDARD_OUTPUT;
        }
    }

    /** One end of a pipe. */
    final class PipeEnd implements Descriptor {
        private final Pipe pipe;
        private final boolean writes;
        private boolean waits = true;

        PipeEnd(Pipe pipe, boolean writes) {
            this.pipe = pipe;
            this.writes = writes;
        }

        /** A copy of {@code original} at a copy of its pipe. */
        PipeEnd(PipeEnd original, Pipe pipe) {
            this(pipe, original.writes);
            waits = original.waits;
        }

        Pipe pipe() {
            return pipe;
        }

        /** Whether it is the end that is written to. */
        boolean writes() {
            return writes;
        }

        /** Whether the guest wants to wait when the pipe is empty or full. */
        boolean waits() {
            return waits;
        }

        void setWaits(boolean value) {
            waits = value;
        }

        /** Whether its operation would not wait. */
        boolean ready() {
            return writes ? pipe.canWrite() : pipe.canRead();
        }

        void close() {
            if (writes) {
                pipe.closeWriting();
            } else {
                pipe.closeReading();
            }
        }

        /** wasi-libc has no file type for pipes, and takes this one for none of the others. */
        @Override
        public FileType type() {
            return FileType.UNKNOWN;
        }

        @Override
        public long rights() {
            return writes ? Rights.STANDARD_OUTPUT : Rights.STANDARD_INPUT;
        }
    }

    /**
     * A directory.
     *
     * @param device the file system that it is part of
     * @param preopenedAs its path if it is preopened
     */
    record OpenDirectory(
            int device, Directory directory, @Nullable String preopenedAs) implements Descriptor {
        @Override
        public FileType type() {
            return FileType.DIRECTORY;
        }

        @Override
        public long rights() {
            return Rights.DIRECTORY;
        }

        @Override
        public long inheritedRights() {
            return Rights.INHERITED_FROM_DIRECTORY;
        }
    }

    /** An open file. */
    sealed interface OpenFile extends Positioned permits OpenFixedFile, OpenScratchFile {
        @Override
        default FileType type() {
            return FileType.REGULAR_FILE;
        }

        /** The file system that it is part of. */
        int device();

        /** The open file. */
        RegularFile file();

        @Override
        default long size() {
            return file().size();
        }
    }

    /** A file of a read-only tree. */
    final class OpenFixedFile implements OpenFile {
        private final int device;
        private final FixedFile file;
        private final byte[] content;
        private long offset;

        OpenFixedFile(int device, FixedFile file, byte[] content) {
            this.device = device;
            this.file = file;
            this.content = content;
        }

        /** A copy of {@code original}, which shares its file. */
        OpenFixedFile(OpenFixedFile original) {
            this(original.device, original.file, original.content);
            offset = original.offset;
        }

        @Override
        public long rights() {
            return Rights.FILE;
        }

        @Override
        public int device() {
            return device;
        }

        @Override
        public FixedFile file() {
            return file;
        }

        /** The file's bytes, which must not be changed. */
        byte[] content() {
            return content;
        }

        @Override
        public long offset() {
            return offset;
        }

        @Override
        public void seek(long newOffset) {
            offset = newOffset;
        }

        @Override
        public int readAt(long from, WasiMemory memory, List<IoVector> vectors) throws ErrnoException {
            int begin = (int) Math.min(from, content.length);
            int at = begin;
            for (IoVector vector : vectors) {
                int length = (int) Math.min(vector.length(), content.length - at);
                memory.writeBytes(vector.address(), content, at, length);
                at += length;
            }
            return at - begin;
        }
    }
}
