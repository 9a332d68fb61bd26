// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.sandbox.fs.Errno;
import org.junit.jupiter.api.Test;

/** What the host has besides WASI answers any arguments, and bounds what it gives. */
class PosixFunctionsTest {
    private static final int RESULT = 1000;
    private static final int PATH = 2000;

    private final RawGuest guest = RawGuest.withScratch(new byte[0]);

    @Test
    void duplicatesShareTheirOffset() {
        int file = guest.openForWriting(RawGuest.SCRATCH, "file");
        guest.call("fd_duplicate", file, -1, RESULT);
        int copy = guest.memory().readInt(RESULT);
        guest.put(3000, "abc").putVectors(3100, 3000, 3);
        guest.call("fd_write", file, 3100, 1, RESULT).call("fd_write", copy, 3100, 1, RESULT);
        guest.call("fd_tell", file, RESULT);
        assertThat(guest.memory().readInt(RESULT)).isEqualTo(6);
        guest.call("fd_close", file).call("fd_tell", copy, RESULT).call("fd_close", copy);
    }

    @Test
    void anUnlinkedFileIsKeptUntilItsLastDuplicateIsClosed() {
        int file = guest.openForWriting(RawGuest.SCRATCH, "file");
        guest.call("fd_allocate", file, 0, 100_000).call("fd_duplicate", file, -1, RESULT);
        int copy = guest.memory().readInt(RESULT);
        assertThat(guest.errnoOfPath("path_unlink_file", RawGuest.SCRATCH, "file"))
                .isZero();
        guest.call("fd_close", file);
        assertThat(used()).isGreaterThan(100_000);
        guest.call("fd_close", copy);
        assertThat(used()).isZero();
    }

    @Test
    void aPipeEndsWithTheLastDuplicateOfItsWriter() {
        guest.call("pipe", RESULT);
        int reader = guest.memory().readInt(RESULT);
        int writer = guest.memory().readInt(RESULT + Integer.BYTES);
        guest.call("fd_duplicate", writer, -1, RESULT);
        int copy = guest.memory().readInt(RESULT);
        guest.put(3000, "abc").putVectors(3100, 3000, 3);
        guest.call("fd_close", writer).call("fd_write", copy, 3100, 1, RESULT).call("fd_read", reader, 3100, 1, RESULT);
        assertThat(guest.memory().readInt(RESULT)).isEqualTo(3);
        assertThat(guest.errno("fd_read", reader, 3100, 1, RESULT)).isEqualTo(Errno.AGAIN.code());
        guest.call("fd_duplicate", reader, copy, RESULT).call("fd_read", reader, 3100, 1, RESULT);
        assertThat(guest.memory().readInt(RESULT)).isZero();
    }

    @Test
    void aPipeIsToldFromOthersByItsStatus() {
        guest.call("pipe", RESULT);
        int reader = guest.memory().readInt(RESULT);
        int writer = guest.memory().readInt(RESULT + Integer.BYTES);
        guest.call("pipe", RESULT);
        int other = guest.memory().readInt(RESULT);
        guest.call("fd_filestat_get", reader, RESULT);
        assertThat(guest.memory().readInt(RESULT + 16) >>> 16).isEqualTo(0010600);
        long inode = guest.memory().readLong(RESULT + 8);
        assertThat(inode(writer)).isEqualTo(inode);
        assertThat(inode(other)).isNotEqualTo(inode);
    }

    @Test
    void wrongDescriptorsAreRefused() {
        for (int fd : new int[] {99, 256, -1, Integer.MIN_VALUE}) {
            assertThat(guest.errno("fd_duplicate", fd, -1, RESULT)).isEqualTo(Errno.BADF.code());
            assertThat(guest.errno("fd_set_mode", fd, 0)).isEqualTo(Errno.BADF.code());
            assertThat(guest.errno("fd_space", fd, RESULT)).isEqualTo(Errno.BADF.code());
        }
        assertThat(guest.errno("fd_duplicate", 1, 256, RESULT)).isEqualTo(Errno.BADF.code());
        assertThat(guest.errno("fd_duplicate", 1, Integer.MAX_VALUE, RESULT)).isEqualTo(Errno.BADF.code());
        assertThat(guest.errno("fd_duplicate", 1, RawGuest.LIB, RESULT)).isEqualTo(Errno.NOTSUP.code());
    }

    @Test
    void descriptorsEnd() {
        int made = 0;
        while (guest.errno("fd_duplicate", 1, -1, RESULT) == 0) {
            made++;
        }
        assertThat(made).isEqualTo(250);
        assertThat(guest.errno("fd_duplicate", 1, -1, RESULT)).isEqualTo(Errno.MFILE.code());
    }

    @Test
    void addressesOutsideTheMemoryAreRefused() {
        for (long address : new long[] {RawGuest.MEMORY_END - 3, 0xffff_ffffL}) {
            assertThat(guest.errno("fd_duplicate", 1, -1, address)).isEqualTo(Errno.FAULT.code());
            assertThat(guest.errno("pipe", address)).isEqualTo(Errno.FAULT.code());
            assertThat(guest.errno("fd_space", RawGuest.SCRATCH, address)).isEqualTo(Errno.FAULT.code());
            assertThat(guest.errno("path_set_mode", RawGuest.SCRATCH, address, 10, 0))
                    .isEqualTo(Errno.FAULT.code());
            assertThat(guest.errno("path_space", RawGuest.SCRATCH, address, 10, RESULT))
                    .isEqualTo(Errno.FAULT.code());
        }
    }

    @Test
    void permissionsAreTheOwnScratchsOnly() {
        guest.put(PATH, "os.pyc");
        assertThat(guest.errno("path_set_mode", RawGuest.LIB, PATH, 6, 0)).isEqualTo(Errno.ROFS.code());
        assertThat(guest.errno("fd_set_mode", 1, 0)).isEqualTo(Errno.PERM.code());
        int file = guest.openForWriting(RawGuest.SCRATCH, "file");
        guest.call("fd_set_mode", file, -1).call("fd_filestat_get", file, RESULT);
        assertThat(guest.memory().readInt(RESULT + 16) >>> 16).isEqualTo(0107777);
    }

    @Test
    void theCreationModeCountsOnce() {
        guest.call("set_creation_mode", 0600);
        guest.openForWriting(RawGuest.SCRATCH, "a");
        guest.openForWriting(RawGuest.SCRATCH, "b");
        assertThat(mode("a")).isEqualTo(0100600);
        assertThat(mode("b")).isEqualTo(0100644);
    }

    private int mode(String name) {
        guest.put(PATH, name);
        guest.call("path_filestat_get", RawGuest.SCRATCH, 0, PATH, name.length(), RESULT);
        return guest.memory().readInt(RESULT + 16) >>> 16;
    }

    private long inode(int fd) {
        guest.call("fd_filestat_get", fd, RESULT);
        return guest.memory().readLong(RESULT + 8);
    }

    private long used() {
        guest.call("fd_space", RawGuest.SCRATCH, RESULT);
        return guest.memory().readLong(RESULT) - guest.memory().readLong(RESULT + 8);
    }
}
