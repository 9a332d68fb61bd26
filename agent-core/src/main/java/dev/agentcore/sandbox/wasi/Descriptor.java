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

/** Something that a guest has open. Not thread-safe: used by the thread that runs the guest. */
sealed interface Descriptor
        permits Descriptor.StandardInput, Descriptor.StandardOutput, Descriptor.OpenDirectory, Descriptor.OpenFile {
    /** The kind of thing that it is. */
    FileType type();

    /** What {@code fd_fdstat_get} says that it allows. */
    long rights();

    /** What it says that things opened through it may allow. */
    default long inheritedRights() {
        return 0;
    }

    /** Standard input: bytes that are all there from the start of a run, and then the end. */
    final class StandardInput implements Descriptor {
        private static final int PIECE = 64 * 1024;

        private Bytes bytes;
        private int position;

        StandardInput(Bytes bytes) {
            this.bytes = bytes;
        }

        /** Begins anew with other bytes. */
        void replace(Bytes other) {
            bytes = other;
            position = 0;
        }

        @Override
        public FileType type() {
            return FileType.UNKNOWN;
        }

        @Override
        public long rights() {
            return Rights.STANDARD_INPUT;
        }

        /** How many bytes have not been read. */
        int remaining() {
            return bytes.size() - position;
        }

        /** Reads on, as much as fits, and tells how much that was: 0 at the end. */
        int read(WasiMemory memory, List<IoVector> vectors) throws ErrnoException {
            int before = position;
            for (IoVector vector : vectors) {
                long filled = 0;
                while (filled < vector.length() && remaining() > 0) {
                    var piece = new byte[(int) Math.min(Math.min(PIECE, remaining()), vector.length() - filled)];
                    bytes.copyTo(position, piece, 0, piece.length);
                    memory.writeBytes(vector.address() + filled, piece, 0, piece.length);
                    position += piece.length;
                    filled += piece.length;
                }
            }
            return position - before;
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

    /**
     * A directory.
     *
     * @param device the file system that it is part of
     * @param preopenedAs its path if the guest did not open it, but had it from the start
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

    /** A file that is open. */
    sealed interface OpenFile extends Descriptor permits OpenFixedFile, OpenScratchFile {
        @Override
        default FileType type() {
            return FileType.REGULAR_FILE;
        }

        /** The file system that it is part of. */
        int device();

        /** What is open. */
        RegularFile file();

        /** Where the next read or write begins; may be beyond the end. */
        long offset();

        /** Has the next read or write begin at {@code newOffset}, which is not negative. */
        void seek(long newOffset);

        /** Reads at an offset that is not negative, as much as fits, and tells how much that was: 0 at the end. */
        int readAt(long from, WasiMemory memory, List<IoVector> vectors) throws ErrnoException;
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

        /** As open as {@code original}, whose file it shares. */
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

        /** The file's bytes, which nobody changes. */
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
