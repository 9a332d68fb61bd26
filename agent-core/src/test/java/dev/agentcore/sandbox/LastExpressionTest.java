// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.PythonRunAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.ResultFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The value of a program's last line, if that is an expression and the value is wanted. */
class LastExpressionTest {
    private static Python.Run repr(String code) {
        return Python.given(code).value(ResultFormat.REPR).run();
    }

    private static Python.Run json(String code) {
        return Python.given(code).value(ResultFormat.JSON).run();
    }

    @Test
    void isGivenAsItsRepr() {
        assertThat(repr("x = 'a'\nx * 3")).succeeded().printed("").hasValue("'aaa'", null, null);
    }

    @Test
    void mayStandOnManyLines() {
        assertThat(repr("""
                        def double(n):
                            return n * 2

                        [
                            double(n)
                            for n in range(3)
                        ]  # and a comment
                        """)).succeeded().hasValue("[0, 2, 4]", null, null);
    }

    @Test
    void isGivenAsJsonToo() {
        assertThat(json("{'a': [1, 2.5, None, True], 'b': '\u00e9'}"))
                .succeeded()
                .hasValue(
                        "{'a': [1, 2.5, None, True], 'b': '\u00e9'}",
                        "{\"a\": [1, 2.5, null, true], \"b\": \"\u00e9\"}",
                        null);
    }

    @Test
    void saysWhyItIsNoJson() {
        assertThat(json("{1}")).succeeded().hasValue("{1}", null, "value is of type set, which JSON does not have");
        assertThat(json("float('nan')")).succeeded().hasValue("nan", null, "value is nan, which JSON does not have");
        assertThat(json("import datetime\n{'a': [1, {'b': datetime.date(2024, 2, 29)}]}"))
                .succeeded()
                .hasValue(
                        "{'a': [1, {'b': datetime.date(2024, 2, 29)}]}",
                        null,
                        "value['a'][1]['b'] is of type datetime.date, which JSON does not have");
        assertThat(json("{(1, 2): 3}"))
                .succeeded()
                .hasValue("{(1, 2): 3}", null, "value has a key of type tuple, which JSON does not have");
        assertThat(json("x = [1]\nx.append(x)\nx"))
                .succeeded()
                .hasValue("[1, [...]]", null, "value[1] contains itself, which JSON cannot");
        assertThat(json("class Point: __repr__ = lambda self: 'p'\n[Point()]"))
                .succeeded()
                .hasValue("[p]", null, "value[0] is of type Point, which JSON does not have");
    }

    @Test
    void noneIsNullInJson() {
        assertThat(json("None")).succeeded().hasValue("None", "null", null);
        assertThat(json("{'a': 1}.get('b')")).succeeded().hasValue("None", "null", null);
        assertThat(json("x = 1")).succeeded().hasNoValue();
        assertThat(json("")).succeeded().hasNoValue();
    }

    @Test
    void isNothingIfItIsNoneOrNoExpressionOrNotWanted() {
        assertThat(repr("None")).succeeded().hasNoValue();
        assertThat(repr("print('x')")).succeeded().printed("x\n").hasNoValue();
        assertThat(repr("x = 1")).succeeded().hasNoValue();
        assertThat(repr("")).succeeded().hasNoValue();
        assertThat(repr("for i in range(3): i")).succeeded().hasNoValue();
        assertThat(Python.run("1 + 1")).succeeded().hasNoValue();
    }

    @Test
    void isNothingIfTheProgramFails() {
        assertThat(repr("1 / 0")).ended(Outcome.EXCEPTION).hasNoValue().raised("""
                        Traceback (most recent call last):
                          File "main.py", line 1, in <module>
                            1 / 0
                            ~~^~~
                        ZeroDivisionError: division by zero
                        """);
        assertThat(repr("import sys\nsys.exit(3)")).exited(3).hasNoValue();
    }

    @Test
    void isCompiledWithTheProgramsFutureImports() {
        assertThat(repr("""
                        from __future__ import annotations
                        (lambda: [f := __import__('types').SimpleNamespace(), f][1])()
                        """)).succeeded().hasValue("namespace()", null, null);
    }

    @Test
    void canBeAValueWithABrokenRepr() {
        assertThat(repr("""
                        class Broken:
                            def __repr__(self):
                                raise SystemExit(5)
                        Broken()
                        """)).succeeded().hasValue("<Broken object whose repr() raised SystemExit>", null, null);
    }

    @Test
    void isCutInItsMiddleIfItIsLong() {
        Python.Run run = repr("'x' * 1_000_000");
        assertThat(run).succeeded();
        var value = Objects.requireNonNull(run.result().value());
        assertThat(value.repr())
                .hasSizeLessThanOrEqualTo(64 << 10)
                .startsWith("'xxx")
                .contains("bytes left out")
                .endsWith("xxx'");
    }

    @Test
    void syntaxErrorsAreTheSame() {
        assertThat(repr("x = 1\nreturn x")).complained("""
                          File "main.py", line 2
                            return x
                            ^^^^^^^^
                        SyntaxError: 'return' outside function
                        """);
    }
}
