// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.PythonRunAssert.assertThat;

import dev.agentcore.execution.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With scratch, a program can write files under one quota; everything else stays read-only. */
class ScratchTest {
    private static final long MIB = 1 << 20;

    private static Python.Run run(String code) {
        return Python.given(code).runWithScratch(MIB);
    }

    @Test
    void filesAreWrittenReadAndChanged() {
        assertThat(run("""
                        import os, pathlib
                        with open("a.txt", "w") as file:
                            print(file.write("one\\ntwo\\n"))
                        with open("a.txt", "a") as file:
                            file.write("three\\n")
                        with open("a.txt", "r+") as file:
                            file.seek(4)
                            file.write("TWO")
                        print(open("a.txt").read().split(), os.path.getsize("a.txt"))
                        with open("a.txt", "w+b") as file:
                            file.write(bytes(10))
                            file.seek(3)
                            print(file.truncate(), file.read(), file.seek(0, 2))
                        os.truncate("a.txt", 5)
                        print(open("a.txt", "rb").read())
                        pathlib.Path("/tmp/b").write_text("b")
                        os.makedirs("x/y/z")
                        os.rename("/tmp/b", "x/y/b")
                        os.replace("a.txt", "x/y/b")
                        print(os.listdir("/tmp"), sorted(os.listdir("x/y")), os.path.getsize("x/y/b"))
                        """)).succeeded().printed("""
                        8
                        ['one', 'TWO', 'three'] 14
                        3 b'' 3
                        b'\\x00\\x00\\x00\\x00\\x00'
                        [] ['b', 'z'] 5
                        """);
    }

