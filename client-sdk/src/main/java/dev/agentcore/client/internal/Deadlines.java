// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

import dev.agentcore.client.PythonProgram;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The deadlines of calls. */
final class Deadlines {
    /** The default maximum of a server, which applies to a program without a wall time limit. */
    private static final Duration LONGEST_WALL_TIME = Duration.ofMinutes(5);
    /** For queueing, creating the sandbox and the network. */
    private static final Duration ALLOWANCE = Duration.ofMinutes(1);
    /** Above every server's maximum; keeps nanoseconds within a long. */
    private static final Duration CEILING = Duration.ofDays(365);

    private static final Duration QUESTION = Duration.ofSeconds(10);

    private Deadlines() {}

    static Duration ofRun(PythonProgram program, @Nullable Duration chosen) {
        if (chosen != null) {
            return atMost(CEILING, chosen);
        }
        return atMost(CEILING, program.wallTime().orElse(LONGEST_WALL_TIME)).plus(ALLOWANCE);
    }

    static Duration ofQuestion(@Nullable Duration chosen) {
        return chosen == null ? QUESTION : atMost(CEILING, chosen);
    }

    private static Duration atMost(Duration ceiling, Duration duration) {
        return duration.compareTo(ceiling) > 0 ? ceiling : duration;
    }
}
