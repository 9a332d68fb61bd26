// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.PythonRunAssert.assertThat;

import org.junit.jupiter.api.Test;

/** Files have the modes, owners, descriptors and devices that programs know from Linux. */
class PosixFilesTest {
    private static final long MIB = 1 << 20;

    private static Python.Run run(String code) {
        return Python.given(code).runWithScratch(MIB);
    }

    @Test
    void modesAreThoseOfTheMaskAndOfChmod() {
        assertThat(run("""
                        import os, stat
                        def mode(path):
                            return stat.filemode(os.stat(path).st_mode)
                        open("file", "w").close()
                        os.mkdir("folder")
                        print(mode("file"), mode("folder"), mode("/tmp"), mode("/lib"), mode("/lib/python3.13/os.pyc"))
                        os.chmod("file", 0o600)
                        with open("file") as file:
                            os.fchmod(file.fileno(), 0o640)
                            print(mode("file"))
                        print(oct(os.umask(0o077)), oct(os.umask(0o077)))
                        open("private", "w").close()
                        os.makedirs("a/b")
                        os.close(os.open("script", os.O_CREAT | os.O_WRONLY, 0o777))
                        print(mode("private"), mode("a/b"), mode("script"))
                        print(os.stat("file").st_uid == os.getuid() == os.geteuid(), os.getgid() == os.getegid())
                        try:
                            os.chmod("/lib", 0o777)
                        except OSError as error:
                            print(error)
                        """)).succeeded().printed("""
                        -rw-r--r-- drwxr-xr-x drwxrwxrwt dr-xr-xr-x -r--r--r--
                        -rw-r-----
                        0o22 0o77
                        -rw------- drwx------ -rwx------
                        True True
                        [Errno 30] Read-only file system: '/lib'
                        """);
    }

    @Test
    void filesCannotBeGivenAway() {
        assertThat(run("""
                        import os, shutil
                        open("file", "w").close()
                        own = os.getuid()
                        os.chown("file", own, own)
                        os.lchown("file", -1, own)
                        shutil.chown("file", "user", "user")
                        with open("file") as file:
                            os.chown(file.fileno(), -1, -1)
                            folder = os.open(".", os.O_RDONLY)
                            os.chown("file", own, -1, dir_fd=folder)
                            for attempt in (
                                lambda: os.chown("file", 0, -1),
                                lambda: os.fchown(file.fileno(), -1, 0),
                                lambda: os.chown("/lib", own, own),
                                lambda: os.chown("absent", own, own),
                                lambda: os.fchown(99, own, own),
                            ):
                                try:
                                    attempt()
                                except OSError as error:
                                    print(error)
                        """)).succeeded().printed("""
                        [Errno 1] Operation not permitted: 'file'
                        [Errno 1] Operation not permitted
                        [Errno 1] Operation not permitted: '/lib'
                        [Errno 2] No such file or directory: 'absent'
                        [Errno 9] Bad file descriptor
                        """);
    }

    @Test
    void severalBuffersAreReadAndWrittenAtOnce() {
        assertThat(run("""
                        import errno, os
                        file = os.open("file", os.O_RDWR | os.O_CREAT)
                        first, second = bytearray(3), bytearray(5)
                        print(os.writev(file, [b"ab", b"", b"cde"]), os.pwritev(file, [b"X", b"YZ"], 4), os.pread(file, 10, 0))
                        print(os.preadv(file, [first, second], 1), first, second, os.lseek(file, 0, os.SEEK_SET))
                        print(os.readv(file, [first, second]), first, second)
                        read, write = os.pipe()
                        print(os.writev(write, [b"12", b"345"]), os.readv(read, [first, second]), first, second[:2])
                        try:
                            os.posix_fadvise(99, 0, 0, os.POSIX_FADV_NORMAL)
                        except OSError as error:
                            print(error)
                        """)).succeeded().printed("""
                        5 3 b'abcdXYZ'
                        6 bytearray(b'bcd') bytearray(b'XYZ\\x00\\x00') 0
                        7 bytearray(b'abc') bytearray(b'dXYZ\\x00')
                        5 5 bytearray(b'123') bytearray(b'45')
                        [Errno 9] Bad file descriptor
                        """);
    }

