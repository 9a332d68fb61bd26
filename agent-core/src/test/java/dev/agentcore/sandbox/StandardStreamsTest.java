// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.PythonRunAssert.assertThat;

import dev.agentcore.execution.Outcome;
import org.junit.jupiter.api.Test;

/** Standard input, output and error. */
class StandardStreamsTest {
    @Test
    void outputKeepsItsLastLine() {
        assertThat(Python.run("print('no newline', end='')")).succeeded().printed("no newline");
    }

    @Test
    void outputIsUtf8() {
        assertThat(Python.run("print('h\u00e9 \u65e5\u672c \\N{GRINNING FACE}')"))
                .succeeded()
                .printed("h\u00e9 \u65e5\u672c \ud83d\ude00\n");
    }

    @Test
    void outputIsOfTextAndBytesInTheirOrder() {
        assertThat(Python.run("""
                        import sys
                        print("text")
                        sys.stdout.buffer.write(b"bytes\\n")
                        sys.stdout.flush()
                        print("more")
                        """)).succeeded().printed("text\nbytes\nmore\n");
    }

    @Test
    void errorIsItsOwnStream() {
        assertThat(Python.run("import sys\nprint('out')\nprint('err', file=sys.stderr)"))
                .exited(0)
                .printed("out\n")
                .complained("err\n");
    }

    @Test
    void outputRefusesSurrogates() {
        assertThat(Python.run("print('\\ud800')"))
                .ended(Outcome.EXCEPTION)
                .raised(
                        "UnicodeEncodeError",
                        "'utf-8' codec can't encode character '\\ud800' in position 0: surrogates not allowed",
                        1);
    }

    @Test
    void outputCanBeReplaced() {
        assertThat(Python.run("""
                        import contextlib, io, sys
                        with contextlib.redirect_stdout(io.StringIO()) as captured:
                            print("inside")
                        print(repr(captured.getvalue()))
                        sys.stdout = io.StringIO()
                        print("lost")
                        """)).succeeded().printed("'inside\\n'\n");
    }

    @Test
    void outputCanBeClosed() {
        assertThat(Python.run("import sys\nprint('x')\nsys.stdout.close()"))
                .succeeded()
                .printed("x\n");
        assertThat(Python.run("import sys\nsys.stdout.close()\nprint('x')"))
                .ended(Outcome.EXCEPTION)
                .raised("ValueError", "I/O operation on closed file.", 3);
    }

    @Test
    void whatAWrapperOfTheProgramsHoldsIsWritten() {
        assertThat(Python.run("""
                        import io, sys
                        mine = io.TextIOWrapper(sys.stdout.buffer)
                        mine.write("held")
                        """)).succeeded().printed("held");
    }

    @Test
    void theExitCodeReportsOutputThatCouldNotBeWritten() {
        assertThat(Python.run("import sys\nsys.stdout.detach()")).exited(120).complained("""
                        Exception ignored on flushing sys.stdout:
                        ValueError: underlying buffer has been detached
                        """);
    }

    @Test
    void inputIsRead() {
        assertThat(Python.given("name = input('name? ')\nprint('hi', name)\nprint(repr(input()))")
                        .stdin("Ada\nlast line")
                        .run())
                .succeeded()
                .printed("name? hi Ada\n'last line'\n");
    }

    @Test
    void inputIsReadToItsEnd() {
        assertThat(Python.given("import sys\nprint([line.strip() for line in sys.stdin], repr(sys.stdin.read()))")
                        .stdin("1\n2\n3\n")
                        .run())
                .succeeded()
                .printed("['1', '2', '3'] ''\n");
    }

    @Test
    void inputMayBeLarge() {
        assertThat(Python.given("import sys\nprint(len(sys.stdin.read()))")
                        .stdin("x".repeat(1 << 20))
                        .run())
                .succeeded()
                .printed("1048576\n");
    }

    @Test
    void inputNeedNotBeText() {
        byte[] bytes = {(byte) 0xff, 0, 'a', '\n'};
        assertThat(Python.given("import sys\nprint(sys.stdin.buffer.read())")
                        .stdin(bytes)
                        .run())
                .succeeded()
                .printed("b'\\xff\\x00a\\n'\n");
        assertThat(Python.given("print(ascii(input()))").stdin(bytes).run())
                .succeeded()
                .printed("'\\udcff\\x00a'\n");
    }

    @Test
    void inputIsEmptyIfThereIsNone() {
        assertThat(Python.run("input()")).ended(Outcome.EXCEPTION).raised("EOFError", """
                EOF when reading a line
                Standard input is at its end: give the run more of it, or set the values in the program.""", 1);
        assertThat(Python.run("import sys\nprint(repr(sys.stdin.read()))"))
                .succeeded()
                .printed("''\n");
    }

    @Test
    void noneIsATerminal() {
        assertThat(Python.run("import sys\nprint([s.isatty() for s in (sys.stdin, sys.stdout, sys.stderr)])"))
                .succeeded()
                .printed("[False, False, False]\n");
    }

    @Test
    void warningsAndLogsGoToStandardError() {
        assertThat(Python.run("""
                        import logging, warnings
                        warnings.warn("careful")
                        logging.warning("look out")
                        """)).exited(0).printed("").complained("""
                        main.py:2: UserWarning: careful
                          warnings.warn("careful")
                        WARNING:root:look out
                        """);
    }
}