    @Test
    void filesOfTheRequestCanBeChangedAndAreNotTheQuotas() {
        assertThat(Python.given("""
                        import os
                        with open("data/big.txt", "r+") as file:
                            file.write("X")
                            file.seek(5000)
                            file.write("Y")
                        text = open("data/big.txt").read()
                        print(len(text), text[:3], text[4999:5002], text.count("a"))
                        os.truncate("data/big.txt", 6000)
                        os.truncate("data/big.txt", 6002)
                        print(open("data/big.txt", "rb").read()[5998:])
                        os.remove("data/big.txt")
                        os.rmdir("data")
                        print(os.listdir("."))
                        """).file("data/big.txt", "a".repeat(100_000)).runWithScratch(20_000))
                .succeeded()
                .printed("""
                        100000 Xaa aYa 99998
                        b'aa\\x00\\x00'
                        ['main.py']
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "open('/new.txt', 'w')",
                "open('/lib/python3.13/os.pyc', 'r+b')",
                "open('/lib/new.txt', 'x')",
                "os.open('/lib/python3.13/os.pyc', os.O_WRONLY)",
                "os.open('/lib/python3.13/os.pyc', os.O_RDONLY | os.O_TRUNC)",
                "os.write(os.open('/lib/python3.13/os.pyc', os.O_RDONLY), b'x')",
                "os.mkdir('/new')",
                "os.rmdir('/tmp')",
                "os.rename('/workspace', '/other')",
                "os.rename('/lib/python3.13/os.pyc', '/tmp/os.pyc')",
                "os.rename('mine', '/lib/mine')",
                "os.remove('/lib/python3.13/os.pyc')",
                "os.utime('/lib/python3.13/os.pyc')",
                "os.symlink('x', '/lib/x')",
                "os.link('mine', '/lib/mine')",
            })
    void elsewhereAllIsReadOnly(String expression) {
        assertThat(run("""
                        import os
                        open("mine", "w").close()
                        try:
                            %s
                        except OSError as error:
                            print(error.errno, error.strerror)
                        """.formatted(expression))).succeeded().printed("30 Read-only file system\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FileExistsError: open('file', 'x')",
                "FileExistsError: os.mkdir('folder')",
                "FileExistsError: os.mkdir('file')",
                "FileNotFoundError: open('missing/file', 'w')",
                "FileNotFoundError: os.remove('missing')",
                "FileNotFoundError: os.rename('missing', 'x')",
                "IsADirectoryError: open('folder', 'w')",
                "IsADirectoryError: os.remove('folder')",
                "IsADirectoryError: os.rename('file', 'folder')",
                "IsADirectoryError: open('new/', 'w')",
                "NotADirectoryError: os.rmdir('file')",
                "NotADirectoryError: os.rename('folder', 'file')",
                "NotADirectoryError: open('file/x', 'w')",
                "NotADirectoryError: os.rename('file', 'new/')",
                "OSError 39: os.rmdir('folder')",
                "OSError 39: os.rename('empty', 'folder')",
                "OSError 22: os.rename('folder', 'folder/inner/x')",
                "OSError 22: os.rmdir('empty/.')",
                "OSError 36: open('n' * 256, 'w')",
                "OSError 36: os.mkdir('\\u00fc' * 128)",
                "OSError 9: os.write(os.open('file', os.O_RDONLY), b'x')",
                "OSError 9: os.read(os.open('file', os.O_WRONLY), 1)",
                "OSError 27: os.pwrite(os.open('file', os.O_WRONLY), b'x', 1 << 43)",
                "OSError 27: os.truncate('file', (1 << 43) + 1)",
                "OSError 22: os.truncate('file', -1)",
                "PermissionError: os.symlink('/etc/passwd', 'link')",
                "PermissionError: os.link('file', 'link')",
            })
    void failsAsOnARealFileSystem(String errorAndExpression) {
        String error = errorAndExpression.substring(0, errorAndExpression.indexOf(": "));
        String expression = errorAndExpression.substring(errorAndExpression.indexOf(": ") + 2);
        assertThat(run("""
                        import os
                        open("file", "w").close()
                        os.makedirs("folder/inner")
                        os.mkdir("empty")
                        try:
                            %s
                        except OSError as error:
                            print(type(error).__name__, error.errno)
                        """.formatted(expression))).succeeded().stdout().startsWith(error);
    }

    @Test
    void moreThanTheQuotaIsAnErrorThatTheProgramCanCatch() {
        assertThat(run("""
                        import os
                        written = 0
                        try:
                            with open("big", "wb", buffering=0) as file:
                                while True:
                                    written += file.write(bytes(10_000))
                        except OSError as error:
                            print(error)
                        print(900_000 < written < 1 << 20, os.path.getsize("big") == written)
                        os.remove("big")
                        print(open("other", "wb").write(bytes(900_000)))
                        """)).succeeded().printed("""
                        [Errno 28] No space left on device
                        True True
                        900000
                        """);
    }

    @Test
    void anUncaughtQuotaErrorIsFilesExceeded() {
        assertThat(run("open('big', 'wb').write(bytes(1 << 21))"))
                .ended(Outcome.SCRATCH_EXCEEDED)
                .hasExitCode(1);
        assertThat(run("raise OSError(28, 'No space left on device')")).ended(Outcome.EXCEPTION);
    }

    @Test
    void aMillionEmptyFilesAreBounded() {
        assertThat(Python.given("""
                        count = 0
                        try:
                            for i in range(1_000_000):
                                open(f"/tmp/{i}", "w").close()
                                count += 1
                        except OSError as error:
                            print(error.errno, count)
                        """).runWithScratch(MIB)).succeeded().printed("28 1024\n");
    }

    @Test
    void noQuotaIsLargeEnoughForMoreThan65536Files() {
        assertThat(Python.given("""
                        import os
                        count = 0
                        try:
                            while True:
                                os.mkdir(f"/tmp/{count}")
                                count += 1
                        except OSError as error:
                            print(error.errno, count)
                        os.rmdir("/tmp/0")
                        os.mkdir("/tmp/again")
                        """).runWithScratch(256 * MIB)).succeeded().printed("28 65536\n");
    }

    @Test
    void whatIsRemovedMakesRoomHoweverOften() {
        assertThat(run("""
                        import os
                        for i in range(3000):
                            os.mkdir("folder")
                            with open("folder/file", "wb") as file:
                                file.write(bytes(100_000))
                                os.rename("folder/file", "other")
                                if i % 2:
                                    os.remove("other")
                            os.rmdir("folder")
                        print(os.listdir("."))
                        """)).succeeded().printed("['main.py']\n");
    }

    @Test
    void whatIsUnlinkedLivesUntilItIsClosed() {
        assertThat(run("""
                        import os
                        file = open("gone", "w+b")
                        os.remove("gone")
                        file.write(bytes(900_000))
                        file.flush()
                        print(os.listdir("."), file.seek(899_999), file.read())
                        try:
                            open("other", "wb").write(bytes(500_000))
                        except OSError as error:
                            print(error.errno)
                        file.close()
                        os.remove("other")
                        print(open("other", "wb").write(bytes(900_000)))
                        """)).succeeded().printed("""
                        ['main.py'] 899999 b'\\x00'
                        28
                        900000
                        """);
    }

    @Test
    void holesTakeNoRoom() {
        assertThat(run("""
                        import os
                        with open("sparse", "w+b") as file:
                            file.seek(1 << 40)
                            file.write(b"end")
                            file.seek((1 << 40) - 5)
                            print(file.read(), os.fstat(file.fileno()).st_size)
                            file.truncate(1 << 42)
                            print(file.seek(0, 2))
                            file.truncate(10)
                            file.seek(0)
                            print(file.read())
                        """)).succeeded().printed("""
                        b'\\x00\\x00\\x00\\x00\\x00end' 1099511627779
                        4398046511104
                        b'\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00'
                        """);
    }

    @Test
    void aListingThatGoesOnWhileEntriesGoHasAllOthersOnce() {
        assertThat(run("""
                        import os
                        for i in range(500):
                            open(f"{i:03}", "w").close()
                        seen = []
                        for entry in os.scandir("."):
                            seen.append(entry.name)
                            os.remove(entry.name)
                        print(len(seen), len(set(seen)), os.listdir("."))
                        """)).succeeded().printed("501 501 []\n");
    }

    @Test
    void appendingGoesToTheEndWhereverThatIs() {
        assertThat(run("""
                        import os
                        fd = os.open("log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
                        other = os.open("log", os.O_RDWR)
                        os.write(fd, b"a")
                        os.lseek(fd, 0, 0)
                        os.write(other, b"xyz")
                        os.write(fd, b"b")
                        print(open("log").read(), os.pread(other, 2, 1))
                        """)).succeeded().printed("xyzb b'yz'\n");
    }

    @Test
    void openDescriptorsAreBounded() {
        assertThat(run("""
                        import os
                        open("f", "w").close()
                        fds = []
                        try:
                            while True:
                                fds.append(os.open("f", os.O_RDWR))
                        except OSError as error:
                            print(error.errno, len(fds))
                        try:
                            open("new", "w")
                        except OSError as error:
                            pass
                        print(os.path.exists("new"))
                        """)).succeeded().printed("24 252\nFalse\n");
    }

    @Test
    void timesAreKeptAndSet() {
        assertThat(run("""
                        import os, time
                        open("f", "w").close()
                        print(abs(os.stat("f").st_mtime - time.time()) < 60)
                        os.utime("f", (1, 1234567890.5))
                        print(os.stat("f").st_mtime)
                        os.utime("f")
                        print(os.stat("f").st_mtime > 1234567891)
                        """)).succeeded().printed("True\n1234567890.5\nTrue\n");
    }

    @Test
    void modulesThatAreWrittenCanBeImported() {
        assertThat(run("""
                        import os, sys
                        open("helper.py", "w").write("answer = 42")
                        import helper
                        print(helper.answer, os.listdir("."))
                        """)).succeeded().printed("42 ['main.py', 'helper.py']\n");
    }

    @Test
    void tempfileWorks() {
        assertThat(run("""
                        import os, shutil, tempfile
                        with tempfile.TemporaryFile() as file:
                            file.write(b"x")
                        with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
                            print(os.path.dirname(file.name), os.path.exists(file.name))
                        with tempfile.TemporaryDirectory() as folder:
                            os.makedirs(folder + "/a/b")
                            open(folder + "/a/b/c", "w").write("c")
                            shutil.copytree(folder + "/a", folder + "/d")
                        with tempfile.SpooledTemporaryFile(max_size=10) as file:
                            file.write(bytes(100))
                        print(tempfile.gettempdir(), os.listdir("/tmp"))
                        print(os.path.isdir(tempfile.mkdtemp()), os.path.isfile(tempfile.mkstemp()[1]))
                        """)).succeeded().printed("""
                        /tmp True
                        /tmp []
                        True True
                        """);
    }

    @Test
    void oneRunsScratchIsNotTheNexts() {
        run("open('/tmp/secret', 'w').write('secret')");
        assertThat(run("import os; print(os.listdir('/tmp'), os.listdir('/workspace'))"))
                .succeeded()
                .printed("[] ['main.py']\n");
    }
}