    @Test
    void filesAreOpenedAsOnLinux() {
        assertThat(run("""
                        import os
                        os.close(os.open("empty", os.O_CREAT))
                        file = os.open("empty", 0)
                        print(os.read(file, 9), os.sysconf("SC_OPEN_MAX"))
                        try:
                            os.write(file, b"x")
                        except OSError as error:
                            print(error)
                        print(os.path.exists(""), os.access("", os.F_OK))
                        for attempt in open, os.listdir, os.stat, os.mkdir, os.chdir:
                            try:
                                attempt("")
                            except OSError as error:
                                print(error)
                        """)).succeeded().printed("""
                        b'' 256
                        [Errno 9] Bad file descriptor
                        False False
                        """ + "[Errno 2] No such file or directory: ''\n".repeat(5));
    }

    @Test
    void bothTimesAreKept() {
        assertThat(run("""
                        import os, shutil
                        def times(path):
                            status = os.stat(path)
                            return status.st_atime_ns, status.st_mtime_ns
                        open("file", "w").close()
                        print(times("file")[0] == times("file")[1])
                        os.utime("file", ns=(1_000_000_000, 2_000_000_001))
                        print(times("file"), open("file").read(), times("file"))
                        with open("file", "a") as file:
                            file.write("x")
                            file.flush()
                            os.utime(file.fileno(), (3, 4))
                        print(times("file"), times(shutil.copy2("file", "copy")))
                        """)).succeeded().printed("""
                        True
                        (1000000000, 2000000001)  (1000000000, 2000000001)
                        (3000000000, 4000000000) (3000000000, 4000000000)
                        """);
    }

    @Test
    void selectKnowsWhatIsOpen() {
        assertThat(run("""
                        import os, select
                        read, write = os.pipe()
                        print(select.select([read], [], [read], 0.01) == ([], [], []))
                        os.write(write, b"x")
                        print(select.select([read], [write], [read, write]) == ([read], [write], []))
                        os.close(read)
                        for sets in ([read], [], []), ([], [read], []), ([], [], [read]):
                            try:
                                select.select(*sets, 0)
                            except OSError as error:
                                print(error)
                        """)).succeeded().printed("""
                        True
                        True
                        """ + "[Errno 9] Bad file descriptor\n".repeat(3));
    }

    @Test
    void permissionsCount() {
        assertThat(run("""
                        import os
                        def attempt(function, *arguments):
                            try:
                                function(*arguments)
                                print("done")
                            except PermissionError as error:
                                print(error)
                        open("file", "w").write("text")
                        os.chmod("file", 0o400)
                        print(os.access("file", os.R_OK), os.access("file", os.W_OK), os.access("none", os.F_OK))
                        attempt(open, "file", "a")
                        os.chmod("file", 0)
                        attempt(open, "file")
                        os.mkdir("folder")
                        open("folder/inside", "w").close()
                        os.chmod("folder", 0o500)
                        attempt(os.remove, "folder/inside")
                        attempt(open, "folder/new", "w")
                        os.chmod("folder", 0o200)
                        attempt(os.listdir, "folder")
                        attempt(os.stat, "folder/inside")
                        os.chmod("folder", 0o700)
                        attempt(os.remove, "folder/inside")
                        print(os.access("/lib", os.W_OK), os.access("/lib", os.R_OK | os.X_OK))
                        """)).succeeded().printed("""
                        True False False
                        [Errno 13] Permission denied: 'file'
                        [Errno 13] Permission denied: 'file'
                        [Errno 13] Permission denied: 'folder/inside'
                        [Errno 13] Permission denied: 'folder/new'
                        [Errno 13] Permission denied: 'folder'
                        [Errno 13] Permission denied: 'folder/inside'
                        done
                        False True
                        """);
    }

    @Test
    void archivesKeepModes() {
        assertThat(run("""
                        import os, tarfile, zipfile, shutil
                        os.makedirs("site/css")
                        open("site/a.txt", "w").close()
                        os.chmod("site/a.txt", 0o750)
                        shutil.make_archive("site", "zip", "site")
                        print([oct(info.external_attr >> 16) for info in zipfile.ZipFile("site.zip").infolist()])
                        with tarfile.open("site.tar", "w") as archive:
                            archive.add("site")
                        print([(member.name, oct(member.mode)) for member in tarfile.open("site.tar")])
                        with tarfile.open("site.tar") as archive:
                            archive.extractall("copy", filter="data")
                        print(oct(os.stat("copy/site/a.txt").st_mode))
                        """)).succeeded().printed("""
                        ['0o40755', '0o100750']
                        [('site', '0o755'), ('site/a.txt', '0o750'), ('site/css', '0o755')]
                        0o100750
                        """);
    }

