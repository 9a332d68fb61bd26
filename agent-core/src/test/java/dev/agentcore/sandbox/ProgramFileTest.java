// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.PythonRunAssert.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program is a file of its working directory, and its modules come before the library's. */
class ProgramFileTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 20})
    void itsFileIsThere(long scratch) {
        assertThat(Python.given("""
                        import ast, os, sys
                        from pathlib import Path
                        here = Path(__file__)
                        print(here, here.exists(), here.name in os.listdir(here.parent), sys.argv)
                        print(len(ast.parse(here.read_text()).body), here.read_bytes()[:6])
                        os.chdir("/")
                        print(open(__file__).readline(), end="")
                        """).runWithScratch(scratch)).succeeded().printed("""
                        /workspace/main.py True True ['main.py']
                        7 b'import'
                        import ast, os, sys
                        """);
    }

    @Test
    void inspectShowsItsSource() {
        assertThat(Python.run("""
                        import inspect
                        def double(x):
                            return 2 * x  # twice
                        class Empty:
                            pass
                        print(inspect.getsource(double), inspect.getsource(Empty), sep="", end="")
                        print(inspect.getsourcelines(double)[1], inspect.getfile(Empty))
                        """)).succeeded().printed("""
                        def double(x):
                            return 2 * x  # twice
                        class Empty:
                            pass
                        2 /workspace/main.py
                        """);
    }

    @Test
    void theDebuggerTakesCommandsFromStandardInput() {
        assertThat(Python.given("""
                        x = 41
                        breakpoint()
                        print("now", x)
                        """).stdin("p x\nx = 1\nn\nc\n").run())
                .succeeded()
                .printed("""
                        > /workspace/main.py(2)<module>()
                        -> breakpoint()
                        (Pdb) 41
                        (Pdb) (Pdb) > /workspace/main.py(3)<module>()
                        -> print("now", x)
                        (Pdb) now 1
                        """);
    }

    @Test
    void aFileOfThatNameFromTheCallerStays() {
        assertThat(Python.given("print(open('main.py').read())")
                        .file("main.py", "the caller's")
                        .run())
                .succeeded()
                .printed("the caller's\n");
    }

    @Test
    void modulesOfTheProgramComeBeforeTheLibrarys() {
        assertThat(Python.given("""
                        import statistics, calendar, queue, math, logging.handlers, json
                        print(statistics.mine, calendar.mine, queue.mine, math.mine, json.decoder.mine)
                        import random
                        print(0 <= random.random() < 1, logging.handlers.SocketHandler.__name__)
                        """)
                        .file("statistics.py", "mine = 1")
                        .file("calendar.py", "mine = 2")
                        .file("queue/__init__.py", "mine = 3")
                        .file("math.py", "mine = 4")
                        .file("json/__init__.py", "from . import decoder")
                        .file("json/decoder.py", "mine = 5")
                        .run())
                .succeeded()
                .printed("""
                        1 2 3 4 5
                        True SocketHandler
                        """);
    }

    @Test
    void whatEveryPythonHasImportedStays() {
        assertThat(Python.given("import os, sys, encodings\nprint(os.sep, sys.byteorder, encodings.__name__)")
                        .file("os.py", "raise Exception")
                        .file("sys.py", "raise Exception")
                        .file("encodings.py", "raise Exception")
                        .run())
                .succeeded()
                .printed("/ little encodings\n");
    }
}
