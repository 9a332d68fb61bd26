// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

/**
 * The rights that {@code fd_fdstat_get} reports. Nothing here depends on rights: what a guest can do is determined by the
 * objects that it has. wasi-libc reads them, though.
 *
 * @see <a href="https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#rights">WASI preview 1, rights</a>
 */
final class Rights {
    static final long FD_READ = 1L << 1;
    static final long FD_WRITE = 1L << 6;

    private static final long FD_SEEK = 1L << 2;
    private static final long FD_TELL = 1L << 5;
    private static final long FD_ADVISE = 1L << 7;
    private static final long FD_ALLOCATE = 1L << 8;
    private static final long PATH_OPEN = 1L << 13;
    private static final long FD_READDIR = 1L << 14;
    private static final long PATH_FILESTAT_GET = 1L << 18;
    private static final long FD_FILESTAT_GET = 1L << 21;
    private static final long FD_FILESTAT_SET_SIZE = 1L << 22;
    private static final long FD_FILESTAT_SET_TIMES = 1L << 23;
    private static final long POLL_FD_READWRITE = 1L << 27;

    static final long STANDARD_INPUT = FD_READ | FD_FILESTAT_GET | POLL_FD_READWRITE;
    static final long STANDARD_OUTPUT = FD_WRITE | FD_FILESTAT_GET | POLL_FD_READWRITE;
    static final long FILE = FD_READ | FD_SEEK | FD_TELL | FD_ADVISE | FD_FILESTAT_GET | POLL_FD_READWRITE;
    /** The additional rights of a file that is open for writing. */
    static final long WRITING = FD_WRITE | FD_ALLOCATE | FD_FILESTAT_SET_SIZE | FD_FILESTAT_SET_TIMES;

    static final long DIRECTORY = PATH_OPEN | FD_READDIR | PATH_FILESTAT_GET | FD_FILESTAT_GET;

    /**
     * The rights that may be requested when a node in a directory is opened: all. wasi-libc removes other rights from its
     * request, and would open a file for reading that the guest wants to write, instead of failing.
     */
    static final long INHERITED_FROM_DIRECTORY = (1L << 30) - 1;

    private Rights() {}
}
