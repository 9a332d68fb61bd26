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
        List<Visit> visits = List.of(
                visit(Outcome.COMPLETED, null, Duration.ZERO),
                visit(Outcome.COMPLETED, "it printed nothing", Duration.ZERO),
                visit(Outcome.WALL_TIME_EXCEEDED, null, Duration.ofMillis(4)),
                visit(Outcome.WALL_TIME_EXCEEDED, null, Duration.ofMillis(12)));

        Findings findings = SoakBenchmark.findings(visits, BEFORE, new Holdings(301.5, 31, 18));

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
                SoakBenchmark.findings(List.of(visit(Outcome.COMPLETED, null, Duration.ZERO)), BEFORE, BEFORE);

        assertThat(findings.keys()).containsEntry("late_p999_ms", 0.0).containsEntry("wrong", 0L);
    }

    @Test
    void everyRunHasAnAnswerOfItsOwn() {
        List<Visitor> visitors = Visitor.all();

        assertThat(visitors).extracting(Visitor::name).doesNotHaveDuplicates();
        assertThat(visitors.stream().filter(Visitor::hostile).count()).isGreaterThan(5);
        assertThat(visitors)
                .allSatisfy(visitor -> assertThat(visitor.output().apply(11))
                        .isNotEqualTo(visitor.output().apply(12)));
    }

    private static Visit visit(Outcome outcome, @Nullable String mistake, Duration late) {
        var visitor = new Visitor(
                outcome.name(), true, Duration.ofSeconds(1), number -> PythonProgram.of("pass"), outcome, number -> "");
        return new Visit(visitor, mistake, late);
    }
}
