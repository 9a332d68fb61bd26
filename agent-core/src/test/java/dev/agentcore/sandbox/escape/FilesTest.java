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
                open('/etc/passwd') | FileNotFoundError 44
                open('../../etc/passwd') | PermissionError 76
                open('/workspace/../etc/passwd') | FileNotFoundError 44
                open('/lib/../../etc/passwd') | PermissionError 76
                open('//etc/passwd') | FileNotFoundError 44
                open('/proc/self/mem') | FileNotFoundError 44
                open('/dev/zero') | FileNotFoundError 44
                open('/dev/stdin') | FileNotFoundError 44
                os.open('/..', os.O_RDONLY) | PermissionError 76
                os.listdir('/..') | PermissionError 76
                sorted(os.listdir('/')) | returned ['lib', 'workspace']
                os.open('..', os.O_RDONLY, dir_fd=3) | PermissionError 76
                os.open('lib/../../etc', os.O_RDONLY, dir_fd=3) | PermissionError 76
                os.chdir('/..') | PermissionError 76
                os.stat('data.txt/..') | NotADirectoryError 54
                open('a' * 5000) | OSError 37
                open(b'\\xff\\xfe') | OSError 25
                open('data.txt\\0') | ValueError
                open(1000) | OSError 8
                """);
    }

    @Test
    void nothingCanBeChanged() {
        Refusals.attempt(SERVER, """
                open('new', 'w') | OSError 69
                os.open('new', os.O_CREAT | os.O_RDWR) | OSError 69
                os.open('data.txt', os.O_WRONLY | os.O_TRUNC) | OSError 69
                os.open('data.txt', os.O_RDONLY | os.O_TRUNC) | OSError 69
                os.open('/lib/python3.13/os.pyc', os.O_RDWR) | OSError 69
                os.write(os.open('data.txt', os.O_RDONLY), b'x') | OSError 69
                os.pwrite(os.open('data.txt', os.O_RDONLY), b'x', 0) | OSError 69
                os.truncate('data.txt', 1 << 40) | OSError 69
                os.ftruncate(os.open('data.txt', os.O_RDONLY), 1 << 40) | OSError 69
                os.symlink('/etc/passwd', 'link') | OSError 69
                os.link('data.txt', 'hard') | OSError 69
                os.rename('data.txt', '/lib/x') | OSError 69
                os.rmdir('/lib') | OSError 69
                os.remove('data.txt') | OSError 69
                os.remove('/workspace') | IsADirectoryError 31
                os.unlink('/') | IsADirectoryError 31
                os.readlink('data.txt') | OSError 28
                open('data.txt').read() | returned 'kept'
                """);
    }

    @Test
    void sparseOffsetsCostNothing() {
        Refusals.attempt(SERVER, """
                os.lseek(os.open('data.txt', os.O_RDONLY), 1 << 40, 0) | returned 1099511627776
                os.pread(os.open('data.txt', os.O_RDONLY), 10, 1 << 62) | returned b''
                os.lseek(os.open('data.txt', os.O_RDONLY), -1, 0) | OSError 28
                """);
    }

    @Test
    void preopenedFoldersStayOpen() {
        Refusals.attempt(SERVER, """
                os.close(3) | OSError 58
                os.dup(3) | OSError 58
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
                        """)).completed("33 255\nTrue\n");
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
                        """)).completed("20000 []\n");
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
                        76 69 69 69 69 69 69 63 63 28 31
                        ['lib', 'tmp', 'workspace'] ['inner']
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
                        """))).completed("{51}\n");
    }

    private static PythonProgram withScratch(String code) {
        return PythonProgram.builder(code)
                .scratchBytes(1 << 20)
                .wallTime(Duration.ofSeconds(20))
                .build();
    }
}
