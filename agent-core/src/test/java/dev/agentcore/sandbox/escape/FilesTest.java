// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.escape;

import static dev.agentcore.sandbox.escape.ResultAssert.assertThat;

import dev.agentcore.client.PythonProgram;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No path leads out of what a program was given, and nothing that it was given can be changed. */
@AttackSuite
final class FilesTest {
    @RegisterExtension
    static final AttackedServer SERVER = new AttackedServer();

    @Test
    void noPathLeadsOut() {
        Refusals.attempt(SERVER, """
                open('/etc/passwd') | FileNotFoundError 2
                open('../../etc/passwd') | PermissionError 13
                open('/workspace/../etc/passwd') | FileNotFoundError 2
                open('/lib/../../etc/passwd') | PermissionError 13
                open('//etc/passwd') | FileNotFoundError 2
                open('/proc/self/mem') | FileNotFoundError 2
                open('/dev/mem') | FileNotFoundError 2
                open('/dev/fd/../../../etc/passwd') | PermissionError 13
                open('/dev/fd/200') | FileNotFoundError 2
                open('/dev/null/x') | NotADirectoryError 20
                os.open('/..', os.O_RDONLY) | PermissionError 13
                os.listdir('/..') | PermissionError 13
                sorted(os.listdir('/')) | returned ['dev', 'lib', 'usr', 'workspace']
                os.open('..', os.O_RDONLY, dir_fd=3) | PermissionError 13
                os.open('lib/../../etc', os.O_RDONLY, dir_fd=3) | PermissionError 13
                os.chdir('/..') | PermissionError 13
                os.stat('data.txt/..') | NotADirectoryError 20
                open('a' * 5000) | OSError 36
                open(b'\\xff\\xfe') | OSError 84
                open('data.txt\\0') | ValueError
                open(1000) | OSError 9
                """);
    }

    @Test
    void nothingCanBeChanged() {
        Refusals.attempt(SERVER, """
                open('new', 'w') | OSError 30
                os.open('new', os.O_CREAT | os.O_RDWR) | OSError 30
                os.open('data.txt', os.O_WRONLY | os.O_TRUNC) | OSError 30
                os.open('data.txt', os.O_RDONLY | os.O_TRUNC) | OSError 30
                os.open('/lib/python3.13/os.pyc', os.O_RDWR) | OSError 30
                os.write(os.open('data.txt', os.O_RDONLY), b'x') | OSError 30
                os.pwrite(os.open('data.txt', os.O_RDONLY), b'x', 0) | OSError 30
                os.truncate('data.txt', 1 << 40) | OSError 30
                os.ftruncate(os.open('data.txt', os.O_RDONLY), 1 << 40) | OSError 30
                os.symlink('/etc/passwd', 'link') | OSError 30
                os.link('data.txt', 'hard') | OSError 30
                os.rename('data.txt', '/lib/x') | OSError 30
                os.rmdir('/lib') | OSError 30
                os.remove('data.txt') | OSError 30
                os.remove('/workspace') | IsADirectoryError 21
                os.unlink('/') | IsADirectoryError 21
                os.readlink('data.txt') | OSError 22
                open('data.txt').read() | returned 'kept'
                """);
    }

    @Test
    void sparseOffsetsCostNothing() {
        Refusals.attempt(SERVER, """
                os.lseek(os.open('data.txt', os.O_RDONLY), 1 << 40, 0) | returned 1099511627776
                os.pread(os.open('data.txt', os.O_RDONLY), 10, 1 << 62) | returned b''
                os.lseek(os.open('data.txt', os.O_RDONLY), -1, 0) | OSError 22
                """);
    }

    @Test
    void preopenedFoldersStayOpen() {
        Refusals.attempt(SERVER, """
                os.close(3) | OSError 95
                os.fstat(os.dup(3)).st_ino > 0 | returned True
                os.dup2(1, 3) | OSError 95
                os.fstat(3).st_ino > 0 | returned True
                open('data.txt').read() | returned 'kept'
                """);
    }

    @Test
    void noMoreThan256AreOpen() {
        assertThat(SERVER.attack("""
                        import os
                        descriptors = []
                        try:
                            while True:
                                descriptors.append(os.open("/lib/python3.13/os.pyc", os.O_RDONLY))
                        except OSError as error:
                            print(error.errno, max(descriptors))
                        for descriptor in descriptors:
                            os.close(descriptor)
                        print(len(open("/lib/python3.13/os.pyc", "rb").read()) > 1000)
                        """)).completed("24 255\nTrue\n");
    }

    @Test
    void aMillionFilesFailOneByOne() {
        assertThat(SERVER.attack("""
                        import os
                        refused = 0
                        for number in range(20_000):
                            try:
                                os.open(f"{number}", os.O_CREAT | os.O_WRONLY)
                            except OSError:
                                refused += 1
                        print(refused, os.listdir())
                        """)).completed("20000 ['main.py']\n");
    }

    /** With scratch, too, nothing but /workspace and /tmp changes, and no path out of them leads further than the guest's root. */
    @Test
    void scratchIsNoWayOut() {
        assertThat(SERVER.attack(withScratch("""
                        import os
                        def attempt(what):
                            try:
                                return what()
                            except OSError as error:
                                return error.errno
                        os.mkdir("inner")
                        print(
                            attempt(lambda: open("../../../../etc/passwd")),
                            attempt(lambda: open("/lib/python3.13/os.pyc", "r+b")),
                            attempt(lambda: os.rename("/lib/python3.13/os.pyc", "os.pyc")),
                            attempt(lambda: os.rename("inner", "/lib/inner")),
                            attempt(lambda: os.rename("inner", "/inner")),
                            attempt(lambda: os.rename("/tmp", "/workspace/tmp")),
                            attempt(lambda: os.rmdir("/tmp")),
                            attempt(lambda: os.symlink("/", "link")),
                            attempt(lambda: os.link("/lib/python3.13/os.pyc", "link")),
                            attempt(lambda: os.rename("inner", "inner/inner")),
                            attempt(lambda: os.remove("inner")),
                        )
                        print(sorted(os.listdir("/")), os.listdir())
                        """))).completed("""
                        13 30 30 30 30 30 30 1 1 22 21
                        ['dev', 'lib', 'tmp', 'usr', 'workspace'] ['main.py', 'inner']
                        """);
    }

    @Test
    void aScratchThatIsFullStaysBounded() {
        assertThat(SERVER.attack(withScratch("""
                        import os
                        errors = set()
                        for number in range(5_000):
                            try:
                                with open(f"/tmp/{number % 700}", "ab", buffering=0) as file:
                                    file.write(bytes(3_000))
                                    file.truncate(1 << 40)
                                    file.seek((1 << 40) - 1)
                                    file.write(b"x")
                            except OSError as error:
                                errors.add(error.errno)
                        print(errors)
                        """))).completed("{28}\n");
    }

    private static PythonProgram withScratch(String code) {
        return PythonProgram.builder(code)
                .scratchBytes(1 << 20)
                .wallTime(Duration.ofSeconds(20))
                .build();
    }
}
