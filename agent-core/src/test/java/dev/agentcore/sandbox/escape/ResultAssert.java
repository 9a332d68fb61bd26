// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.escape;

import dev.agentcore.client.Outcome;
import dev.agentcore.client.PythonError;
import dev.agentcore.client.PythonResult;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** What the suite says of an attack's end. */
final class ResultAssert extends AbstractAssert<ResultAssert, PythonResult> {
    private ResultAssert(PythonResult actual) {
        super(actual, ResultAssert.class);
    }

    static ResultAssert assertThat(PythonResult actual) {
        return new ResultAssert(actual);
    }

    /** How it ended. */
    ResultAssert ended(Outcome outcome) {
        Assertions.assertThat(actual.outcome()).as("outcome, %s", actual).isEqualTo(outcome);
        return this;
    }

    /** It came to its own end, and printed this. */
    ResultAssert completed(String output) {
        return ended(Outcome.COMPLETED).printed(output);
    }

    /** All of its standard output. */
    ResultAssert printed(String expected) {
        Assertions.assertThat(actual.stdout()).as("standard output, %s", actual).isEqualTo(expected);
        return this;
    }

    /** The uncaught exception that ended it. */
    ResultAssert raised(String type) {
        Assertions.assertThat(actual.exception().map(PythonError::type))
                .as("exception, %s", actual)
                .contains(type);
        return this;
    }
}
