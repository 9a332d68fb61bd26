// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a file that a run gives back, or why it gives none.
 *
 * @param path absolute, in the guest
 * @param data at most 64 KiB; empty for an empty file, and where there is a problem
 * @param offset how many bytes of the file came before these
 * @param size how large the whole file is; 0 where there is none
 * @param problem why the file is not given back, or not further; null if it is
 */
public record OutputFile(
        String path,
        Bytes data,
        long offset,
        long size,
        @Nullable Problem problem) {
    /** Why a file is not given back. */
    public enum Problem {
        /** There is nothing at this path. */
        MISSING,
        /** More bytes would be given back than may be. */
        TOO_LARGE,
        /** The path is one that was asked for; more files would be given back than may be. */
        TOO_MANY,
        /** The caller took too long to read. */
        READER_TOO_SLOW
    }

    /** A piece of a file. */
    public static OutputFile piece(String path, Bytes data, long offset, long size) {
        return new OutputFile(path, data, offset, size, null);
    }

    /** A file that is not given back. */
    public static OutputFile problem(String path, long size, Problem problem) {
        return new OutputFile(path, Bytes.empty(), 0, size, problem);
    }
}
