package dev.agentcore.client;

import java.util.Optional;

/**
 * The answer to a language model's call of {@link PythonTool}.
 *
 * @param text for the model
 * @param failed whether the program failed or was refused: what Anthropic's API has as {@code is_error} and the Model Context
 *     Protocol as {@code isError}
 * @param result of the run, with the files that came back; empty if the call was refused
 */
public record ToolAnswer(String text, boolean failed, Optional<PythonResult> result) {
    static ToolAnswer refused(String text) {
        return new ToolAnswer(text, true, Optional.empty());
    }
}
