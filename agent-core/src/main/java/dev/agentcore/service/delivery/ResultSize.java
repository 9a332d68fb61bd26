// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.PythonException;
import dev.agentcore.execution.ResultValue;
import dev.agentcore.execution.RunEnd;
import org.jspecify.annotations.Nullable;

/** How much memory a run's result takes. */
final class ResultSize {
    private ResultSize() {}

    /** The size of the texts in the end, in bytes. */
    static long of(RunEnd end) {
        return end instanceof RunEnd.Finished finished ? of(finished.result()) : 0;
    }

    private static long of(ExecutionResult result) {
        PythonException exception = result.exception();
        ResultValue value = result.value();
        return (exception == null ? 0 : of(exception.type(), exception.message(), exception.traceback()))
                + (value == null ? 0 : of(value.repr(), value.json(), value.jsonError()));
    }

    private static long of(@Nullable String... texts) {
        long bytes = 0;
        for (String text : texts) {
            bytes += text == null ? 0 : 2L * text.length();
        }
        return bytes;
    }
}
