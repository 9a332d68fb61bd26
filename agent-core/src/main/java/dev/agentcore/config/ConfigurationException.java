package dev.agentcore.config;

import java.io.Serial;
import java.util.List;

/** Settings that a server cannot have. */
public final class ConfigurationException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final List<String> problems;

    /** @param problems each in one line that names the setting, where it was set, the value and what would do */
    ConfigurationException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, each in one line; at least one. */
    public List<String> problems() {
        return problems;
    }
}
