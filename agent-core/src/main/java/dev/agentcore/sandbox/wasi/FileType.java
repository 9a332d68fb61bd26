// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.sandbox.fs.DescriptorName;
import dev.agentcore.sandbox.fs.Device;
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
    /**
     * A pipe, as standard output and standard error are too, which WASI has no number for. Not a character device, which wasi-libc's
     * {@code isatty} would treat as a terminal.
     */
    UNKNOWN(0, 0010000),
    CHARACTER_DEVICE(2, 0020000),
    DIRECTORY(3, 0040000),
    REGULAR_FILE(4, 0100000),
    SYMBOLIC_LINK(7, 0120000);

    private final byte code;
    private final int mode;

    FileType(int code, int mode) {
        this.code = (byte) code;
        this.mode = mode;
    }

    static FileType of(FileNode node) {
        return switch (node) {
            case Directory directory -> DIRECTORY;
            case RegularFile file -> REGULAR_FILE;
            case Device device -> CHARACTER_DEVICE;
            case DescriptorName name -> SYMBOLIC_LINK;
        };
    }

    /** The number that the guest sees. */
    byte code() {
        return code;
    }

    /** The bits of {@code st_mode} that say the type, as POSIX has them. */
    int mode() {
        return mode;
    }
}
