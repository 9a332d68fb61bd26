// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.tool;

/**
 * A language model called {@link PythonTool} with invalid arguments. The message is the tool's answer for the model: it names the
 * argument, its value (shortened and printable) and what is allowed.
 */
public final class ToolArgumentsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String argument;

    ToolArgumentsException(String argument, String description) {
        super(argument + " " + description);
        this.argument = argument;
    }

    /** The invalid argument, such as {@code files[0].path}, or {@code arguments} for all of them. */
    public String argument() {
        return argument;
    }
}
