// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.execution.MemoryFootprint;
import dev.agentcore.execution.engine.MemoryBudget.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
final class MemoryBudgetTest {
    private static final long MIB = 1 << 20;

    @Test
    void runsGetWhatTheOtherPurposesLeaveOfTheHeap() {
        var footprint = new MemoryFootprint(10 * MIB, 20 * MIB, 42 * MIB, 5000 * MIB);
        var budget = MemoryBudget.of(heap(1600 * MIB), footprint, MIB, 64 * MIB);
        assertThat(budget.available()).isEqualTo(heap(1600 * MIB));
        assertThat(budget.bound(Purpose.RUN)).isEqualTo((1600 - 200 - 128 - 200 - 30 - 42) * MIB);
        assertThat(budget.bound(Purpose.PREPARED)).isEqualTo(72 * MIB);
        assertThat(budget.leased(Purpose.PREPARED)).isEqualTo(72 * MIB);
    }

    @Test
    void aHeapThatIsTooSmallLeavesNothingForRuns() {
        var footprint = new MemoryFootprint(10 * MIB, 20 * MIB, 0, 0);
        assertThat(MemoryBudget.of(heap(100 * MIB), footprint, MIB, MIB).bound(Purpose.RUN))
                .isZero();
    }

    @Test
    void guestsGetWhatTheMachineHasBesideTheHeapTheJvmAndWhatTheRuntimeKeeps() {
        var footprint = new MemoryFootprint(10 * MIB, 20 * MIB, 42 * MIB, 300 * MIB);
        assertThat(MemoryBudget.of(new AvailableMemory(512 * MIB, 4096 * MIB, 0), footprint, MIB, MIB)
                        .bound(Purpose.GUEST))
                .as("what is kept on the heap does not count")
                .isEqualTo((4096 - 512 - (512 + 82) - 300) * MIB);
        assertThat(MemoryBudget.of(new AvailableMemory(3200 * MIB, 8192 * MIB, 0), footprint, MIB, MIB)
                        .bound(Purpose.GUEST))
                .as("a sixteenth of the heap is in transit")
                .isEqualTo((8192 - 3200 - (512 + 200) - 300) * MIB);
    }

    @Test
    void aMachineThatIsTooSmallLeavesNothingForGuests() {
        var budget = MemoryBudget.of(new AvailableMemory(512 * MIB, 1024 * MIB, 0), MemoryFootprint.NONE, MIB, MIB);
        assertThat(budget.bound(Purpose.GUEST)).isZero();
        assertThat(budget.left().outsideBytes()).isEqualTo((1024 - 512 - 512 - 82) * MIB);
    }

    @Test
    void theOperatorBoundsGuestsByHand() {
        for (long setting : List.of(100 * MIB, 100_000 * MIB)) {
            var budget = MemoryBudget.of(
                    new AvailableMemory(512 * MIB, 4096 * MIB, setting), MemoryFootprint.NONE, MIB, MIB);
            assertThat(budget.bound(Purpose.GUEST)).isEqualTo(setting);
            assertThat(budget.left().outsideBytes()).isEqualTo((4096 - 512 - 512 - 82) * MIB);
        }
    }

    @Test
    void theHeapIsDividedAsBeforeWhereGuestsAreOutsideIt() {
        var outside = new AvailableMemory(1600 * MIB, 4096 * MIB, 2048 * MIB);
        for (Purpose purpose : List.of(Purpose.RUN, Purpose.REQUEST, Purpose.INBOUND, Purpose.JOURNAL)) {
            assertThat(MemoryBudget.of(outside, MemoryFootprint.NONE, MIB, MIB).bound(purpose))
                    .isEqualTo(of(1600 * MIB, MIB, MIB).bound(purpose));
        }
    }

    @Test
    void requestsHaveRoomForAtLeastOneOfTheLargest() {
        assertThat(of(1600 * MIB).bound(Purpose.REQUEST)).isEqualTo(200 * MIB);
        assertThat(of(100 * MIB).bound(Purpose.REQUEST)).isEqualTo(96 * MIB);
        assertThat(of(1600 * MIB).bound(Purpose.INBOUND)).isEqualTo(100 * MIB);
        assertThat(of(100 * MIB).bound(Purpose.INBOUND)).isEqualTo(80 * MIB);
    }

    @Test
    void retainedOutputTakesAtMostAThirtySecondOfTheHeap() {
        assertThat(of(4096 * MIB, MIB, 64 * MIB).bound(Purpose.JOURNAL)).isEqualTo(64 * MIB);
        assertThat(of(1600 * MIB, MIB, 64 * MIB).bound(Purpose.JOURNAL)).isEqualTo(50 * MIB);
        assertThat(of(1650 * MIB, MIB, 64 * MIB).bound(Purpose.JOURNAL))
                .as("whole MiB")
                .isEqualTo(51 * MIB);
        assertThat(of(16 * MIB, MIB, 64 * MIB).bound(Purpose.JOURNAL)).isEqualTo(MIB);
    }

