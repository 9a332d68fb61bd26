// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.bench.Findings;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.PythonProgram;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SoakBenchmarkTest {
    private static final Holdings BEFORE = new Holdings(300, 30, 20);

    @Test
    void tellsWhatGrewWhatWasWrongAndHowLateItWas() {
        List<SoakRun> runs = List.of(
                run(Outcome.COMPLETED, null, Duration.ZERO),
                run(Outcome.COMPLETED, "it printed nothing", Duration.ZERO),
                run(Outcome.WALL_TIME_EXCEEDED, null, Duration.ofMillis(4)),
                run(Outcome.WALL_TIME_EXCEEDED, null, Duration.ofMillis(12)));

        Findings findings = SoakBenchmark.findings(runs, BEFORE, new Holdings(301.5, 31, 18));

        assertThat(findings.keys().keySet())
                .containsExactly("runs", "wrong", "late_p999_ms", "rss_growth_mb", "thread_growth", "fd_growth");
        assertThat(findings.keys())
                .containsAllEntriesOf(
                        Map.of("runs", 4, "wrong", 1L, "rss_growth_mb", 1.5, "thread_growth", 1, "fd_growth", -2));
        assertThat((Double) findings.keys().get("late_p999_ms")).isBetween(11.9, 12.1);
    }

    @Test
    void runsThatWereNotStoppedAreNotLate() {
        Findings findings =
                SoakBenchmark.findings(List.of(run(Outcome.COMPLETED, null, Duration.ZERO)), BEFORE, BEFORE);

        assertThat(findings.keys()).containsEntry("late_p999_ms", 0.0).containsEntry("wrong", 0L);
    }

    @Test
    void everyRunHasAnAnswerOfItsOwn() {
        List<SoakProgram> kinds = SoakProgram.all();

        assertThat(kinds).extracting(SoakProgram::name).doesNotHaveDuplicates();
        assertThat(kinds.stream().filter(SoakProgram::hostile).count()).isGreaterThan(5);
        assertThat(kinds)
                .allSatisfy(kind -> assertThat(kind.output().apply(11))
                        .isNotEqualTo(kind.output().apply(12)));
    }

    private static SoakRun run(Outcome outcome, @Nullable String problem, Duration late) {
        var kind = new SoakProgram(
                outcome.name(), true, Duration.ofSeconds(1), number -> PythonProgram.of("pass"), outcome, number -> "");
        return new SoakRun(kind, problem, late);
    }
}
