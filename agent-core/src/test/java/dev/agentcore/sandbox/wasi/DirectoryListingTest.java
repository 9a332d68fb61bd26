// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.execution.Bytes;
import dev.agentcore.sandbox.fs.Errno;
import dev.agentcore.sandbox.fs.ErrnoException;
import dev.agentcore.sandbox.fs.FileContent;
import dev.agentcore.sandbox.fs.FileTreeBuilder;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DirectoryListingTest {
    private static final int RESULT = 512;
    private static final int BUFFER = 1024;
    private static final int HEADER = 24;

    private final RawGuest guest = new RawGuest();

    private record Listed(long next, long inode, String name, int type) {}

    @ParameterizedTest(name = "in a buffer of {0} bytes")
    @ValueSource(ints = {35, 36, 50, 100, 4096})
    void listsInOrderHoweverSmallTheBuffer(int size) {
        assertThat(listAll(RawGuest.WORKSPACE, size))
                .extracting(Listed::name)
                .containsExactly(".", "..", "data.txt", "empty", "größe.txt");
    }

    @Test
    void tellsKindsAndNumbersButNotWhatIsAbove() {
        List<Listed> entries = listAll(RawGuest.WORKSPACE, 4096);
        assertThat(entries).extracting(Listed::type).containsExactly(3, 3, 4, 3, 4);
        assertThat(entries).extracting(Listed::inode).containsExactly(1L, 1L, 2L, 3L, 4L);
        List<Listed> empty = listAll(guest.open(RawGuest.WORKSPACE, "empty"), 4096);
        assertThat(empty).extracting(Listed::inode).containsExactly(3L, 3L);
    }

    @Test
    void fillsTheBufferWhileThereIsMoreAndNothingBehindTheEnd() {
        for (int size : new int[] {0, 1, 23, 24, 25, 60}) {
            assertThat(list(RawGuest.WORKSPACE, size, 0)).isEqualTo(size);
        }
        assertThat(list(RawGuest.WORKSPACE, 100, 5)).isZero();
        assertThat(list(RawGuest.WORKSPACE, 100, -1)).isZero();
        assertThat(list(RawGuest.WORKSPACE, 100, Long.MAX_VALUE)).isZero();
    }

    @Test
    void listsDirectoriesOnlyIntoMemory() {
        int file = guest.open(RawGuest.WORKSPACE, "data.txt");
        assertThat(guest.errno("fd_readdir", file, BUFFER, 100, 0, RESULT)).isEqualTo(Errno.NOTDIR.code());
        assertThat(guest.errno("fd_readdir", 99, BUFFER, 100, 0, RESULT)).isEqualTo(Errno.BADF.code());
        assertThat(guest.errno("fd_readdir", 3, BUFFER, RawGuest.MEMORY_END, 0, RESULT))
                .isEqualTo(Errno.FAULT.code());
        assertThat(guest.errno("fd_readdir", 3, BUFFER, 100, 0, -4)).isEqualTo(Errno.FAULT.code());
    }

    private int list(int fd, int size, long cookie) {
        guest.call("fd_readdir", fd, BUFFER, size, cookie, RESULT);
        return guest.memory().readInt(RESULT);
    }

    /** As wasi-libc does it: from the last whole entry's cookie on, until a listing leaves some of the buffer free. */
    private List<Listed> listAll(int fd, int size) {
        var entries = new ArrayList<Listed>();
        long cookie = 0;
        int used;
        do {
            used = list(fd, size, cookie);
            int at = 0;
            int before = entries.size();
            while (at + HEADER <= used) {
                int nameLength = guest.memory().readInt(BUFFER + at + 16);
                if (at + HEADER + nameLength > used) {
                    break;
                }
                cookie = guest.memory().readLong(BUFFER + at);
                entries.add(new Listed(
                        cookie,
                        guest.memory().readLong(BUFFER + at + 8),
                        guest.text(BUFFER + at + HEADER, nameLength),
                        guest.memory().readByte(BUFFER + at + 20)));
                at += HEADER + nameLength;
            }
            assertThat(used < size || entries.size() > before).as("progress").isTrue();
        } while (used == size);
        return entries;
    }

    @Test
    void aLargeDirectoryIsListedFromAnyCookieAtOnce() throws ErrnoException {
        var builder = new FileTreeBuilder(RawGuest.MODIFIED);
        for (int i = 0; i < 10_000; i++) {
            builder.add("file%05d".formatted(i), FileContent.of(Bytes.empty()));
        }
        var listing =
                new DirectoryListing(builder.build(), new Descriptors(Bytes.empty(), List.of(), new SecureRandom()));
        var memory = new WasiMemory(guest.memory());
        assertThat(listing.write(10_001, memory, BUFFER, 1000)).isEqualTo(HEADER + 9);
        assertThat(guest.text(BUFFER + HEADER, 9)).isEqualTo("file09999");
    }
}
