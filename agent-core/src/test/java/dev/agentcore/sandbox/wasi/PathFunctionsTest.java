// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.sandbox.fs.Errno;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PathFunctionsTest {
    private static final int RESULT = 512;
    private static final int PATH = 1024;
    private static final int OTHER_PATH = 2048;
    private static final int CREATE = 1;
    private static final int DIRECTORY = 2;
    private static final int EXCLUSIVE = 4;
    private static final int TRUNCATE = 8;

    private final RawGuest guest = new RawGuest();

    @ParameterizedTest
    @CsvSource({
        "os.pyc, SUCCESS",
        "json, SUCCESS",
        "json/, SUCCESS",
        "json//decoder.pyc, SUCCESS",
        "./json/./decoder.pyc, SUCCESS",
        "json/../os.pyc, SUCCESS",
        "json/.., SUCCESS",
        "., SUCCESS",
        "./, SUCCESS",
        "missing, NOENT",
        "missing/, NOENT",
        "missing/x, NOENT",
        "missing/../os.pyc, NOENT",
        "missing/., NOENT",
        "'', NOENT",
        "os.pyc/, NOTDIR",
        "os.pyc/., NOTDIR",
        "os.pyc/x, NOTDIR",
        "os.pyc/.., NOTDIR",
        ".., NOTCAPABLE",
        "../lib/os.pyc, NOTCAPABLE",
        "json/../../workspace/data.txt, NOTCAPABLE",
        "/lib/os.pyc, NOTCAPABLE",
        "/, NOTCAPABLE",
        "//, NOTCAPABLE",
        "json\\..\\os.pyc, NOENT"
    })
    void pathsAreWalkedInsideTheirDirectory(String path, Errno expected) {
        assertThat(open(RawGuest.LIB, path, 0, Rights.FD_READ)).isEqualTo(expected.code());
        assertThat(stat(RawGuest.LIB, path)).isEqualTo(expected.code());
    }

    @Test
    void aDirectoryThatTheGuestOpenedIsARootToo() {
        int json = guest.open(RawGuest.LIB, "json");
        assertThat(open(json, "decoder.pyc", 0, Rights.FD_READ)).isZero();
        assertThat(open(json, "../os.pyc", 0, Rights.FD_READ)).isEqualTo(Errno.NOTCAPABLE.code());
        assertThat(stat(json, ".")).isZero();
        assertThat(guest.memory().readLong(RESULT)).isEqualTo(RawGuest.LIB);
    }

    @Test
    void pathsAreUtf8WithoutNulAndNotTooLong() {
        assertThat(stat(RawGuest.WORKSPACE, "größe.txt")).isZero();
        guest.memory().writeBytes(PATH, new byte[] {(byte) 0xc3, 'x'}, 0, 2);
        assertThat(guest.errno("path_filestat_get", 3, 0, PATH, 2, RESULT)).isEqualTo(Errno.ILSEQ.code());
        guest.memory().writeBytes(PATH, "\ud800".getBytes(StandardCharsets.UTF_16BE), 0, 2);
        assertThat(guest.errno("path_filestat_get", 3, 0, PATH, 2, RESULT)).isEqualTo(Errno.ILSEQ.code());
        guest.put(PATH, "os\0.pyc");
        assertThat(guest.errno("path_filestat_get", 3, 0, PATH, 7, RESULT)).isEqualTo(Errno.INVAL.code());
        guest.put(PATH, "./".repeat(3000));
        assertThat(guest.errno("path_filestat_get", 3, 0, PATH, 4096, RESULT)).isZero();
        assertThat(guest.errno("path_filestat_get", 3, 0, PATH, 4097, RESULT)).isEqualTo(Errno.NAMETOOLONG.code());
        assertThat(guest.errno("path_filestat_get", 3, 0, RawGuest.MEMORY_END - 1, 2, RESULT))
                .isEqualTo(Errno.FAULT.code());
    }

    @Test
    void theBaseMustBeADirectory() {
        int file = guest.open(RawGuest.WORKSPACE, "data.txt");
        assertThat(open(file, "x", 0, Rights.FD_READ)).isEqualTo(Errno.NOTDIR.code());
        assertThat(open(1, "x", 0, Rights.FD_READ)).isEqualTo(Errno.NOTDIR.code());
        assertThat(open(99, "x", 0, Rights.FD_READ)).isEqualTo(Errno.BADF.code());
    }

    @Test
    void statDescribesFilesAndDirectories() {
        assertThat(stat(RawGuest.LIB, "json/decoder.pyc")).isZero();
        assertThat(guest.memory().readByte(RESULT + 16)).isEqualTo(FileType.REGULAR_FILE.code());
        assertThat(guest.memory().readLong(RESULT + 32)).isEqualTo(7);
        assertThat(stat(RawGuest.LIB, "json")).isZero();
        assertThat(guest.memory().readByte(RESULT + 16)).isEqualTo(FileType.DIRECTORY.code());
    }

    @ParameterizedTest
    @CsvSource({
        // What Python's open() asks for: r+, w, a, x
        "data.txt, 0, ROFS",
        "data.txt, 9, ROFS",
        "data.txt, 1, ROFS",
        "data.txt, 5, EXIST",
        "new.txt, 0, NOENT",
        "new.txt, 9, ROFS",
        "new.txt, 1, ROFS",
        "new.txt, 5, ROFS",
        "missing/new.txt, 9, NOENT",
        "data.txt/new.txt, 9, NOTDIR",
        "../new.txt, 9, NOTCAPABLE",
        "empty, 9, ISDIR",
        "empty, 0, ISDIR",
        "empty, 2, SUCCESS",
        "data.txt, 2, NOTDIR"
    })
    void filesCannotBeOpenedForWriting(String path, int flags, Errno expected) {
        assertThat(open(RawGuest.WORKSPACE, path, flags, Rights.FD_READ | Rights.FD_WRITE))
                .isEqualTo(expected.code());
    }

    @Test
    void flagsAloneChangeNothingEither() {
        assertThat(open(RawGuest.WORKSPACE, "new.txt", CREATE, Rights.FD_READ)).isEqualTo(Errno.ROFS.code());
        assertThat(open(RawGuest.WORKSPACE, "data.txt", TRUNCATE, Rights.FD_READ))
                .isEqualTo(Errno.ROFS.code());
        assertThat(open(RawGuest.WORKSPACE, "empty", TRUNCATE, Rights.FD_READ)).isEqualTo(Errno.ISDIR.code());
        assertThat(open(RawGuest.WORKSPACE, "data.txt", CREATE, Rights.FD_READ)).isZero();
        assertThat(open(RawGuest.WORKSPACE, "data.txt", CREATE | EXCLUSIVE, Rights.FD_READ))
                .isEqualTo(Errno.EXIST.code());
        assertThat(open(RawGuest.WORKSPACE, "empty", DIRECTORY, 0)).isZero();
        assertThat(open(RawGuest.WORKSPACE, "data.txt", 16, Rights.FD_READ)).isEqualTo(Errno.INVAL.code());
        guest.put(PATH, "data.txt");
        assertThat(guest.errno("path_open", 4, 0, PATH, 8, 0, Rights.FD_READ, 0, 32, RESULT))
                .isEqualTo(Errno.INVAL.code());
    }

    @Test
    void aDescriptorThatCannotBeReturnedIsNotOpened() {
        guest.put(PATH, "data.txt");
        assertThat(guest.errno("path_open", 4, 0, PATH, 8, 0, Rights.FD_READ, 0, 0, RawGuest.MEMORY_END - 3))
                .isEqualTo(Errno.FAULT.code());
        assertThat(guest.open(RawGuest.WORKSPACE, "data.txt")).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "path_create_directory, new, ROFS",
        "path_create_directory, data.txt, EXIST",
        "path_create_directory, missing/new, NOENT",
        "path_create_directory, ../new, NOTCAPABLE",
        "path_remove_directory, empty, ROFS",
        "path_remove_directory, data.txt, NOTDIR",
        "path_remove_directory, missing, NOENT",
        "path_remove_directory, ., ROFS",
        "path_unlink_file, data.txt, ROFS",
        "path_unlink_file, empty, ISDIR",
        "path_unlink_file, missing, NOENT"
    })
    void directoriesAndFilesAreNeitherMadeNorRemoved(String function, String path, Errno expected) {
        assertThat(guest.errnoOfPath(function, RawGuest.WORKSPACE, path)).isEqualTo(expected.code());
    }

    @ParameterizedTest
    @CsvSource({
        "data.txt, new, ROFS, ROFS",
        "missing, new, NOENT, NOENT",
        "data.txt, missing/new, NOENT, NOENT",
        "data.txt, empty, ROFS, EXIST",
        "data.txt, ../new, NOTCAPABLE, NOTCAPABLE"
    })
    void filesAreNeitherRenamedNorLinked(String from, String to, Errno renamed, Errno linked) {
        guest.put(PATH, from).put(OTHER_PATH, to);
        assertThat(guest.errno("path_rename", 4, PATH, from.length(), 4, OTHER_PATH, to.length()))
                .isEqualTo(renamed.code());
        assertThat(guest.errno("path_link", 4, 0, PATH, from.length(), 4, OTHER_PATH, to.length()))
                .isEqualTo(linked.code());
    }

    @Test
    void thereAreNoSymbolicLinks() {
        guest.put(PATH, "/etc/passwd").put(OTHER_PATH, "new");
        assertThat(guest.errno("path_symlink", PATH, 11, 4, OTHER_PATH, 3)).isEqualTo(Errno.ROFS.code());
        guest.put(OTHER_PATH, "data.txt");
        assertThat(guest.errno("path_symlink", PATH, 11, 4, OTHER_PATH, 8)).isEqualTo(Errno.EXIST.code());
        assertThat(guest.errno("path_readlink", 4, OTHER_PATH, 8, 4096, 10, RESULT))
                .isEqualTo(Errno.INVAL.code());
        assertThat(guest.errno("path_readlink", 4, OTHER_PATH, 4, 4096, 10, RESULT))
                .isEqualTo(Errno.NOENT.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.txt", "empty"})
    void timesAreNotSet(String path) {
        guest.put(PATH, path);
        assertThat(guest.errno("path_filestat_set_times", 4, 0, PATH, path.length(), 0, 0, 0))
                .isEqualTo(Errno.ROFS.code());
        assertThat(guest.errno("path_filestat_set_times", 4, 0, PATH, 2, 0, 0, 0))
                .isEqualTo(Errno.NOENT.code());
    }

    private int open(int directory, String path, int flags, long rights) {
        guest.put(PATH, path);
        int length = path.getBytes(StandardCharsets.UTF_8).length;
        return guest.errno("path_open", directory, 1, PATH, length, flags, rights, 0, 0, RESULT);
    }

    private int stat(int directory, String path) {
        guest.put(PATH, path);
        int length = path.getBytes(StandardCharsets.UTF_8).length;
        return guest.errno("path_filestat_get", directory, 1, PATH, length, RESULT);
    }
}
