// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.PythonRunAssert.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** An uncaught exception is shown as Python shows it, with the program's own frames and source lines. */
@Isolated("its deep stacks make each garbage collection slow, and other classes cause many")
final class TracebackTest {
    @Test
    void namesTheFileTheLinesAndTheFunctions() {
        assertThat(Python.run("""
                        def f(x):
                            return 1 / x

                        print("before")
                        f(0)
                        """)).printed("before\n").raised("""
                        Traceback (most recent call last):
                          File "main.py", line 5, in <module>
                            f(0)
                            ~^^^
                          File "main.py", line 2, in f
                            return 1 / x
                                   ~~^~~
                        ZeroDivisionError: division by zero
                        """).raised("ZeroDivisionError", "division by zero", 2);
    }

    @Test
    void showsWhatTheExceptionCameFrom() {
        assertThat(Python.run("""
                        try:
                            {}["k"]
                        except KeyError as error:
                            raise ValueError("no k") from error
                        """)).raised("""
                        Traceback (most recent call last):
                          File "main.py", line 2, in <module>
                            {}["k"]
                            ~~^^^^^
                        KeyError: 'k'

                        The above exception was the direct cause of the following exception:

                        Traceback (most recent call last):
                          File "main.py", line 4, in <module>
                            raise ValueError("no k") from error
                        ValueError: no k
                        """);
    }

    @Test
    void showsWhatWasBeingHandled() {
        assertThat(Python.run("""
                        try:
                            int("x")
                        except ValueError:
                            undefined
                        """)).raised("""
                        Traceback (most recent call last):
                          File "main.py", line 2, in <module>
                            int("x")
                            ~~~^^^^^
                        ValueError: invalid literal for int() with base 10: 'x'

                        During handling of the above exception, another exception occurred:

                        Traceback (most recent call last):
                          File "main.py", line 4, in <module>
                            undefined
                        NameError: name 'undefined' is not defined
                        """);
    }

    @Test
    void showsGroupsAndNotes() {
        assertThat(Python.run("""
                        inner = TypeError("b")
                        inner.add_note("a note")
                        raise ExceptionGroup("both", [ValueError("a"), inner])
                        """)).raised("""
                          + Exception Group Traceback (most recent call last):
                          |   File "main.py", line 3, in <module>
                          |     raise ExceptionGroup("both", [ValueError("a"), inner])
                          | ExceptionGroup: both (2 sub-exceptions)
                          +-+---------------- 1 ----------------
                            | ValueError: a
                            +---------------- 2 ----------------
                            | TypeError: b
                            | a note
                            +------------------------------------
                        """);
    }

    @Test
    void suggestsNames() {
        assertThat(Python.run("import math\nmath.sqr(2)")).raised("""
                        Traceback (most recent call last):
                          File "main.py", line 2, in <module>
                            math.sqr(2)
                            ^^^^^^^^
                        AttributeError: module 'math' has no attribute 'sqr'. Did you mean: 'sqrt'?
                        """);
    }

    @Test
    void leavesOutTheFramesOfTheStandardLibrary() {
        assertThat(Python.run("import json\njson.loads('{')"))
                .raised("""
                        Traceback (most recent call last):
                          File "main.py", line 2, in <module>
                            json.loads('{')
                            ~~~~~~~~~~^^^^^
                        json.decoder.JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
                        """)
                .raised(
                        "json.decoder.JSONDecodeError",
                        "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
                        2);
    }

    @Test
    void showsFramesOfTheProgramsOtherFiles() {
        assertThat(Python.given("import helper\nhelper.fail()")
                        .file("helper.py", "def fail():\n    raise LookupError('here')\n")
                        .run())
                .raised("""
                        Traceback (most recent call last):
                          File "main.py", line 2, in <module>
                            helper.fail()
                            ~~~~~~~~~~~^^
                          File "/workspace/helper.py", line 2, in fail
                            raise LookupError('here')
                        LookupError: here
                        """)
                .raised("LookupError", "here", 2);
    }

