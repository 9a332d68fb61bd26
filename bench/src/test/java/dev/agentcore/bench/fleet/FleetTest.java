// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulation agrees with queueing theory where there is a theory, and with itself. */
final class FleetTest {
    private static final long CALLS = 400_000;

    /** No bound that is ever reached, as in the theory. */
    private static final int ENDLESS = 100_000;

    /** So many that none comes often enough to be regular. */
    private static final int MANY = 20_000;

    private static final ServiceTimes A_SECOND = ServiceTimes.exponential(1);

    @ParameterizedTest
    @CsvSource({"1, 0.5", "1, 0.8", "2, 0.6", "2, 0.9", "8, 0.8", "16, 0.8"})
    void oneNodeWaitsAsErlangSays(int slots, double utilization) {
        FleetOutcome outcome = run(FleetPlan.standard(1, slots, A_SECOND)
                .withQueueCapacity(ENDLESS)
                .withUtilization(utilization));
        assertThat(outcome.refusals()).isZero();
        assertThat(outcome.meanBusy()).isCloseTo(slots * utilization, withinPercentage(2));
        assertThat(share(outcome)).isCloseTo(Erlang.waiting(slots, utilization), withinPercentage(5));
        assertThat(outcome.waits().millis(99))
                .isCloseTo(1e3 * Erlang.wait(slots, utilization, 99), withinPercentage(8));
    }

    /** How probable it is to wait, by the percentile at which waits begin. */
    private static double share(FleetOutcome outcome) {
        double low = 0;
        double high = 100;
        while (high - low > 0.01) {
            double middle = (low + high) / 2;
            if (outcome.waits().millis(middle) > 0) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return 1 - low / 100;
    }

    @Test
    void nodesThatVeryManyClientsTakeInTurnWaitAsByChance() {
        FleetOutcome outcome = run(FleetPlan.standard(50, 2, A_SECOND)
                .withQueueCapacity(ENDLESS)
                .withClients(MANY, Choice.ROUND_ROBIN)
                .withUtilization(0.8));
        assertThat(outcome.waits().millis(99)).isCloseTo(1e3 * Erlang.wait(2, 0.8, 99), withinPercentage(8));
    }

    @Test
    void theFewerClientsTakeTurnsTheMoreEvenlyTheyDo() {
        FleetPlan plan = FleetPlan.standard(50, 2, A_SECOND).withUtilization(0.8);
        double few = run(plan.withClients(4, Choice.ROUND_ROBIN)).waits().millis(99);
        double more = run(plan.withClients(200, Choice.ROUND_ROBIN)).waits().millis(99);
        assertThat(few).isLessThan(more);
        assertThat(more).isLessThan(1e3 * Erlang.wait(2, 0.8, 99));
    }

    @Test
    void whenServiceTimesDoNotVaryOneSlotWaitsHalfAsLong() {
        // Pollaczek and Khinchine: the mean wait is half of M/M/1's. With ρ = 0.5 half of the calls wait not at all.
        FleetOutcome outcome = run(FleetPlan.standard(1, 1, ServiceTimes.anyOf(1))
                .withQueueCapacity(ENDLESS)
                .withUtilization(0.5));
        assertThat(share(outcome)).isCloseTo(0.5, withinPercentage(3));
        assertThat(mean(outcome)).isCloseTo(0.5, withinPercentage(5));
    }

    private static double mean(FleetOutcome outcome) {
        double sum = 0;
        int parts = 10_000;
        for (int part = 0; part < parts; part++) {
            sum += outcome.waits().millis(100.0 * (part + 0.5) / parts);
        }
        return sum / parts / 1e3;
    }

    @Test
    void withoutAQueueRejectionsFollowErlangsLossFormula() {
        // B(2, 1) is 1/5: two slots, a load of one, and nobody comes again.
        FleetPlan plan = new FleetPlan(1, 2, 0, 1, Choice.ROUND_ROBIN, A_SECOND, 0.5, 1, 1);
        FleetOutcome outcome = run(plan);
        assertThat(outcome.refusedPercent()).isCloseTo(20, withinPercentage(3));
        assertThat(outcome.givenUp()).isEqualTo(outcome.refusals());
    }

    @Test
    void oneClientThatKnowsAllCallsChoosesBetterThanOneThatTakesTurns() {
        FleetPlan plan = FleetPlan.standard(50, 2, A_SECOND).withUtilization(0.9);
        double inTurn = run(plan.withClients(1, Choice.ROUND_ROBIN)).waits().millis(99);
        double byCalls = run(plan.withClients(1, Choice.LEAST_REQUEST)).waits().millis(99);
        assertThat(byCalls).isLessThan(inTurn);
    }

    @Test
    void overloadIsRejectedUntilAttemptsAreUsedUp() {
        FleetOutcome outcome = run(FleetPlan.standard(10, 2, A_SECOND).withUtilization(1.5));
        assertThat(outcome.meanBusy()).isCloseTo(20, withinPercentage(1));
        assertThat(outcome.givenUp()).isPositive();
        assertThat(outcome.refusals()).isGreaterThan(4 * outcome.givenUp());
        assertThat(outcome.calls()).isEqualTo(outcome.waits().count() + outcome.givenUp());
    }

    @Test
    void aReplacedNodeFinishesItsCalls() {
        FleetPlan plan = FleetPlan.standard(20, 2, A_SECOND).withUtilization(0.6);
        FleetOutcome outcome = Fleet.simulate(plan, new Disturbance(5, true), CALLS / 10, CALLS / 10, 1);
        assertThat(outcome.lost()).isZero();
        assertThat(outcome.refusals()).isPositive();
        assertThat(outcome.givenUp()).isZero();
        assertThat(outcome.calls()).isEqualTo(outcome.waits().count());
    }

    @Test
    void theOthersTakeTheLoadOfThoseThatAreLost() {
        FleetPlan plan = FleetPlan.standard(30, 2, A_SECOND)
                .withClients(MANY, Choice.ROUND_ROBIN)
                .withUtilization(0.6);
        FleetOutcome outcome = Fleet.simulate(plan, new Disturbance(10, false), CALLS, CALLS, 1);
        assertThat(outcome.lost()).isBetween(1L, 10L * (2 + 64));
        assertThat(outcome.meanBusy()).isCloseTo(36, withinPercentage(2));
        // Two thirds of the slots for the same calls: 90 %.
        assertThat(outcome.waits().millis(99)).isCloseTo(1e3 * Erlang.wait(2, 0.9, 99), withinPercentage(10));
    }

    @Test
    void theSameSeedGivesTheSame() {
        FleetPlan plan = FleetPlan.standard(10, 2, A_SECOND).withUtilization(0.9);
        assertThat(run(plan).waits().millis(99)).isEqualTo(run(plan).waits().millis(99));
    }

    private static FleetOutcome run(FleetPlan plan) {
        return Fleet.simulate(plan, Disturbance.NONE, CALLS, CALLS, 20_261_122);
    }
}
