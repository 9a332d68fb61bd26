// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.PythonRunAssert.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program can read the library and its own files, and can write nothing. */
class ReadOnlyFilesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "open('new.txt', 'w')",
                "open('data.txt', 'w')",
                "open('data.txt', 'a')",
                "open('data.txt', 'r+')",
                "open('/new.txt', 'x')",
                "open('/lib/python3.13/os.pyc', 'wb')",
                "os.mkdir('folder')",
                "os.makedirs('a/b/c')",
                "os.remove('data.txt')",
                "os.remove('/lib/python3.13/os.pyc')",
                "os.rmdir('/workspace')",
                "os.rename('data.txt', 'other.txt')",
                "os.replace('data.txt', '/lib/data.txt')",
                "os.truncate('data.txt', 0)",
                "os.utime('data.txt')",
                "os.link('data.txt', 'other.txt')",
                "pathlib.Path('new.txt').write_text('x')",
                "pathlib.Path('data.txt').unlink()",
                "shutil.rmtree('/lib')",
                "shutil.copy('data.txt', 'other.txt')",
            })
    void refusesWriting(String expression) {
        assertThat(Python.given("""
                                import os, pathlib, shutil
                                try:
                                    %s
                                except OSError as error:
                                    print(error.errno, error.strerror)
                                print(open("data.txt").read())
                                """.formatted(expression))
                        .file("data.txt", "kept")
                        .run())
                .succeeded()
                .printed("30 Read-only file system\nkept\n");
    }

    @Test
    void saysWhereThereIsNoFile() {
        assertThat(Python.run("open('missing.txt')")).raised("""
                        Traceback (most recent call last):
                          File "main.py", line 1, in <module>
                            open('missing.txt')
                            ~~~~^^^^^^^^^^^^^^^
                        FileNotFoundError: [Errno 2] No such file or directory: 'missing.txt'
                        """);
    }

    @Test
    void readsInAllWays() {
        assertThat(Python.given("""
                                import glob, os, pathlib
                                print(open("a/1.txt").readlines(), open("a/1.txt", "rb").read())
                                with open("a/1.txt") as file:
                                    file.seek(4)
                                    print(repr(file.read(3)), file.tell())
                                print(os.path.getsize("a/1.txt"), os.path.isdir("a"), os.path.exists("b"))
                                print(sorted(glob.glob("**/*.txt", recursive=True)), sorted(os.listdir("a")))
                                print([(top, sorted(files)) for top, _, files in os.walk(".")])
                                print(pathlib.Path("a/../a/2.txt").resolve(), pathlib.Path("a/2.txt").read_text())
                                """)
                        .file("a/1.txt", "one\ntwo\n")
                        .file("a/2.txt", "2")
                        .run())
                .succeeded()
                .printed("""
                        ['one\\n', 'two\\n'] b'one\\ntwo\\n'
                        'two' 7
                        8 True False
                        ['a/1.txt', 'a/2.txt'] ['1.txt', '2.txt']
                        [('.', ['main.py']), ('./a', ['1.txt', '2.txt'])]
                        /workspace/a/2.txt 2
                        """);
    }

    @Test
    void hasNoTemporaryFolder() {
        assertThat(Python.run("""
                        import tempfile
                        try:
                            tempfile.TemporaryFile()
                        except FileNotFoundError as error:
                            print(error)
                        """))
                .succeeded()
                .stdout()
                .isEqualTo("[Errno 2] No temporary directory: this run has no scratch (limits.scratch_bytes is 0)\n");
    }
}
