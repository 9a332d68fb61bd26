// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.PythonException;
import dev.agentcore.execution.ResultValue;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.StringAssert;
import org.jspecify.annotations.Nullable;

/** What tests say of a run. */
public final class PythonRunAssert extends AbstractAssert<PythonRunAssert, Python.Run> {
    private PythonRunAssert(Python.Run actual) {
        super(actual, PythonRunAssert.class);
    }

    /** Begins an assertion. */
    public static PythonRunAssert assertThat(Python.Run actual) {
        return new PythonRunAssert(actual);
    }

    /** It came to its own end, and this is its exit code. */
    public PythonRunAssert exited(int code) {
        return ended(Outcome.COMPLETED).hasExitCode(code);
    }

    /** Its exit code, however it ended. */
    public PythonRunAssert hasExitCode(int code) {
        Assertions.assertThat(actual.result().exitCode())
                .as("exit code, %s", actual)
                .hasValue(code);
        return this;
    }

    /** It ran well and complained of nothing. */
    public PythonRunAssert succeeded() {
        return exited(0).complained("");
    }

    /** How it ended. */
    public PythonRunAssert ended(Outcome outcome) {
        Assertions.assertThat(actual.result().outcome())
                .as("outcome, %s", actual)
                .isEqualTo(outcome);
        return this;
    }

    /** All of its standard output. */
    public PythonRunAssert printed(String expected) {
        Assertions.assertThat(actual.stdout()).as("standard output, %s", actual).isEqualTo(expected);
        return this;
    }

    /** All of its standard error. */
    public PythonRunAssert complained(String expected) {
        Assertions.assertThat(actual.stderr()).as("standard error, %s", actual).isEqualTo(expected);
        return this;
    }

    /** It ended with an uncaught exception, whose traceback this is: on standard error last, and in the result. */
    public PythonRunAssert raised(String traceback) {
        ended(Outcome.EXCEPTION);
        Assertions.assertThat(exception().traceback()).isEqualTo(traceback);
        Assertions.assertThat(actual.stderr()).endsWith(traceback);
        return this;
    }

    /** The uncaught exception's parts. */
    public PythonRunAssert raised(String type, String message, int line) {
        Assertions.assertThat(exception())
                .extracting(PythonException::type, PythonException::message, PythonException::line)
                .containsExactly(type, message, line);
        return this;
    }

    /** The last expression's value. */
    public PythonRunAssert hasValue(String repr, @Nullable String json, @Nullable String jsonError) {
        Assertions.assertThat(actual.result().value())
                .as("value, %s", actual)
                .isEqualTo(new ResultValue(repr, json, jsonError));
        return this;
    }

    /** Nothing was the last expression's value. */
    public PythonRunAssert hasNoValue() {
        Assertions.assertThat(actual.result().value()).as("value, %s", actual).isNull();
        return this;
    }

    /** To say more of its standard output. */
    public StringAssert stdout() {
        return new StringAssert(actual.stdout());
    }

    /** To say more of its standard error. */
    public StringAssert stderr() {
        return new StringAssert(actual.stderr());
    }

    private PythonException exception() {
        Assertions.assertThat(actual.result().exception())
                .as("exception, %s", actual)
                .isNotNull();
        return Objects.requireNonNull(actual.result().exception());
    }
}
