// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.PythonRunAssert.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a program finds around it. */
class EnvironmentTest {
    @Test
    void isPython3135OnWasi() {
        assertThat(Python.run("import sys\nprint(sys.version.split()[0], sys.platform, sys.implementation.name)"))
                .succeeded()
                .printed("3.13.15 wasi cpython\n");
    }

    @Test
    void hasTheArgumentsOfTheRequest() {
        assertThat(Python.given("import sys\nprint(sys.argv)")
                        .arguments("-v", "two words", "", "\u00e9")
                        .run())
                .succeeded()
                .printed("['main.py', '-v', 'two words', '', '\u00e9']\n");
    }

    @Test
    void hasTheVariablesOfTheRequestAndNoOthers() {
        assertThat(Python.run("import os\nprint(dict(os.environ))")).succeeded().printed("{}\n");
        assertThat(Python.given("import os\nprint(dict(os.environ), os.getenv('A'))")
                        .environment(Map.of("A", "x=\u00e9 y"))
                        .run())
                .succeeded()
                .printed("{'A': 'x=\u00e9 y'} x=\u00e9 y\n");
    }

    @Test
    void theProgramIsTheMainModule() {
        assertThat(Python.run("""
                        import sys
                        print(__name__, __file__, __doc__, __annotations__, __spec__, __builtins__)
                        print(sys.modules["__main__"].__dict__ is globals())
                        print(sorted(name for name in globals() if not name.startswith("__")))
                        """)).succeeded().printed("""
                        __main__ /workspace/main.py None {} None <module 'builtins' (built-in)>
                        True
                        ['sys']
                        """);
    }

    @Test
    void nothingOfOursIsUnderTheProgramOrAmongItsModules() {
        assertThat(Python.run("""
                        import inspect, sys, traceback
                        print(sys._getframe().f_back, len(inspect.stack()))
                        traceback.print_stack(file=sys.stdout)
                        print([name for name in sys.modules if "guest" in name], sys.path)
                        """)).succeeded().printed("""
                        None 1
                          File "main.py", line 3, in <module>
                            traceback.print_stack(file=sys.stdout)
                        [] ['/workspace', '/lib/python3.13']
                        """);
    }

    @Test
    void theWorkingDirectoryHasTheProgramsFiles() {
        assertThat(Python.given("""
                                import os, data.helper
                                print(os.getcwd(), sorted(os.listdir()), open("data/values.txt").read())
                                print(data.helper.VALUE, data.helper.__file__)
                                """)
                        .file("data/values.txt", "1 2 3")
                        .file("data/helper.py", "VALUE = 42")
                        .run())
                .succeeded()
                .printed("/workspace ['data', 'main.py'] 1 2 3\n42 /workspace/data/helper.py\n");
    }

    @Test
    void aFileHidesAModuleOfTheLibraryThatIsNotYetImported() {
        assertThat(Python.given("import colorsys\nprint(colorsys.MINE)")
                        .file("colorsys.py", "MINE = 1")
                        .run())
                .succeeded()
                .printed("1\n");
    }

    @Test
    void sourceCanBeInspected() {
        assertThat(Python.run("""
                        import inspect
                        def f(a):
                            return a  # as it is
                        class C:
                            x = 1
                        print(inspect.getsource(f) + inspect.getsource(C))
                        """)).succeeded().printed("""
                        def f(a):
                            return a  # as it is
                        class C:
                            x = 1

                        """);
    }

    @Test
    void definitionsCanBePickledAndTheirHintsResolved() {
        assertThat(Python.run("""
                        from __future__ import annotations
                        import dataclasses, enum, pickle, typing
                        @dataclasses.dataclass
                        class Node:
                            value: int
                            next: Node | None = None
                        class Colour(enum.Enum):
                            RED = 1
                        print(pickle.loads(pickle.dumps([Node(1, Node(2)), Colour.RED])))
                        print(typing.get_type_hints(Node))
                        """)).succeeded().printed("""
                        [Node(value=1, next=Node(value=2, next=None)), <Colour.RED: 1>]
                        {'value': <class 'int'>, 'next': __main__.Node | None}
                        """);
    }

    @Test
    void sourceIsUtf8WhateverItSaysOfItself() {
        assertThat(Python.run("# -*- coding: latin-1 -*-\nprint('h\u00e9')"))
                .succeeded()
                .printed("h\u00e9\n");
        assertThat(Python.run("\ufeffprint('marked')")).succeeded().printed("marked\n");
        assertThat(Python.run("print(1)\r\nprint('''a\r\nb''')\r\n"))
                .succeeded()
                .printed("1\na\nb\n");
    }

    @Test
    void hasTheBuiltinsOfTheSiteModule() {
        assertThat(Python.run("print(exit, quit, help, copyright is not None)"))
                .succeeded()
                .stdout()
                .startsWith("Use exit()");
        assertThat(Python.run("def add(a, b=2):\n    'Adds.'\nhelp(add)"))
                .succeeded()
                .printed("Help on function add in module __main__:\n\nadd(a, b=2)\n    Adds.\n\n");
    }

    @Test
    void clocksRun() {
        assertThat(Python.run("""
                        import datetime, time
                        began = time.monotonic()
                        time.sleep(0.02)
                        print(time.monotonic() - began >= 0.02, 0 < time.process_time() < 60)
                        print(datetime.datetime.now(datetime.timezone.utc).year >= 2024, time.tzname[0])
                        """)).succeeded().printed("True True\nTrue UTC\n");
    }
}
