// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

/** What a worker may do below a path: {@code LANDLOCK_ACCESS_FS_...}. */
enum Access {
    READ(Access.READ_FILE | Access.READ_FOLDER),
    READ_AND_EXECUTE(Access.READ_FILE | Access.READ_FOLDER | Access.EXECUTE),
    READ_AND_WRITE_DEVICE(Access.READ_FILE | Access.WRITE_FILE),
    /** No right to execute: it is for starting programs, and loading a library needs only the right to read. */
    OWN_FILES(Access.READ_FILE
            | Access.READ_FOLDER
            | Access.WRITE_FILE
            | Access.TRUNCATE
            | Access.MAKE_FILE
            | Access.MAKE_FOLDER
            | Access.REMOVE_FILE
            | Access.REMOVE_FOLDER);

    private static final long EXECUTE = 1;
    private static final long WRITE_FILE = 1 << 1;
    private static final long READ_FILE = 1 << 2;
    private static final long READ_FOLDER = 1 << 3;
    private static final long REMOVE_FOLDER = 1 << 4;
    private static final long REMOVE_FILE = 1 << 5;
    private static final long MAKE_FOLDER = 1 << 7;
    private static final long MAKE_FILE = 1 << 8;
    private static final long TRUNCATE = 1 << 14;
    /** {@code LANDLOCK_ACCESS_FS_IOCTL_DEV}. */
    private static final long DEVICE_CONTROL = 1 << 15;

    /** The rights that a file can have. The kernel refuses others for what is no folder. */
    private static final long OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | DEVICE_CONTROL;

    private final long rights;

    Access(long rights) {
        this.rights = rights;
    }

    /**
     * The rights as the kernel takes them.
     *
     * @param known the rights that the kernel knows
     */
    long rights(boolean isFolder, long known) {
        return rights & known & (isFolder ? -1 : OF_FILES);
    }
}
