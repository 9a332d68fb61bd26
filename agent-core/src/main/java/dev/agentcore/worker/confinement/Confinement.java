// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

import java.util.ArrayList;
import java.util.List;

/**
 * Which measures are in force. Immutable. {@link #toString} is one line, for the log.
 *
 * @param inForce names such as {@code no-new-privileges}, {@code no-capabilities}, {@code landlock (ABI 7)}, {@code resource
 *     limits}, {@code seccomp}
 * @param missing the names of the others, each with a reason
 */
public record Confinement(List<String> inForce, List<String> missing) {
    /** Copies both lists. */
    public Confinement {
        inForce = List.copyOf(inForce);
        missing = List.copyOf(missing);
    }

    /** Nothing is in force, for one reason. */
    static Confinement none(String reason) {
        return new Confinement(List.of(), List.of(reason));
    }

    /** Whether no measure is missing. */
    public boolean isWhole() {
        return missing.isEmpty();
    }

    /** The measures of both. */
    public Confinement and(Confinement other) {
        return new Confinement(joined(inForce, other.inForce), joined(missing, other.missing));
    }

    private static List<String> joined(List<String> first, List<String> second) {
        var joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }

    /** As {@code in force: seccomp; not in force: landlock: the kernel has none}. */
    @Override
    public String toString() {
        String absent = "not in force: " + String.join(", ", missing);
        if (inForce.isEmpty()) {
            return absent;
        }
        String present = "in force: " + String.join(", ", inForce);
        return isWhole() ? present : present + "; " + absent;
    }
}
