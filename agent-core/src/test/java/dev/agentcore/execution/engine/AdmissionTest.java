// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.ManualTicker;
import dev.agentcore.execution.MemoryClaim;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.execution.Rejection;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.execution.Tenant;
import dev.agentcore.execution.Ticker;
import dev.agentcore.execution.engine.MemoryBudget.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class AdmissionTest {
    private static final Duration RETRY = Duration.ofSeconds(3);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ManualTicker ticker = new ManualTicker();

    @Test
    void admitsAsManyAsThereAreSlotsAndQueuePlaces() {
        var admission = admission(2, 1);
        var runs = List.of(run("a"), run("a"), run("a"));
        runs.forEach(run -> assertThat(admission.admit(run).rejection()).isNull());
        assertThat(admission.admit(run("a")).rejection()).isEqualTo(new Rejection.QueueFull(RETRY));

        assertThat(admission.tryTake()).isSameAs(runs.get(0));
        assertThat(admission.tryTake()).isSameAs(runs.get(1));
        assertThat(admission.admit(run("a")).rejection())
                .as("slots count, whether taken or not")
                .isEqualTo(new Rejection.QueueFull(RETRY));
        admission.vacate(runs.get(0));
        assertThat(admission.admit(run("a")).rejection()).isNull();
        assertThat(admission.queued()).isEqualTo(2);
        assertThat(admission.running()).containsExactly(runs.get(1));
        assertThat(admission.all()).hasSize(3);
    }

    @Test
    void aFullQueueMakesRoomForATenantWithFewerRuns() {
        var admission = admission(1, 2);
        var burst = List.of(run("a"), run("a"), run("a"));
        burst.forEach(run -> assertThat(admission.admit(run).displaced()).isNull());
        var newcomer = run("b");
        assertThat(admission.admit(newcomer)).isEqualTo(new Admission.Verdict(null, burst.get(2)));
        assertThat(admission.withdraw(burst.get(2))).as("it has left already").isFalse();
        assertThat(admission.tryTake()).isSameAs(burst.get(0));
        assertThat(admission.withdraw(newcomer)).isTrue();
    }

    @Test
    void aTenantsQuotaIsNamedInItsRejection() {
        var admission = new Admission(
                settings(3, 10).withTenantLimits(new TenantLimits(1, 1, 0, 1)), MemoryBudget.unlimited(), ticker);
        var first = run("a");
        var second = run("a");
        admission.admit(first);
        admission.admit(second);
        assertThat(admission.admit(run("a")).rejection()).isEqualTo(new Rejection.TenantQueueFull(2, 2, RETRY));

        var other = run("b");
        admission.admit(other);
        assertThat(admission.tryTake()).isSameAs(first);
        assertThat(admission.tryTake()).as("tenant a has its slot").isSameAs(other);
        assertThat(admission.tryTake()).isNull();
        admission.vacate(first);
        assertThat(admission.tryTake()).isSameAs(second);
    }

    @Test
    void aRejectedRunDoesNotCountAgainstTheRate() {
        var admission = new Admission(
                settings(1, 0).withTenantLimits(new TenantLimits(10, 10, 1, 2)), MemoryBudget.unlimited(), ticker);
        var first = run("a");
        admission.admit(first);
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThat(admission.admit(run("a")).rejection()).isEqualTo(new Rejection.QueueFull(RETRY));
        }
        admission.withdraw(first);
        var second = run("a");
        assertThat(admission.admit(second).rejection()).as("the burst is two").isNull();
        admission.withdraw(second);
        assertThat(admission.admit(run("a")).rejection()).isEqualTo(new Rejection.TenantRate(Duration.ofMinutes(1)));
        ticker.advance(Duration.ofSeconds(20));
        assertThat(admission.admit(run("a")).rejection()).isEqualTo(new Rejection.TenantRate(Duration.ofSeconds(40)));
        ticker.advance(Duration.ofSeconds(40));
        assertThat(admission.admit(run("a")).rejection()).isNull();
    }

    @Test
    void aRunWithoutMemoryHoldsBackTheSmallerOnesBehindIt() {
        var budget = MemoryBudget.unlimited().withBound(Purpose.RUN, 100);
        var admission = new Admission(settings(3, 10), budget, ticker);
        var first = run("a", 60, 0);
        var large = run("a", 50, 0);
        var small = run("a", 10, 0);
        List.of(first, large, small).forEach(admission::admit);
        assertThat(admission.tryTake()).isSameAs(first);
        assertThat(admission.tryTake()).isNull();
        assertThat(budget.leased(Purpose.RUN)).isEqualTo(60);

        admission.vacate(first);
        assertThat(admission.tryTake()).isSameAs(large);
        assertThat(admission.tryTake()).isSameAs(small);
        assertThat(budget.leased(Purpose.RUN)).isEqualTo(60);
    }

    @Test
    void aRunThatLeavesTheQueueMakesWayForThoseBehindIt() {
        var budget = MemoryBudget.unlimited().withBound(Purpose.RUN, 100);
        var admission = new Admission(settings(3, 10), budget, ticker);
        var first = run("a", 60, 0);
        var large = run("a", 50, 0);
        var small = run("a", 10, 0);
        List.of(first, large, small).forEach(admission::admit);
        admission.tryTake();
        assertThat(admission.withdraw(large)).isTrue();
        assertThat(admission.tryTake()).isSameAs(small);
    }

    @Test
    void aRunNeedsRoomOnTheHeapAndOutsideItAndHoldsNothingWhileItWaits() {
        var budget = MemoryBudget.unlimited().withBound(Purpose.RUN, 100).withBound(Purpose.GUEST, 1000);
        var admission = new Admission(settings(3, 10), budget, ticker);
        var first = run("a", new MemoryClaim(60, 700), 0);
        var second = run("a", new MemoryClaim(10, 400), 0);
        var third = run("a", new MemoryClaim(50, 100), 0);
        List.of(first, second, third).forEach(admission::admit);
        assertThat(admission.tryTake()).isSameAs(first);
        assertThat(admission.tryTake()).as("no room outside the heap").isNull();
        assertThat(budget.leased(Purpose.RUN)).isEqualTo(60);
        assertThat(budget.leased(Purpose.GUEST)).isEqualTo(700);

        assertThat(admission.withdraw(second)).isTrue();
        assertThat(admission.tryTake()).as("no room on the heap").isNull();
        assertThat(budget.leased(Purpose.GUEST)).isEqualTo(700);

        admission.vacate(first);
        assertThat(admission.tryTake()).isSameAs(third);
        assertThat(budget.leased(Purpose.RUN)).isEqualTo(50);
        assertThat(budget.leased(Purpose.GUEST)).isEqualTo(100);
        admission.vacate(third);
        assertThat(budget.openLeases(Purpose.RUN)).isZero();
        assertThat(budget.openLeases(Purpose.GUEST)).isZero();
    }

    @Test
    void oneRunMayClaimMoreThanTheBudgetHas() {
        var budget = MemoryBudget.unlimited().withBound(Purpose.RUN, 100);
        var admission = new Admission(settings(2, 10), budget, ticker);
        var huge = run("a", 500, 0);
        var tiny = run("a", 1, 0);
        admission.admit(huge);
        admission.admit(tiny);
        assertThat(admission.tryTake()).isSameAs(huge);
        assertThat(admission.tryTake()).isNull();
        admission.end(huge);
        assertThat(admission.tryTake()).isSameAs(tiny);
    }

    @Test
    void requestsHoldMemoryUntilTheirProgramHasEnded() {
        var budget = MemoryBudget.unlimited().withBound(Purpose.REQUEST, 1000);
        var admission = new Admission(settings(2, 10), budget, ticker);
        var running = run("a", 0, 600);
        admission.admit(running);
        admission.tryTake();
        assertThat(budget.leased(Purpose.REQUEST)).isEqualTo(600);
        assertThat(admission.admit(run("a", 0, 401)).rejection()).isEqualTo(new Rejection.QueueFull(RETRY));
        var queued = run("a", 0, 400);
        assertThat(admission.admit(queued).rejection()).isNull();
        admission.withdraw(queued);
        assertThat(budget.leased(Purpose.REQUEST)).isEqualTo(600);
        admission.vacate(running);
        assertThat(budget.leased(Purpose.REQUEST)).isZero();
        assertThat(admission.admit(run("a", 0, 2000)).rejection())
                .as("a single request may be larger")
                .isNull();
    }

    @Test
    void aDisplacedRunsMemoryGoesToTheOneThatDisplacesIt() {
        var budget = MemoryBudget.unlimited().withBound(Purpose.REQUEST, 1000);
        var admission = new Admission(settings(1, 2), budget, ticker);
        var burst = List.of(run("a", 0, 300), run("a", 0, 300), run("a", 0, 300));
        burst.forEach(admission::admit);
        assertThat(admission.admit(run("b", 0, 401)))
                .isEqualTo(new Admission.Verdict(new Rejection.QueueFull(RETRY), null));
        assertThat(budget.leased(Purpose.REQUEST)).isEqualTo(900);
        assertThat(admission.admit(run("b", 0, 400))).isEqualTo(new Admission.Verdict(null, burst.get(2)));
        assertThat(budget.leased(Purpose.REQUEST)).isEqualTo(1000);
        assertThat(budget.openLeases(Purpose.REQUEST)).isEqualTo(3);
    }

    @Test
    void runsBecomeOverdueInTheOrderOfTheirArrival() {
        var admission = admission(1, 10);
        var first = run("a");
        admission.admit(first);
        ticker.advance(Duration.ofSeconds(4));
        var second = run("b");
        admission.admit(second);
        ticker.advance(Duration.ofSeconds(6).minusNanos(1));
        assertThat(admission.pollOverdue()).isNull();
        ticker.advance(Duration.ofNanos(1));
        assertThat(admission.pollOverdue()).isSameAs(first);
        assertThat(admission.pollOverdue()).isNull();
        assertThat(admission.withdraw(first)).as("it has left already").isFalse();
        ticker.advance(Duration.ofSeconds(4));
        assertThat(admission.pollOverdue()).isSameAs(second);
        assertThat(admission.queued()).isZero();
    }

    @Test
    void aRunWithASlotIsNeverOverdue() {
        var admission = admission(1, 10);
        admission.admit(run("a"));
        admission.tryTake();
        ticker.advance(Duration.ofDays(1));
        assertThat(admission.pollOverdue()).isNull();
    }

    @Test
    void anOverdueRunLeavesItsPlaceToAnother() {
        var admission = admission(1, 0);
        admission.admit(run("a"));
        assertThat(admission.admit(run("a")).rejection()).isEqualTo(new Rejection.QueueFull(RETRY));
        ticker.advance(TIMEOUT);
        assertThat(admission.pollOverdue()).isNotNull();
        assertThat(admission.admit(run("a")).rejection()).isNull();
    }

    @Test
    void awaitsAnOverdueRunInRealTime() throws InterruptedException {
        var admission = new Admission(
                settings(1, 10).withQueue(10, Duration.ofMillis(5)), MemoryBudget.unlimited(), Ticker.system());
        var run = new Run(request("a", 0), new RecordingEvents(), MemoryClaim.NONE, Ticker.system());
        admission.admit(run);
        assertThat(admission.awaitOverdue()).isSameAs(run);
    }

    @Test
    void drainingRejectsTheNewAndKeepsTheOld() throws InterruptedException {
        var admission = admission(1, 10);
        var run = run("a");
        admission.admit(run);
        admission.drain();
        assertThat(admission.admit(run("a")).rejection()).isEqualTo(new Rejection.Draining(RETRY));
        assertThat(admission.tryTake()).isSameAs(run);

        admission.awaitIdle(Duration.ZERO);
        var idle = CompletableFuture.runAsync(() -> awaitIdle(admission));
        admission.vacate(run);
        assertThat(idle).as("its end has not been delivered").isNotDone();
        admission.end(run);
        idle.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void closingReturnsTheQueueAndWakesThoseThatWait() throws InterruptedException {
        var budget = MemoryBudget.unlimited();
        var admission = new Admission(settings(1, 10), budget, ticker);
        var taking = CompletableFuture.supplyAsync(() -> admission.take() == null);
        var overdue = CompletableFuture.supplyAsync(() -> awaitOverdue(admission) == null);
        var running = run("a", 1, 1);
        admission.admit(running);
        assertThat(taking.orTimeout(30, TimeUnit.SECONDS).join())
                .as("it took the run")
                .isFalse();
        var queued = List.of(run("a", 1, 1), run("b", 1, 1));
        queued.forEach(admission::admit);
        assertThat(admission.close()).containsExactlyElementsOf(queued);
        assertThat(overdue.orTimeout(30, TimeUnit.SECONDS).join()).isTrue();
        assertThat(admission.take()).isNull();
        assertThat(admission.close()).isEmpty();
        assertThat(budget.openLeases(Purpose.REQUEST)).isEqualTo(1);
        admission.end(running);
        assertThat(budget.openLeases(Purpose.REQUEST)).isZero();
        assertThat(budget.openLeases(Purpose.RUN)).isZero();
    }

    /** Whatever happens in whatever order, no bound is exceeded, and nothing stays leased at the end. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyRunLeavesExactlyOnceAndItsMemoryWithIt(long seed) {
        var random = new Random(seed);
        var budget = MemoryBudget.unlimited().withBound(Purpose.RUN, 100).withBound(Purpose.REQUEST, 200);
        var admission = new Admission(settings(4, 6).withTenantLimits(new TenantLimits(2, 5, 0, 1)), budget, ticker);
        var admitted = new ArrayList<Run>();
        var left = new ArrayList<Run>();
        var running = new ArrayList<Run>();
        var ending = new ArrayList<Run>();
        for (int step = 0; step < 5000; step++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    var run = run("t" + random.nextInt(4), random.nextInt(60), random.nextInt(90));
                    var verdict = admission.admit(run);
                    if (verdict.rejection() == null) {
                        admitted.add(run);
                    }
                    addUnlessNull(left, verdict.displaced());
                }
                case 2 -> {
                    // There are four slots, and each takes one run at a time.
                    if (running.size() < 4) {
                        addUnlessNull(running, admission.tryTake());
                    }
                }
                case 3 -> {
                    if (!running.isEmpty()) {
                        Run run = running.remove(random.nextInt(running.size()));
                        admission.vacate(run);
                        ending.add(run);
                    }
                }
                case 4 -> {
                    if (!ending.isEmpty()) {
                        Run run = ending.removeFirst();
                        admission.end(run);
                        left.add(run);
                    }
                    ticker.advance(Duration.ofMillis(random.nextInt(900)));
                    addUnlessNull(left, admission.pollOverdue());
                }
                default -> {
                    if (!admitted.isEmpty()) {
                        Run run = admitted.get(random.nextInt(admitted.size()));
                        if (admission.withdraw(run)) {
                            left.add(run);
                        }
                    }
                }
            }
            assertThat(budget.leased(Purpose.RUN)).isLessThanOrEqualTo(100);
            assertThat(budget.leased(Purpose.REQUEST)).isLessThanOrEqualTo(200);
            assertThat(admission.running()).containsExactlyInAnyOrderElementsOf(running);
            assertThat(admission.queued() + running.size()).isLessThanOrEqualTo(10);
        }
        running.forEach(admission::end);
        ending.forEach(admission::end);
        left.addAll(running);
        left.addAll(ending);
        left.addAll(admission.close());
        assertThat(left).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(admitted);
        assertThat(admitted).hasSizeGreaterThan(300);
        for (Purpose purpose : Purpose.values()) {
            assertThat(budget.leased(purpose)).isZero();
            assertThat(budget.openLeases(purpose)).isZero();
        }
    }

    private static void addUnlessNull(List<Run> runs, @Nullable Run run) {
        if (run != null) {
            runs.add(run);
        }
    }

    private Admission admission(int slots, int queueCapacity) {
        return new Admission(settings(slots, queueCapacity), MemoryBudget.unlimited(), ticker);
    }

    private static EngineSettings settings(int slots, int queueCapacity) {
        return new EngineSettings(slots, queueCapacity, TIMEOUT, RETRY, TenantLimits.unlimited(), 1 << 20, 1);
    }

    private Run run(String tenant) {
        return run(tenant, 0, 0);
    }

    private Run run(String tenant, long claim, int requestBytes) {
        return run(tenant, MemoryClaim.onHeap(claim), requestBytes);
    }

    private Run run(String tenant, MemoryClaim claim, int requestBytes) {
        return new Run(request(tenant, requestBytes), new RecordingEvents(), claim, ticker);
    }

    private static ExecutionRequest request(String tenant, int bytes) {
        var program =
                new PythonProgram("", List.of(), Map.of(), Bytes.wrap(new byte[bytes]), List.of(), ResultFormat.NONE);
        return new ExecutionRequest(
                ExecutionId.random(),
                new Tenant(tenant),
                program,
                LimitsPolicy.defaultPolicy().defaults(),
                Map.of(),
                null);
    }

    private static void awaitIdle(Admission admission) {
        try {
            admission.awaitIdle(Duration.ofHours(1));
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private static @Nullable Run awaitOverdue(Admission admission) {
        try {
            return admission.awaitOverdue();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }
}
