// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.PythonRunAssert.assertThat;

import dev.agentcore.execution.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A program ends as {@code python main.py} ends. */
class ExitCodeTest {
    @ParameterizedTest
    @CsvSource({"'',0", "0,0", "7,7", "255,255", "256,0", "-1,255", "None,0", "True,1"})
    void isWhatTheProgramSays(String argument, int code) {
        assertThat(Python.run("import sys\nprint('x')\nsys.exit(" + argument + ")"))
                .exited(code)
                .printed("x\n")
                .complained("");
    }

    @Test
    void isOneForWhatIsNoNumberWhichIsPrinted() {
        assertThat(Python.run("import sys\nsys.exit('sorry')")).exited(1).complained("sorry\n");
        assertThat(Python.run("raise SystemExit([1, 2])")).exited(1).complained("[1, 2]\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit(3)", "quit(3)", "raise SystemExit(3)", "import os; os._exit(3)"})
    void canBeSaidInManyWays(String code) {
        assertThat(Python.run(code)).exited(3).complained("");
    }

    @Test
    void isOneForAnException() {
        assertThat(Python.run("1/0")).ended(Outcome.EXCEPTION).hasExitCode(1);
        assertThat(Python.run("def f(:")).ended(Outcome.EXCEPTION).hasExitCode(1);
    }

    @Test
    void isThatOfAnInterruptedProcessForKeyboardInterrupt() {
        assertThat(Python.run("raise KeyboardInterrupt")).hasExitCode(130).raised("""
                        Traceback (most recent call last):
                          File "main.py", line 1, in <module>
                            raise KeyboardInterrupt
                        KeyboardInterrupt
                        """);
    }

    @Test
    void isZeroForNoProgram() {
        assertThat(Python.run("")).succeeded().printed("");
        assertThat(Python.run("# only a comment")).succeeded().printed("");
        assertThat(Python.run("\n\n")).succeeded().printed("");
    }

    @Test
    void runsExitFunctionsLastFirst() {
        assertThat(Python.run("""
                        import atexit
                        atexit.register(print, "first")
                        atexit.register(print, "second")
                        print("end")
                        """)).succeeded().printed("end\nsecond\nfirst\n");
    }

    @Test
    void isNotChangedByExitFunctions() {
        assertThat(Python.run("""
                        import atexit, sys
                        atexit.register(print, "still")
                        atexit.register(lambda: sys.exit(5))
                        """))
                .exited(0)
                .printed("still\n")
                .stderr()
                .contains("Exception ignored in atexit callback", "SystemExit: 5");
    }

    @Test
    void runsFinalizersWithTheProgramsNamesStillThere() {
        assertThat(Python.run("""
                        import os
                        LABEL = "gone"
                        class Thing:
                            def __init__(self, name):
                                self.name = name
                            def __del__(self):
                                print(self.name, LABEL, os.sep)
                        thing = Thing("a")
                        cycle = Thing("b")
                        cycle.itself = cycle
                        print("end")
                        """)).succeeded().printed("end\na gone /\nb gone /\n");
    }

    @Test
    void runsFinalizersAfterAnException() {
        assertThat(Python.run("""
                        class Thing:
                            def __del__(self):
                                print("gone")
                        def f():
                            thing = Thing()
                            1/0
                        f()
                        """)).ended(Outcome.EXCEPTION).printed("gone\n");
    }

    @Test
    void finishesGenerators() {
        assertThat(Python.run("""
                        def g():
                            try:
                                yield
                            finally:
                                print("finally")
                        suspended = g()
                        next(suspended)
                        """)).succeeded().printed("finally\n");
    }

    @Test
    void warnsOfWhatWasNeverAwaited() {
        assertThat(Python.run("async def f(): pass\nleft = f()"))
                .exited(0)
                .stderr()
                .startsWith("<sys>:0: RuntimeWarning: coroutine 'f' was never awaited\n");
    }

    @Test
    void takesAHooksExit() {
        assertThat(Python.run("""
                        import sys
                        sys.excepthook = lambda *raised: sys.exit(5)
                        1/0
                        """)).exited(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "del sys.modules['__main__']",
                "sys.modules.clear()",
                "del sys.modules['builtins'], sys.modules['sys']",
                "sys.modules['__main__'] = 5",
                "del sys.stdout, sys.stderr",
                "sys.stdout = sys.stderr = None",
                "import atexit; atexit._run_exitfuncs = None",
            })
    void isZeroWhateverIsTakenFromTheInterpreter(String damage) {
        assertThat(Python.run("import sys\nprint('x', end='')\n" + damage))
                .succeeded()
                .printed("x");
    }
}