    @Test
    void aLeaseIsGrantedWithinTheBoundOnly() {
        var budget = bounded(Purpose.JOURNAL, 100);
        var first = granted(budget.tryLease(Purpose.JOURNAL, 60));
        assertThat(first.purpose()).isEqualTo(Purpose.JOURNAL);
        assertThat(first.bytes()).isEqualTo(60);
        assertThat(budget.tryLease(Purpose.JOURNAL, 41)).isNull();
        var second = granted(budget.tryLease(Purpose.JOURNAL, 40));
        assertThat(budget.leased(Purpose.JOURNAL)).isEqualTo(100);
        assertThat(budget.openLeases(Purpose.JOURNAL)).isEqualTo(2);
        first.close();
        assertThat(budget.leased(Purpose.JOURNAL)).isEqualTo(40);
        second.close();
        assertThat(budget.leased(Purpose.JOURNAL)).isZero();
        assertThat(budget.openLeases(Purpose.JOURNAL)).isZero();
    }

    @Test
    void purposesDoNotShareABound() {
        var budget = bounded(Purpose.JOURNAL, 100).withBound(Purpose.INBOUND, 100);
        granted(budget.tryLease(Purpose.JOURNAL, 100));
        granted(budget.tryLease(Purpose.INBOUND, 100));
        assertThat(budget.tryLease(Purpose.JOURNAL, 1)).isNull();
    }

    @Test
    void aSingleRunOrRequestMayExceedItsBound() {
        for (Purpose purpose : List.of(Purpose.RUN, Purpose.GUEST, Purpose.REQUEST)) {
            var budget = bounded(purpose, 100);
            var huge = granted(budget.tryLease(purpose, 500));
            assertThat(budget.tryLease(purpose, 0)).as("nothing fits beside it").isNull();
            huge.close();
            granted(budget.tryLease(purpose, 1));
            assertThat(budget.tryLease(purpose, 500)).isNull();
        }
        for (Purpose purpose : List.of(Purpose.INBOUND, Purpose.JOURNAL, Purpose.PREPARED)) {
            assertThat(bounded(purpose, 100).tryLease(purpose, 101)).isNull();
        }
    }

    @Test
    void aLeaseGrowsAndShrinks() {
        var budget = bounded(Purpose.JOURNAL, 100);
        var lease = granted(budget.tryLease(Purpose.JOURNAL, 0));
        assertThat(lease.tryGrow(70)).isTrue();
        assertThat(lease.tryGrow(31)).isFalse();
        assertThat(lease.bytes()).isEqualTo(70);
        assertThat(lease.tryGrow(30)).isTrue();
        lease.shrink(50);
        assertThat(lease.bytes()).isEqualTo(50);
        assertThat(budget.leased(Purpose.JOURNAL)).isEqualTo(50);
        assertThatThrownBy(() -> lease.shrink(51))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("less must be 0 to 50, but is 51");
        assertThat(budget.leased(Purpose.JOURNAL)).isEqualTo(50);
    }

    @Test
    void memoryThatIsInUseAlreadyIsChargedBeyondTheBound() {
        var budget = bounded(Purpose.INBOUND, 100);
        var lease = granted(budget.tryLease(Purpose.INBOUND, 0));
        assertThat(lease.charge(100)).isTrue();
        assertThat(lease.charge(1)).isFalse();
        assertThat(budget.leased(Purpose.INBOUND)).isEqualTo(101);
        assertThat(budget.tryLease(Purpose.INBOUND, 0)).isNull();
        var empty = budget.emptyLease(Purpose.INBOUND);
        assertThat(empty.bytes()).isZero();
        assertThat(empty.tryGrow(0)).isFalse();
        assertThat(budget.openLeases(Purpose.INBOUND)).isEqualTo(2);
        empty.close();
        lease.close();
        assertThat(budget.leased(Purpose.INBOUND)).isZero();
    }

    @Test
    void aClosedLeaseHoldsNothing() {
        var budget = bounded(Purpose.JOURNAL, 100);
        var other = granted(budget.tryLease(Purpose.JOURNAL, 10));
        var lease = granted(budget.tryLease(Purpose.JOURNAL, 20));
        lease.close();
        lease.close();
        assertThat(lease.tryGrow(1)).isFalse();
        assertThat(lease.charge(1000)).isTrue();
        lease.shrink(5);
        assertThat(lease.bytes()).isZero();
        assertThat(budget.leased(Purpose.JOURNAL)).isEqualTo(other.bytes());
        assertThat(budget.openLeases(Purpose.JOURNAL)).isEqualTo(1);
    }

