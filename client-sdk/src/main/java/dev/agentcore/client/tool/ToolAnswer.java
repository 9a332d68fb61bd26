// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.tool;

import dev.agentcore.client.PythonResult;
import java.util.Optional;

/**
 * The answer to a call of {@link PythonTool}.
 *
 * @param text the text for the model
 * @param failed whether the program failed or the call was rejected: {@code is_error} of Anthropic's API, {@code isError} of the
 *     Model Context Protocol
 * @param result the result, with the returned files; empty if the call was rejected
 */
public record ToolAnswer(String text, boolean failed, Optional<PythonResult> result) {
    static ToolAnswer refused(String text) {
        return new ToolAnswer(text, true, Optional.empty());
    }
}
