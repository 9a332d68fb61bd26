// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a file that a run returns, or the reason why it does not return the file.
 *
 * @param path the file's absolute path in the guest
 * @param data the piece, at most 64 KiB; empty for an empty file, and if there is a problem
 * @param offset the position of the piece in the file, in bytes
 * @param size the size of the whole file, in bytes; 0 if there is no file
 * @param problem why the file is not returned, or not completely; null if it is
 */
public record OutputFile(
        String path,
        Bytes data,
        long offset,
        long size,
        @Nullable Problem problem) {
    /** What the files of one run may take together, in bytes. */
    public static final long MOST_BYTES = 64 << 20;

    /** Why a file is not returned. */
    public enum Problem {
        /** There is no file at this path. */
        MISSING,
        /** The files together exceed the limit of bytes. */
        TOO_LARGE,
        /** The files exceed the limit of files. The path is the requested one. */
        TOO_MANY,
        /** The caller read too slowly. */
        READER_TOO_SLOW
    }

    /** A piece of a file. */
    public static OutputFile piece(String path, Bytes data, long offset, long size) {
        return new OutputFile(path, data, offset, size, null);
    }

    /** A file that is not returned. */
    public static OutputFile problem(String path, long size, Problem problem) {
        return new OutputFile(path, Bytes.empty(), 0, size, problem);
    }
}
