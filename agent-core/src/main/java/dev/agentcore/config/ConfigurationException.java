// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.config;

import java.io.Serial;
import java.util.List;

/** An invalid configuration. */
public final class ConfigurationException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final List<String> problems;

    /** @param problems one line each, with the setting, where it was set, the value and what is valid */
    ConfigurationException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** All problems, one line each; at least one. */
    public List<String> problems() {
        return problems;
    }
}
