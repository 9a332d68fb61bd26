// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.PythonRunAssert.assertThat;

import org.junit.jupiter.api.Test;

/** Errors have the numbers, names and words of Linux. */
class ErrnoTest {
    @Test
    void numbersNamesAndWordsAgree() {
        assertThat(Python.run("""
                        import errno, os
                        for name in "EPERM ENOENT EINTR EBADF EAGAIN EWOULDBLOCK ENOMEM EACCES EEXIST ENOTDIR EINVAL ENOSPC".split():
                            number = getattr(errno, name)
                            print(number, name, errno.errorcode[number], os.strerror(number))
                        print(errno.ERANGE, errno.ENOTEMPTY, errno.ENOTSUP == errno.EOPNOTSUPP == 95, errno.ECONNREFUSED, errno.ETIMEDOUT)
                        print(len(errno.errorcode), hasattr(errno, "ENOTCAPABLE"), os.strerror(0), os.strerror(999))
                        """)).succeeded().printed("""
                        1 EPERM EPERM Operation not permitted
                        2 ENOENT ENOENT No such file or directory
                        4 EINTR EINTR Interrupted system call
                        9 EBADF EBADF Bad file descriptor
                        11 EAGAIN EAGAIN Resource temporarily unavailable
                        11 EWOULDBLOCK EAGAIN Resource temporarily unavailable
                        12 ENOMEM ENOMEM Cannot allocate memory
                        13 EACCES EACCES Permission denied
                        17 EEXIST EEXIST File exists
                        20 ENOTDIR ENOTDIR Not a directory
                        22 EINVAL EINVAL Invalid argument
                        28 ENOSPC ENOSPC No space left on device
                        34 39 True 111 110
                        130 False Success Unknown error 999
                        """);
    }

    @Test
    void exceptionsHaveTheirClassAndTheirNumber() {
        assertThat(Python.given("""
                        import os
                        def attempt(function, *arguments):
                            try:
                                function(*arguments)
                            except OSError as error:
                                print(type(error).__name__, error.errno, error)
                        open("file", "w").close()
                        os.makedirs("folder/inner")
                        attempt(open, "none")
                        attempt(os.mkdir, "folder")
                        attempt(os.listdir, "file")
                        attempt(open, "folder")
                        attempt(os.rmdir, "folder")
                        attempt(open, "/lib/new", "w")
                        attempt(os.close, 200)
                        attempt(open, "x" * 300, "w")
                        print(repr(OSError(2, "x")), repr(OSError(111, "x")), repr(OSError(110, "x")), repr(OSError(32, "x")))
                        """).runWithScratch(1 << 20)).succeeded().printed("""
                        FileNotFoundError 2 [Errno 2] No such file or directory: 'none'
                        FileExistsError 17 [Errno 17] File exists: 'folder'
                        NotADirectoryError 20 [Errno 20] Not a directory: 'file'
                        IsADirectoryError 21 [Errno 21] Is a directory: 'folder'
                        OSError 39 [Errno 39] Directory not empty: 'folder'
                        OSError 30 [Errno 30] Read-only file system: '/lib/new'
                        OSError 9 [Errno 9] Bad file descriptor
                        OSError 36 [Errno 36] File name too long: '%s'
                        FileNotFoundError(2, 'x') ConnectionRefusedError(111, 'x') TimeoutError(110, 'x') BrokenPipeError(32, 'x')
                        """.formatted("x".repeat(300)));
    }

    @Test
    void numbersOfOtherFunctionsAreLinuxsToo() {
        assertThat(Python.run("""
                        for code in ("2.0 ** 10000", "(-8) ** 0.5 and __import__('math').exp(1000)"):
                            try:
                                print(eval(code))
                            except OverflowError as error:
                                print(error)
                        """)).succeeded().printed("""
                        (34, 'Numerical result out of range')
                        math range error
                        """);
    }
}
