// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.sandbox.fs.Directory;
import dev.agentcore.sandbox.fs.FileNode;
import dev.agentcore.sandbox.fs.RegularFile;

/**
 * The file type of a descriptor or a name: the subset of the specification's types that this host has.
 *
 * @see <a href="https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#filetype">WASI preview 1,
 *     filetype</a>
 */
enum FileType {
    /** A standard stream. Not a character device, which wasi-libc's {@code isatty} would treat as a terminal. */
    UNKNOWN(0),
    DIRECTORY(3),
    REGULAR_FILE(4);

    private final byte code;

    FileType(int code) {
        this.code = (byte) code;
    }

    static FileType of(FileNode node) {
        return switch (node) {
            case Directory directory -> DIRECTORY;
            case RegularFile file -> REGULAR_FILE;
        };
    }

    /** The number that the guest sees. */
    byte code() {
        return code;
    }
}
