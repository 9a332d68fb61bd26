// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.PythonRunAssert.assertThat;

import dev.agentcore.execution.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused says what is not there, why, and what works instead. */
class RefusalsTest {
    private static final long SCRATCH = 1 << 20;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    torch    | this image does not have it, and nothing can be installed; use math or statistics instead
                    numpy    | this image does not have it, and nothing can be installed; use array, math or statistics instead
                    pandas   | this image does not have it, and nothing can be installed; use csv, sqlite3 or statistics instead
                    yaml     | this image does not have it, and nothing can be installed; use json, tomllib or configparser instead
                    pytest   | this image does not have it, and nothing can be installed; use unittest or doctest instead
                    requests | this image does not have it, and nothing can be installed; a run has no network; give the program \
                    its data as files or standard input
                    pip      | nothing can be installed in this sandbox; use the modules that the image has
                    ctypes   | it is not in this sandbox: no native code can be loaded; use struct, array or memoryview for binary data
                    tkinter  | it is not in this sandbox: there is no display; use print, or write a file such as an SVG image
                    """)
    void aPackageThatIsNotThereNamesWhatIs(String name, String text) {
        assertThat(Python.run("import " + name)).raised("""
                        Traceback (most recent call last):
                          File "main.py", line 1, in <module>
                            import %1$s
                        ModuleNotFoundError: No module named '%1$s': %2$s
                        """.formatted(name, text));
        assertThat(Python.run("""
                        import importlib.util
                        try:
                            import %s.part
                        except ImportError as error:
                            print(error, error.name)
                        """.formatted(name)))
                .printed("No module named '%1$s': %2$s %1$s\n".formatted(name, text));
    }

    @Test
    void whetherAPackageIsThereCanBeAsked() {
        assertThat(Python.run("""
                        import importlib.util
                        print(importlib.util.find_spec("torch"), importlib.util.find_spec("nosuch"))
                        """)).succeeded().printed("None None\n");
    }

    @Test
    void anUnknownModuleKeepsPythonsTextAndIsExplainedWhenNobodyCatchesIt() {
        assertThat(Python.run("import nosuch"))
                .raised("""
                        Traceback (most recent call last):
                          File "main.py", line 1, in <module>
                            import nosuch
                        ModuleNotFoundError: No module named 'nosuch'
                        This image has no module 'nosuch', and nothing can be installed; the program's own modules are given to \
                        the run as files.
                        """)
                .raised(
                        "ModuleNotFoundError",
                        "No module named 'nosuch'\nThis image has no module 'nosuch', and nothing can be installed;"
                                + " the program's own modules are given to the run as files.",
                        1);
        assertThat(Python.run("""
                        try:
                            import nosuch
                        except ImportError as error:
                            print(error)
                        """)).succeeded().printed("No module named 'nosuch'\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!pip install torch", "%pip install torch", "pip install torch"})
    void aShellCommandIsToldFromASlip(String line) {
        assertThat(Python.run(line)).ended(Outcome.EXCEPTION).stderr().endsWith("""
                        SyntaxError: invalid syntax
                        A shell command is no Python, and no command runs here: leave the line out. Nothing can be installed; use the \
                        modules that the image has.
                        """);
        assertThat(Python.run("x = = 1")).stderr().endsWith("SyntaxError: invalid syntax\n");
    }

    @Test
    void aCommandIsRefused() {
        assertThat(Python.run("""
                        import errno, os
                        try:
                            os.system("ls")
                        except OSError as error:
                            print(error.errno == errno.ENOTSUP, error.strerror)
                        """)).succeeded().printed("""
                        True no processes in this sandbox; do it in Python, side by side with concurrent.futures.ThreadPoolExecutor
                        """);
    }

    @Test
    void aConnectionIsRefused() {
        String text = "this sandbox has no network; give the program its data as files or standard input";
        assertThat(Python.run("""
                        import errno, socket, ssl, urllib.request
                        try:
                            socket.create_connection(("10.0.0.1", 80), 3)
                        except OSError as error:
                            print(error.errno == errno.ENETUNREACH, error.strerror)
                        try:
                            socket.getaddrinfo("example.com", 443)
                        except socket.gaierror as error:
                            print(error)
                        for address in "http://example.com/", "https://10.0.0.1/":
                            try:
                                urllib.request.urlopen(address)
                            except OSError as error:
                                print(type(error).__name__, error.reason.strerror)
                        """)).succeeded().printed("""
                        True %1$s
                        [Errno -4] cannot look up 'example.com': %1$s
                        URLError cannot look up 'example.com': %1$s
                        URLError %1$s
                        """.formatted(text));
    }

    @Test
    void inputWithoutInputIsExplained() {
        assertThat(Python.run("input()")).raised("""
                        Traceback (most recent call last):
                          File "main.py", line 1, in <module>
                            input()
                            ~~~~~^^
                        EOFError: EOF when reading a line
                        Standard input is at its end: give the run more of it, or set the values in the program.
                        """);
        assertThat(Python.given("print(input('name? '))").stdin("Ada\n").run())
                .succeeded()
                .printed("name? Ada\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"open('/etc/passwd')", "open('../etc/passwd')", "__import__('os').listdir('/home')"})
    void aFileOfTheMachineIsExplained(String expression) {
        assertThat(Python.run(expression))
                .ended(Outcome.EXCEPTION)
                .stderr()
                .endsWith("'\nA run sees no files of the machine: its own are in /workspace.\n");
        assertThat(Python.given(expression).runWithScratch(SCRATCH))
                .ended(Outcome.EXCEPTION)
                .stderr()
                .endsWith("'\nA run sees no files of the machine: its own are in /workspace and /tmp.\n");
    }

    @Test
    void aFileThatCannotBeWrittenIsExplained() {
        assertThat(Python.run("open('a.txt', 'w')"))
                .ended(Outcome.EXCEPTION)
                .stderr()
                .endsWith(
                        "'a.txt'\nThis run can write no files, it has no scratch (limits.scratch_bytes is 0): print the result instead.\n");
        assertThat(Python.given("open('/a.txt', 'w')").runWithScratch(SCRATCH))
                .ended(Outcome.EXCEPTION)
                .stderr()
                .endsWith(
                        "'/a.txt'\nWhat is given to a run and the library are only read: write files of other names to /workspace or"
                                + " /tmp.\n");
        assertThat(Python.run("open('a.txt')")).stderr().endsWith("No such file or directory: 'a.txt'\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytearray(10**9)",
                "bytearray(2**31 - 1)",
                "[0] * (2**29)",
                "'a' * (2**31 - 100)",
                "list(range(10**9))",
                "x = []\nwhile True: x.append(bytearray(10**5))",
                "x = 'a'\nwhile True: x += x",
                "__import__('sqlite3').connect(':memory:').execute('select zeroblob(900000000)').fetchall()",
            })
    void memoryEndsTheSameWayInOneStepAndInMany(String code) {
        assertThat(Python.run(code)).ended(Outcome.MEMORY_EXCEEDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"raise MemoryError", "raise MemoryError()", "compile('-' * 100_000 + '1', '', 'eval')"})
    void otherMemoryErrorsAreExceptions(String code) {
        assertThat(Python.run(code)).ended(Outcome.EXCEPTION);
    }

    @Test
    void anErrorOfTheProgramsOwnIsLeftAlone() {
        assertThat(Python.run("raise EOFError('done')")).raised("EOFError", "done", 1);
        assertThat(Python.run("""
                        class Odd(OSError):
                            @property
                            def filename(self):
                                raise KeyError("odd")
                        raise Odd("odd")
                        """)).raised("Odd", "odd", 5);
    }
}
