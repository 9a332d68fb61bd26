// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.escape;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Programs for a parameterised test, by what they do. */
final class Attacks {
    private Attacks() {}

    /** In the order of their names, so that every run of the suite is the same. */
    static Stream<Named<String>> of(Map<String, String> programs) {
        return programs.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(program -> Named.of(program.getKey(), program.getValue()));
    }
}
