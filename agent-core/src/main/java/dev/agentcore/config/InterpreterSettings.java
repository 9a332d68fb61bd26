package dev.agentcore.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which interpreter runs the programs.
 *
 * @param module a WASI command module (preview 1) that behaves like {@code python -c}; null for the one that is built in
 * @param cache a folder that keeps what a module was compiled to; it runs in this process, so nobody else may write there
 */
public record InterpreterSettings(@Nullable Path module, Path cache) {
    /** The one that is built in. */
    public static InterpreterSettings builtIn() {
        return new InterpreterSettings(
                null, Path.of(System.getProperty("user.home"), ".cache", "agent-core", "interpreters"));
    }

    /** Another interpreter. */
    public InterpreterSettings withModule(Path other) {
        return new InterpreterSettings(other, cache);
    }

    /** The same with another folder for what was compiled. */
    public InterpreterSettings withCache(Path other) {
        return new InterpreterSettings(module, other);
    }
}
