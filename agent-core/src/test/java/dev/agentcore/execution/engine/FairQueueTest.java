// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.ManualTicker;
import dev.agentcore.execution.MemoryClaim;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.execution.Tenant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FairQueueTest {
    private final ManualTicker ticker = new ManualTicker();
    private final FairQueue queue = new FairQueue();

    @Test
    void theRunsOfOneTenantKeepTheirOrder() {
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
    void aTenantGoesToTheEndAfterItsTurn() {
        List<Run> first = add("a", "b");
        queue.take(first.get(0));
        List<Run> later = add("a");
        assertThat(takeAll()).containsExactly(first.get(1), later.get(0));
    }

    @Test
    void skipsTenantsThatMayHaveNoTurn() {
        List<Run> runs = add("a", "a", "b");
        assertThat(queue.next(tenant -> !tenant.name().equals("a"))).isSameAs(runs.get(2));
        assertThat(queue.next(tenant -> false)).isNull();
        assertThat(queue.next(tenant -> true)).isSameAs(runs.get(0));
    }

    @Test
    void theOldestIsTheFirstToArrive() {
        List<Run> runs = add("a", "b", "a");
        queue.take(runs.get(0));
        assertThat(queue.oldest()).isSameAs(runs.get(1));
        queue.remove(runs.get(1));
        assertThat(queue.oldest()).isSameAs(runs.get(2));
        assertThat(queue.remove(runs.get(1))).isFalse();
        queue.remove(runs.get(2));
        assertThat(queue.oldest()).isNull();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void theTenantWithTheMostRunsLosesItsLast() {
        List<Run> runs = add("a", "b", "a", "a", "b");
        assertThat(queue.displaceableFor(new Tenant("c"))).isSameAs(runs.get(3));
        assertThat(queue.displaceableFor(new Tenant("b"))).isNull();
        assertThat(queue.displaceableFor(new Tenant("a"))).isNull();
    }

    @Test
    void forgetsTenantsWithoutRuns() {
        List<Run> runs = add("a", "b");
        queue.remove(runs.get(0));
        queue.take(runs.get(1));
        assertThat(queue.size(new Tenant("a"))).isZero();
        assertThat(queue.next(tenant -> true)).isNull();
    }

    /** Between two turns of a tenant, every other tenant that has runs left has exactly one. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void turnsAlternateHoweverManyRunsEachTenantHas(long seed) {
        var random = new Random(seed);
        var own = new HashMap<Tenant, List<Run>>();
        for (int i = 0; i < 500; i++) {
            Run run = add("t" + random.nextInt(1 + random.nextInt(8))).getFirst();
            own.computeIfAbsent(run.tenant(), tenant -> new ArrayList<>()).add(run);
        }
        List<Run> taken = takeAll();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(own).hasSize(8);
        own.forEach((tenant, runs) -> assertThat(
                        taken.stream().filter(run -> run.tenant().equals(tenant)))
                .containsExactlyElementsOf(runs));

        List<Tenant> turns = taken.stream().map(Run::tenant).toList();
        for (int turn = 0; turn < turns.size(); turn++) {
            Tenant tenant = turns.get(turn);
            List<Tenant> later = turns.subList(turn + 1, turns.size());
            int next = later.indexOf(tenant);
            if (next >= 0) {
                var left = new HashSet<>(later.subList(next, later.size()));
                left.remove(tenant);
                assertThat(later.subList(0, next)).doesNotHaveDuplicates().containsAll(left);
            }
        }
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
            var run = new Run(request, new RecordingEvents(), MemoryClaim.NONE, ticker);
            runs.add(run);
            queue.add(run);
        }
        return runs;
    }

    private List<Run> takeAll() {
        var taken = new ArrayList<Run>();
        for (Run next = queue.next(tenant -> true); next != null; next = queue.next(tenant -> true)) {
            queue.take(next);
            taken.add(next);
        }
        return taken;
    }
}
