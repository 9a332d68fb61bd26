// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import dev.agentcore.execution.Bytes;
import dev.agentcore.guest.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code main.py} in the working directory: the source of the program that runs. Each run of a sandbox replaces it. A
 * file of that name that the caller has given stays. Not thread-safe: used by the thread that runs the guest.
 */
public sealed interface ProgramSource {
    /** The file's name in the working directory. */
    String NAME = "main.py";

    /** Replaces the source. */
    void replace(Bytes source);

    /** The file, if the program has not changed it: there is no need to return it. */
    @Nullable
    FileNode unchanged();

    /** In a directory that the program can change. */
    final class InScratch implements ProgramSource {
        private final ScratchDirectory directory;
        private @Nullable ScratchFile file;

        InScratch(ScratchDirectory directory, @Nullable ScratchFile file) {
            this.directory = directory;
            this.file = file;
        }

        /** A copy, with the copy of the file. */
        InScratch copy(FileCopy copies) {
            return new InScratch((ScratchDirectory) copies.of(directory), file == null ? null : copies.of(file));
        }

        @Override
        public void replace(Bytes source) {
            FileNode there = directory.child(NAME);
            if (there == null || there == file) {
                file = directory.replaceGiven(NAME, source);
            }
        }

        @Override
        public @Nullable FileNode unchanged() {
            return file != null && file.isAsGiven() ? file : null;
        }
    }

    /** In a read-only directory: a file whose content is another in each run. */
    final class InFixed implements ProgramSource {
        private final Content content;
        private final FixedFile file;

        InFixed(long inode) {
            content = new Content();
            file = new FixedFile(inode, Snapshot.FILES_MODIFIED, content);
        }

        /** The file. */
        FixedFile file() {
            return file;
        }

        /** A copy that is replaced apart from this one. */
        InFixed copy() {
            var copy = new InFixed(file.inode());
            copy.replace(content.source);
            return copy;
        }

        @Override
        public void replace(Bytes source) {
            content.source = source;
        }

        @Override
        public FileNode unchanged() {
            return file;
        }

        private static final class Content implements FileContent {
            private Bytes source = Bytes.empty();

            @Override
            public int size() {
                return source.size();
            }

            @Override
            public byte[] bytes() {
                return source.toByteArray();
            }
        }
    }

    /** The caller has given a file of that name, in a directory that cannot be changed. */
    record Given() implements ProgramSource {
        @Override
        public void replace(Bytes source) {
            // The caller's file stays.
        }

        @Override
        public @Nullable FileNode unchanged() {
            return null;
        }
    }
}
