// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.agentcore.execution.Bytes;
import dev.agentcore.sandbox.fs.Directory;
import dev.agentcore.sandbox.fs.Errno;
import dev.agentcore.sandbox.fs.ErrnoException;
import dev.agentcore.sandbox.fs.FileContent;
import dev.agentcore.sandbox.fs.FileNode;
import dev.agentcore.sandbox.fs.FileTreeBuilder;
import dev.agentcore.sandbox.fs.GuestPath;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class DescriptorFunctionsTest {
    private static final Descriptors.Access READING = new Descriptors.Access(true, false, false);
    private static final int RESULT = 512;
    private static final int BUFFER = 1024;

    private final RawGuest guest = new RawGuest();

    @Test
    void preopensAreFoundAsWasiLibcLooksForThem() {
        assertThat(preopen(3)).isEqualTo("/lib");
        assertThat(preopen(4)).isEqualTo("/workspace");
        for (int other : new int[] {0, 1, 2, 5}) {
            assertThat(guest.errno("fd_prestat_get", other, RESULT)).isEqualTo(Errno.BADF.code());
            assertThat(guest.errno("fd_prestat_dir_name", other, BUFFER, 100)).isEqualTo(Errno.BADF.code());
        }
        assertThat(guest.errno("fd_prestat_dir_name", 3, BUFFER, 3)).isEqualTo(Errno.NAMETOOLONG.code());
        assertThat(guest.errno("fd_prestat_get", guest.open(3, "json"), RESULT)).isEqualTo(Errno.BADF.code());
    }

    private String preopen(int fd) {
        guest.call("fd_prestat_get", fd, RESULT);
        assertThat(guest.memory().readByte(RESULT)).isZero();
        int length = guest.memory().readInt(RESULT + 4);
        guest.call("fd_prestat_dir_name", fd, BUFFER, length);
        return guest.text(BUFFER, length);
    }

    @Test
    void standardStreamsAreNoTerminals() {
        for (int stream : new int[] {0, 1, 2}) {
            guest.call("fd_fdstat_get", stream, RESULT);
            FileType type = stream == 0 ? FileType.REGULAR_FILE : FileType.UNKNOWN;
            assertThat(guest.memory().readByte(RESULT)).isEqualTo(type.code());
            assertThat(guest.memory().readShort(RESULT + 2)).isZero();
            guest.call("fd_filestat_get", stream, RESULT);
            assertThat(guest.memory().readByte(RESULT + 16)).isEqualTo(type.code());
        }
        guest.call("fd_fdstat_get", 1, RESULT);
        assertThat(guest.memory().readLong(RESULT + 8) & Rights.FD_WRITE).isNotZero();
    }

    @Test
    void directoriesLetWasiLibcAskForWritingAndFilesDoNotAllowIt() {
        guest.call("fd_fdstat_get", RawGuest.LIB, RESULT);
        assertThat(guest.memory().readByte(RESULT)).isEqualTo(FileType.DIRECTORY.code());
        assertThat(guest.memory().readLong(RESULT + 16)).isEqualTo((1L << 30) - 1);
        guest.call("fd_fdstat_get", guest.open(RawGuest.LIB, "os.pyc"), RESULT);
        assertThat(guest.memory().readByte(RESULT)).isEqualTo(FileType.REGULAR_FILE.code());
        assertThat(guest.memory().readLong(RESULT + 8) & Rights.FD_READ).isNotZero();
        assertThat(guest.memory().readLong(RESULT + 8) & Rights.FD_WRITE).isZero();
    }

    @Test
    void filesAndDirectoriesTellWhatTheyAre() {
        guest.call("fd_filestat_get", guest.open(RawGuest.WORKSPACE, "data.txt"), RESULT);
        assertThat(guest.memory().readLong(RESULT)).isEqualTo(RawGuest.WORKSPACE);
        assertThat(guest.memory().readByte(RESULT + 16)).isEqualTo(FileType.REGULAR_FILE.code());
        assertThat(guest.memory().readLong(RESULT + 24)).isEqualTo(1);
        assertThat(guest.memory().readLong(RESULT + 32)).isEqualTo(10);
        long modified = RawGuest.MODIFIED.getEpochSecond() * 1_000_000_000;
        assertThat(guest.memory().readLong(RESULT + 40)).isEqualTo(modified);
        assertThat(guest.memory().readLong(RESULT + 48)).isEqualTo(modified);
        assertThat(guest.memory().readLong(RESULT + 56)).isEqualTo(modified);
        guest.call("fd_filestat_get", RawGuest.LIB, RESULT);
        assertThat(guest.memory().readLong(RESULT)).isEqualTo(RawGuest.LIB);
        assertThat(guest.memory().readByte(RESULT + 16)).isEqualTo(FileType.DIRECTORY.code());
        assertThat(guest.errno("fd_filestat_get", 77, RESULT)).isEqualTo(Errno.BADF.code());
    }

    @Test
    void theLowestFreeNumberIsUsed() {
        int first = guest.open(RawGuest.LIB, "os.pyc");
        int second = guest.open(RawGuest.LIB, "os.pyc");
        assertThat(List.of(first, second)).containsExactly(5, 6);
        guest.call("fd_close", first);
        assertThat(guest.errno("fd_tell", first, RESULT)).isEqualTo(Errno.BADF.code());
        assertThat(guest.errno("fd_close", first)).isEqualTo(Errno.BADF.code());
        assertThat(guest.open(RawGuest.LIB, "json")).isEqualTo(5);
        guest.call("fd_close", 0);
        assertThat(guest.open(RawGuest.LIB, "json")).isZero();
    }

    @Test
    void atMost256AreOpen() {
        for (int i = 5; i < 256; i++) {
            assertThat(guest.open(RawGuest.LIB, "os.pyc")).isEqualTo(i);
        }
        guest.put(BUFFER, "os.pyc");
        assertThat(guest.errno("path_open", 3, 0, BUFFER, 6, 0, Rights.FD_READ, 0, 0, RESULT))
                .isEqualTo(Errno.MFILE.code());
    }

    @Test
    void aFileIsInflatedOnceHoweverOftenItIsOpen() throws ErrnoException {
        var made = new AtomicInteger();
        var content = new FileContent() {
            @Override
            public int size() {
                return 10;
            }

            @Override
            public byte[] bytes() {
                made.incrementAndGet();
                return new byte[10];
            }
        };
        Directory root =
                new FileTreeBuilder(RawGuest.MODIFIED).add("file", content).build();
        var descriptors = new Descriptors(Bytes.empty(), List.of(new Preopen("/", root)), new SecureRandom());
        FileNode file = new GuestPath("file").resolveExisting(root);
        assertThat(made).hasValue(0);
        int first = descriptors.open(3, file, READING);
        descriptors.close(descriptors.open(3, file, READING));
        descriptors.open(3, file, READING);
        assertThat(made).hasValue(1);
        descriptors.close(first);
        descriptors.open(3, file, READING);
        assertThat(made).hasValue(1);
    }

    @Test
    void preopensStayOpen() {
        assertThat(guest.errno("fd_close", 3)).isEqualTo(Errno.NOTSUP.code());
        assertThat(guest.open(RawGuest.LIB, "os.pyc")).isEqualTo(5);
        var many =
                new ArrayList<>(Collections.nCopies(254, new Preopen("/", new FileTreeBuilder(RawGuest.NOW).build())));
        assertThatIllegalArgumentException().isThrownBy(() -> new Descriptors(Bytes.empty(), many, new SecureRandom()));
    }

    @Test
    void onlyWhatTheGuestOpenedIsRenumbered() {
        int first = guest.open(RawGuest.LIB, "os.pyc");
        int second = guest.open(RawGuest.WORKSPACE, "data.txt");
        guest.call("fd_renumber", second, first);
        guest.call("fd_filestat_get", first, RESULT);
        assertThat(guest.memory().readLong(RESULT + 32)).isEqualTo(10);
        assertThat(guest.errno("fd_tell", second, RESULT)).isEqualTo(Errno.BADF.code());
        guest.call("fd_renumber", first, first).call("fd_tell", first, RESULT);
        for (int fixed : new int[] {0, 1, 2, 3, 4}) {
            assertThat(guest.errno("fd_renumber", first, fixed)).isEqualTo(Errno.NOTSUP.code());
            assertThat(guest.errno("fd_renumber", fixed, first)).isEqualTo(Errno.NOTSUP.code());
        }
        assertThat(guest.errno("fd_renumber", first, 99)).isEqualTo(Errno.BADF.code());
        assertThat(guest.errno("fd_renumber", 99, first)).isEqualTo(Errno.BADF.code());
    }

    @Test
    void nothingOpenCanBeChanged() {
        int file = guest.open(RawGuest.WORKSPACE, "data.txt");
        for (int fd : new int[] {file, RawGuest.LIB}) {
            assertThat(guest.errno("fd_allocate", fd, 0, 1)).isEqualTo(Errno.ROFS.code());
            assertThat(guest.errno("fd_filestat_set_size", fd, 0)).isEqualTo(Errno.ROFS.code());
            assertThat(guest.errno("fd_filestat_set_times", fd, 0, 0, 0)).isEqualTo(Errno.ROFS.code());
        }
        assertThat(guest.errno("fd_filestat_set_size", 1, 0)).isEqualTo(Errno.INVAL.code());
        assertThat(guest.errno("fd_fdstat_set_rights", file, 0, 0)).isEqualTo(Errno.NOTSUP.code());
        guest.call("fd_fdstat_set_flags", file, 0).call("fd_fdstat_set_flags", 1, 0);
        assertThat(guest.errno("fd_fdstat_set_flags", 1, 4)).isEqualTo(Errno.NOTSUP.code());
    }

    @Test
    void roomIsReservedAsFarAsThereIsSome() {
        var writer = RawGuest.withScratch(new byte[0]);
        int file = writer.openForWriting(RawGuest.SCRATCH, "file");
        writer.call("fd_allocate", file, 100, 1000);
        assertThat(size(writer, file)).isEqualTo(1100);
        writer.call("fd_allocate", file, 0, 1);
        assertThat(size(writer, file)).isEqualTo(1100);
        assertThat(writer.errno("fd_allocate", file, 0, RawGuest.QUOTA)).isEqualTo(Errno.NOSPC.code());
        assertThat(writer.errno("fd_allocate", file, 0, 1L << 42)).isEqualTo(Errno.NOSPC.code());
        assertThat(writer.errno("fd_allocate", file, 1, 1L << 43)).isEqualTo(Errno.FBIG.code());
        assertThat(writer.errno("fd_allocate", file, Long.MAX_VALUE, Long.MAX_VALUE))
                .isEqualTo(Errno.FBIG.code());
        assertThat(writer.errno("fd_allocate", file, 0, 0)).isEqualTo(Errno.INVAL.code());
        assertThat(writer.errno("fd_allocate", file, -1, 1)).isEqualTo(Errno.INVAL.code());
        assertThat(writer.errno("fd_allocate", RawGuest.SCRATCH, 0, 1)).isEqualTo(Errno.ISDIR.code());
        assertThat(size(writer, file)).isEqualTo(1100);
        writer.call("fd_filestat_set_size", file, 0).call("fd_allocate", file, 0, RawGuest.QUOTA * 9 / 10);
        assertThat(size(writer, file)).isEqualTo(RawGuest.QUOTA * 9 / 10);
    }

    private static long size(RawGuest guest, int file) {
        guest.call("fd_filestat_get", file, 1024);
        return guest.memory().readLong(1024 + 32);
    }

    @Test
    void adviceAndSynchronisationAreTaken() {
        int file = guest.open(RawGuest.WORKSPACE, "data.txt");
        guest.call("fd_advise", file, 0, 0, 5).call("fd_sync", file).call("fd_datasync", 1);
        assertThat(guest.errno("fd_advise", file, 0, 0, 6)).isEqualTo(Errno.INVAL.code());
        assertThat(guest.errno("fd_advise", 1, 0, 0, 0)).isEqualTo(Errno.SPIPE.code());
        assertThat(guest.errno("fd_sync", 99)).isEqualTo(Errno.BADF.code());
    }

    @Test
    void thereAreNoSockets() {
        for (int fd : new int[] {0, 3}) {
            assertThat(guest.errno("sock_accept", fd, 0, RESULT)).isEqualTo(Errno.NOTSOCK.code());
            assertThat(guest.errno("sock_recv", fd, 0, 0, 0, RESULT, RESULT)).isEqualTo(Errno.NOTSOCK.code());
            assertThat(guest.errno("sock_send", fd, 0, 0, 0, RESULT)).isEqualTo(Errno.NOTSOCK.code());
            assertThat(guest.errno("sock_shutdown", fd, 0)).isEqualTo(Errno.NOTSOCK.code());
        }
        assertThat(guest.errno("sock_shutdown", 99, 0)).isEqualTo(Errno.BADF.code());
    }
}
