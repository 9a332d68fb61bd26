// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WaitingRunsTest {
    private final WaitingRuns waiting = new WaitingRuns();

    @Test
    void oneTenantsRunsGoInTheOrderInWhichTheyCame() {
        List<Run> runs = add("a", "a", "a");
        assertThat(takeAll()).containsExactlyElementsOf(runs);
    }

    @Test
    void tenantsTakeTurns() {
        List<Run> runs = add("a", "a", "a", "b", "c", "b");
        assertThat(takeAll())
                .containsExactly(runs.get(0), runs.get(3), runs.get(4), runs.get(1), runs.get(5), runs.get(2));
    }

    @Test
    void whoHadATurnComesAfterWhoDidNot() {
        List<Run> first = add("a", "b");
        waiting.take(first.get(0));
        List<Run> later = add("a");
        assertThat(takeAll()).containsExactly(first.get(1), later.get(0));
    }

    @Test
    void whoMayHaveNoTurnIsPassedOver() {
        List<Run> runs = add("a", "a", "b");
        assertThat(waiting.next(tenant -> !tenant.name().equals("a"))).isSameAs(runs.get(2));
        assertThat(waiting.next(tenant -> false)).isNull();
        assertThat(waiting.next(tenant -> true)).isSameAs(runs.get(0));
    }

    @Test
    void theOldestIsWhoeverCameFirst() {
        List<Run> runs = add("a", "b", "a");
        waiting.take(runs.get(0));
        assertThat(waiting.oldest()).isSameAs(runs.get(1));
        waiting.remove(runs.get(1));
        assertThat(waiting.oldest()).isSameAs(runs.get(2));
        assertThat(waiting.remove(runs.get(1))).isFalse();
        waiting.remove(runs.get(2));
        assertThat(waiting.oldest()).isNull();
        assertThat(waiting.isEmpty()).isTrue();
    }

    @Test
    void theLastOfTheTenantWithTheMostMakesRoom() {
        List<Run> runs = add("a", "b", "a", "a", "b");
        assertThat(waiting.displaceableFor(new Tenant("c"))).isSameAs(runs.get(3));
        assertThat(waiting.displaceableFor(new Tenant("b"))).isNull();
        assertThat(waiting.displaceableFor(new Tenant("a"))).isNull();
    }

    @Test
    void noTenantIsKeptWithoutARun() {
        List<Run> runs = add("a", "b");
        waiting.remove(runs.get(0));
        waiting.take(runs.get(1));
        assertThat(waiting.size(new Tenant("a"))).isZero();
        assertThat(waiting.next(tenant -> true)).isNull();
    }

    private List<Run> add(String... tenants) {
        var runs = new ArrayList<Run>();
        for (String tenant : tenants) {
            var request = new ExecutionRequest(
                    ExecutionId.random(),
                    new Tenant(tenant),
                    PythonProgram.of(""),
                    LimitsPolicy.defaultPolicy().defaults(),
                    Map.of(),
                    null);
            var run = new Run(request, new RecordingSink(), 0);
            runs.add(run);
            waiting.add(run);
        }
        return runs;
    }

    private List<Run> takeAll() {
        var taken = new ArrayList<Run>();
        for (Run next = waiting.next(tenant -> true); next != null; next = waiting.next(tenant -> true)) {
            waiting.take(next);
            taken.add(next);
        }
        return taken;
    }
}
