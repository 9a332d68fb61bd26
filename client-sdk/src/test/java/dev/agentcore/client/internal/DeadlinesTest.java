// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.client.PythonProgram;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DeadlinesTest {
    @Test
    void leavesRoomForTheWallTimeAndMore() {
        PythonProgram program =
                PythonProgram.builder("pass").wallTime(Duration.ofSeconds(5)).build();
        assertThat(Deadlines.ofRun(program, null)).isEqualTo(Duration.ofSeconds(65));
    }

    @Test
    void leavesRoomForTheServersOwnDefault() {
        assertThat(Deadlines.ofRun(PythonProgram.of("pass"), null)).isEqualTo(Duration.ofMinutes(6));
    }

    @Test
    void isTheCallersWhereThereIsOne() {
        assertThat(Deadlines.ofRun(PythonProgram.of("pass"), Duration.ofSeconds(3)))
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(Deadlines.ofQuestion(Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(3));
        assertThat(Deadlines.ofQuestion(null)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void staysWithinALongOfNanoseconds() {
        Duration forever = Duration.ofSeconds(Long.MAX_VALUE);
        PythonProgram program = PythonProgram.builder("pass").wallTime(forever).build();
        assertThat(Deadlines.ofRun(program, null).toNanos()).isPositive();
        assertThat(Deadlines.ofRun(program, forever).toNanos()).isPositive();
        assertThat(Deadlines.ofQuestion(forever).toNanos()).isPositive();
    }
}
