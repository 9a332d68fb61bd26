// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.coldstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StartPhasesTest {
    @Test
    void aPhaseLastsUntilTheNextOnesClassIsInitialised() {
        Map<String, Double> phases = StartPhases.read(
                List.of(
                        "[60000000ns] 348 Initializing 'dev/agentcore/cli/Main'(no method) (0x000000000678c088) by thread \"main\"",
                        "[61000000ns] 349 Initializing 'dev/agentcore/cli/Streams' (0x000000000678c408) by thread \"main\"",
                        "[90000000ns] dev.agentcore.cli.Main failed something else",
                        "[160000000ns] 400 Initializing 'dev/agentcore/server/AgentCoreServer' (0x1) by thread \"main\"",
                        "[200000000ns] 401 Initializing 'dev/agentcore/guest/PythonGuest'(no method) (0x1) by thread \"main\"",
                        "[900000000ns] 999 Initializing 'dev/agentcore/guest/PythonGuest'(no method) (0x1) by thread \"main\""));

        assertThat(phases)
                .containsExactly(
                        Map.entry("JVM starts", 0.06),
                        Map.entry("command line is read", 0.1),
                        Map.entry("server's classes are loaded", 0.04));
    }

    @Test
    void aPhaseThatDidNotBeginIsPartOfTheOneBefore() {
        Map<String, Double> phases = StartPhases.read(List.of(
                "[60000000ns] 1 Initializing 'dev/agentcore/cli/Main'(no method) (0x1) by thread \"main\"",
                "[200000000ns] 2 Initializing 'dev/agentcore/guest/PythonGuest'(no method) (0x1) by thread \"main\""));

        assertThat(phases).containsExactly(Map.entry("JVM starts", 0.06), Map.entry("command line is read", 0.14));
    }

    /** A class that gets another name must get it in the list of phases too; the command line's are not here to ask. */
    @Test
    void theClassesThatPhasesBeginWithExist() {
        assertThat(StartPhases.all())
                .extracting(phase -> phase.firstClass().replace('/', '.'))
                .filteredOn(name -> !name.isEmpty() && !name.startsWith("dev.agentcore.cli."))
                .hasSizeGreaterThan(5)
                .allSatisfy(name -> assertThatCode(
                                () -> Class.forName(name, false, getClass().getClassLoader()))
                        .doesNotThrowAnyException());
    }
}