    @Test
    void shortensRecursion() {
        assertThat(Python.run("def f(n):\n    return f(n + 1)\n\nf(0)")).raised("""
                        Traceback (most recent call last):
                          File "main.py", line 4, in <module>
                            f(0)
                            ~^^^
                          File "main.py", line 2, in f
                            return f(n + 1)
                          File "main.py", line 2, in f
                            return f(n + 1)
                          File "main.py", line 2, in f
                            return f(n + 1)
                          [Previous line repeated 996 more times]
                        RecursionError: maximum recursion depth exceeded
                        """);
    }

    @Test
    void showsSyntaxErrorsWithoutATraceback() {
        assertThat(Python.run("print('never')\ndef f(:\n    pass"))
                .printed("")
                .complained("""
                          File "main.py", line 2
                            def f(:
                                  ^
                        SyntaxError: invalid syntax
                        """)
                .raised("SyntaxError", "invalid syntax (main.py, line 2)", 2);
    }

    @Test
    void showsTheLineOfWhatTheCompilerRefuses() {
        assertThat(Python.run("x = 1\nreturn x")).complained("""
                          File "main.py", line 2
                            return x
                            ^^^^^^^^
                        SyntaxError: 'return' outside function
                        """);
    }

    @Test
    void showsIndentationErrors() {
        assertThat(Python.run("def f():\npass")).complained("""
                          File "main.py", line 2
                            pass
                            ^^^^
                        IndentationError: expected an indented block after function definition on line 1
                        """);
        assertThat(Python.run("if 1:\n        x = 1\n\ty = 2\n"))
                .raised("TabError", "inconsistent use of tabs and spaces in indentation (main.py, line 3)", 3);
    }

    @Test
    void survivesAnExceptionThatCannotBeShown() {
        assertThat(Python.run("""
                        class Mute(Exception):
                            def __str__(self):
                                raise SystemExit(9)
                        raise Mute
                        """)).raised("""
                        Traceback (most recent call last):
                          File "main.py", line 4, in <module>
                            raise Mute
                        Mute: <exception str() failed>
                        """).raised("Mute", "<exception str() failed>", 4);
    }

    @Test
    void countsLinesAsPythonDoes() {
        assertThat(Python.run("a = 'x\fy'\f\n\f\nb = '\u2028'\r\n1/0")).raised("""
                        Traceback (most recent call last):
                          File "main.py", line 4, in <module>
                            1/0
                            ~^~
                        ZeroDivisionError: division by zero
                        """);
    }

    @Test
    void callsTheProgramsOwnHook() {
        assertThat(Python.run("""
                        import sys
                        sys.excepthook = lambda kind, error, traceback: print("hook:", error)
                        1/0
                        """))
                .printed("hook: division by zero\n")
                .complained("")
                .raised("ZeroDivisionError", "division by zero", 3);
    }

    @Test
    void saysWhatTheHookRaised() {
        assertThat(Python.run("""
                        import sys
                        sys.excepthook = None
                        1/0
                        """)).complained("""
                        Error in sys.excepthook:
                        TypeError: 'NoneType' object is not callable

                        Original exception was:
                        Traceback (most recent call last):
                          File "main.py", line 3, in <module>
                            1/0
                            ~^~
                        ZeroDivisionError: division by zero
                        """);
    }

    @Test
    void canBeAskedForByExitFunctions() {
        assertThat(Python.run("""
                        import atexit, sys
                        atexit.register(lambda: print(repr(sys.last_exc)))
                        1/0
                        """)).printed("ZeroDivisionError('division by zero')\n");
    }

    @Test
    void isReportedWhateverTheProgramDidToTheInterpreter() {
        assertThat(Python.run("""
                        import builtins, gc, json, traceback
                        gc.collect = json.dumps = traceback.TracebackException = traceback.clear_frames = None
                        builtins.str = builtins.len = builtins.list = builtins.isinstance = None
                        1/0
                        """))
                .raised("ZeroDivisionError", "", 0)
                .stderr()
                .startsWith("Traceback (most recent call last):\n  File \"main.py\", line 4, in <module>\n")
                .endsWith("ZeroDivisionError: division by zero\n");
    }
}