    @Test
    void descriptorsAreDuplicatedAndRedirected() {
        assertThat(run("""
                        import os, sys
                        saved = os.dup(1)
                        with open("captured", "w+") as target:
                            os.dup2(target.fileno(), 1)
                            print("into the file", flush=True)
                            os.write(1, b"and this\\n")
                            os.dup2(saved, 1)
                            os.close(saved)
                            target.seek(0)
                            print(target.read().splitlines())
                        one = os.open("captured", os.O_RDONLY)
                        two = os.dup(one)
                        print(os.read(one, 4), os.read(two, 5), os.lseek(one, 0, os.SEEK_CUR))
                        os.close(one)
                        print(os.read(two, 4))
                        try:
                            os.read(one, 1)
                        except OSError as error:
                            print(error)
                        """)).succeeded().printed("""
                        ['into the file', 'and this']
                        b'into' b' the ' 9
                        b'file'
                        [Errno 9] Bad file descriptor
                        """);
    }

    @Test
    void pipesAreDuplicatedToo() {
        assertThat(Python.run("""
                        import os, stat
                        reading, writing = os.pipe()
                        status = os.fstat(reading)
                        print(stat.S_ISFIFO(status.st_mode), os.path.sameopenfile(reading, writing), os.path.sameopenfile(1, writing))
                        saved = os.dup(1)
                        os.dup2(writing, 1)
                        os.close(writing)
                        print("into the pipe", flush=True)
                        os.set_blocking(1, False)
                        os.dup2(saved, 1)
                        print(os.read(reading, 100), os.read(reading, 100), os.get_blocking(1))
                        """)).succeeded().printed("""
                        True True False
                        b'into the pipe\\n' b'' True
                        """);
    }

    @Test
    void devicesAreThere() {
        assertThat(Python.given("""
                        import os, stat, sys, contextlib
                        with open(os.devnull, "w") as hole, contextlib.redirect_stdout(hole):
                            print("nothing")
                        print(open("/dev/null").read() == "", open("/dev/zero", "rb").read(3))
                        print(len(set(open("/dev/urandom", "rb").read(64))) > 8)
                        with open("/dev/stdout", "w") as out:
                            print("to stdout", file=out)
                        with open("/dev/fd/2", "w") as out:
                            print("to stderr", file=out)
                        print(open("/dev/stdin").read(), end="")
                        try:
                            with open("/dev/full", "w") as full:
                                full.write("x")
                        except OSError as error:
                            print(error)
                        print(stat.filemode(os.stat("/dev/null").st_mode), os.path.exists("/dev/fd/77"))
                        print(sorted(os.listdir("/dev")))
                        """).stdin("given\n").run())
                .exited(0)
                .complained("to stderr\n")
                .printed("""
                        True b'\\x00\\x00\\x00'
                        True
                        to stdout
                        given
                        [Errno 28] No space left on device
                        crw-rw-rw- False
                        ['fd', 'full', 'null', 'random', 'stderr', 'stdin', 'stdout', 'urandom', 'zero']
                        """);
    }

    @Test
    void standardInputIsAFileOfItsSize() {
        assertThat(Python.given("""
                        import os, stat, sys
                        status = os.fstat(0)
                        print(status.st_size, stat.S_ISREG(status.st_mode), stat.S_ISFIFO(os.fstat(1).st_mode))
                        print(os.read(0, 2), os.lseek(0, 0, os.SEEK_CUR), os.pread(0, 3, 1), sys.stdin.read())
                        print(sys.stdin.isatty(), sys.stdout.isatty())
                        """).stdin("12345").run()).succeeded().printed("""
                        5 True True
                        b'12' 2 b'234' 345
                        False False
                        """);
    }

    @Test
    void foldersAreWalkedByDescriptor() {
        assertThat(run("""
                        import os
                        os.makedirs("top/inner")
                        open("top/file", "w").write("123")
                        open("top/inner/deep", "w").close()
                        for path, folders, files, fd in os.fwalk("top"):
                            print(path, folders, files, sum(os.stat(name, dir_fd=fd).st_size for name in files))
                        """)).succeeded().printed("""
                        top ['inner'] ['file'] 3
                        top/inner [] ['deep'] 0
                        """);
    }

    @Test
    void theSpaceIsTheScratchs() {
        assertThat(run("""
                        import os, shutil
                        before = shutil.disk_usage("/workspace")
                        open("file", "wb").write(bytes(100_000))
                        after = shutil.disk_usage(".")
                        print(before.total, before.free, before.free - after.free > 100_000)
                        status = os.statvfs("/tmp")
                        print(status.f_frsize * status.f_blocks, status.f_namemax, status.f_flag)
                        """)).succeeded().printed("""
                        1048576 1048576 True
                        1048576 255 0
                        """);
    }
}