    @Test
    void aLeaseReplacesAnotherOnlyIfItIsGranted() {
        var budget = bounded(Purpose.REQUEST, 100);
        var kept = granted(budget.tryLease(Purpose.REQUEST, 40));
        var replaced = granted(budget.tryLease(Purpose.REQUEST, 50));
        assertThat(budget.tryLease(Purpose.REQUEST, 61, replaced)).isNull();
        assertThat(replaced.bytes()).isEqualTo(50);
        granted(budget.tryLease(Purpose.REQUEST, 60, replaced));
        assertThat(replaced.bytes()).isZero();
        assertThat(kept.bytes()).isEqualTo(40);
        assertThat(budget.leased(Purpose.REQUEST)).isEqualTo(100);
        assertThat(budget.openLeases(Purpose.REQUEST)).isEqualTo(2);
        assertThatThrownBy(() -> budget.tryLease(Purpose.RUN, 1, kept))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a lease for RUN cannot replace one for REQUEST");
    }

    @Test
    void negativeSizesAreErrors() {
        var budget = MemoryBudget.unlimited();
        var lease = granted(budget.tryLease(Purpose.JOURNAL, 5));
        assertThatThrownBy(() -> budget.tryLease(Purpose.RUN, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lease.tryGrow(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lease.charge(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lease.shrink(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(budget.leased(Purpose.JOURNAL)).isEqualTo(5);
    }

    /** Random leases on many threads never exceed the budget, and nothing is leased after all have been closed. */
    @ParameterizedTest
    @EnumSource(names = {"RUN", "GUEST", "REQUEST", "INBOUND", "JOURNAL"})
    void randomLeasesOfManyThreadsKeepWithinTheBound(Purpose purpose) {
        var budget = bounded(purpose, 1000);
        var running = new AtomicBoolean(true);
        var observer = start(() -> {
            while (running.get()) {
                assertThat(budget.leased(purpose)).isBetween(0L, 1000L);
            }
        });
        var workers = new ArrayList<CompletableFuture<Void>>();
        for (int seed = 1; seed <= 8; seed++) {
            var random = new Random(seed);
            workers.add(start(() -> leaseAtRandom(budget, purpose, random)));
        }
        CompletableFuture.allOf(workers.toArray(CompletableFuture<?>[]::new)).join();
        running.set(false);
        observer.join();
        assertThat(budget.leased(purpose)).isZero();
        assertThat(budget.openLeases(purpose)).isZero();
    }

    private static void leaseAtRandom(MemoryBudget budget, Purpose purpose, Random random) {
        var leases = new ArrayList<MemoryBudget.Lease>();
        int granted = 0;
        for (int step = 0; step < 5000; step++) {
            int choice = leases.isEmpty() ? 0 : random.nextInt(6);
            MemoryBudget.Lease any = leases.isEmpty() ? null : leases.get(random.nextInt(leases.size()));
            if (choice == 0 || any == null) {
                granted += add(leases, budget.tryLease(purpose, random.nextInt(200)));
            } else if (choice == 1) {
                long before = any.bytes();
                long more = random.nextInt(100);
                long expected = any.tryGrow(more) ? before + more : before;
                assertThat(any.bytes()).isEqualTo(expected);
            } else if (choice == 2) {
                any.shrink(random.nextLong(any.bytes() + 1));
            } else if (choice == 3) {
                var next = budget.tryLease(purpose, random.nextInt(200), any);
                if (next != null) {
                    leases.remove(any);
                }
                granted += add(leases, next);
            } else {
                any.close();
                any.close();
                leases.remove(any);
            }
        }
        leases.forEach(MemoryBudget.Lease::close);
        assertThat(granted).isPositive();
    }

    private static int add(List<MemoryBudget.Lease> leases, MemoryBudget.@Nullable Lease lease) {
        if (lease == null) {
            return 0;
        }
        leases.add(lease);
        return 1;
    }

    private static CompletableFuture<Void> start(Runnable task) {
        return CompletableFuture.runAsync(task, work -> Thread.ofPlatform().start(work));
    }

    private static MemoryBudget of(long heapBytes) {
        return of(heapBytes, 80 * MIB, MIB);
    }

    private static MemoryBudget of(long heapBytes, long largestRequestBytes, long journalBytes) {
        return MemoryBudget.of(heap(heapBytes), MemoryFootprint.NONE, largestRequestBytes, journalBytes);
    }

    /** On a machine without room for guests beside the heap. */
    private static AvailableMemory heap(long bytes) {
        return new AvailableMemory(bytes, bytes, 0);
    }

    private static MemoryBudget bounded(Purpose purpose, long bytes) {
        return MemoryBudget.unlimited().withBound(purpose, bytes);
    }

    private static MemoryBudget.Lease granted(MemoryBudget.@Nullable Lease lease) {
        assertThat(lease).isNotNull();
        if (lease == null) {
            throw new AssertionError();
        }
        return lease;
    }
}
