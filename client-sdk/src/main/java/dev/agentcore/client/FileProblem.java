// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

/** Why a file that {@link PythonProgram.Builder#outputPath} requested was not returned. */
public enum FileProblem {
    /** There is no file at this path. */
    MISSING,
    /** The returned files would exceed the maximum size with this one. */
    TOO_LARGE,
    /** The returned files would exceed the maximum number. The path is a requested one, whose remaining files are missing. */
    TOO_MANY,
    /** The client read the files too slowly. */
    READER_TOO_SLOW,
    /** The last chunks are missing, or the reason is one that this version does not know. */
    INCOMPLETE
}
