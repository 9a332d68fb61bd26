// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import dev.agentcore.execution.Interpreter;
import dev.agentcore.sandbox.engine.GuestEngine;
import dev.agentcore.sandbox.engine.GuestInstance;
import java.util.List;

/**
 * The engine that the system property {@code agent-core.engine} names, Chicory by default. Engines of other modules have these
 * tests run on them: their own tests have engines with more to say, of other names.
 */
public final class TestedEngine {
    static final String KIND = System.getProperty("agent-core.engine", Interpreter.JVM);

    private TestedEngine() {}

    /** Whether it is Chicory. What differs on another one stands in ENGINES.md. */
    public static boolean isJvm() {
        return KIND.equals(Interpreter.JVM);
    }

    /** Another one than Chicory. */
    static GuestEngine get() {
        return GuestPythonRuntime.engine(KIND);
    }

    /**
     * A memory of another engine than Chicory, of zeros: an instance without functions, to be closed by the caller.
     *
     * @param pages its size
     * @param maximumPages what it may grow to
     */
    public static GuestInstance memory(int pages, int maximumPages) {
        return GuestPythonRuntime.engine(KIND + "-memory")
                .load(pages + " pages", 1)
                .instantiate(List.of(), maximumPages);
    }
}
