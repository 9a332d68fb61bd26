// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.sandbox.fs.Errno;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClockFunctionsTest {
    private static final int RESULT = 512;

    private final RawGuest guest = new RawGuest();

    @Test
    void theWallClockIsTheOneThatWasGivenCutToMicroseconds() {
        assertThat(now(GuestClocks.REALTIME)).isEqualTo(RawGuest.NOW.getEpochSecond() * 1_000_000_000 + 123_456_000);
    }

    @Test
    void theMonotonicClockGoesOnAndDoesNotTellTheHostsUptime() throws InterruptedException {
        long before = now(GuestClocks.MONOTONIC);
        assertThat(before).isGreaterThanOrEqualTo(now(GuestClocks.REALTIME));
        Thread.sleep(2);
        assertThat(now(GuestClocks.MONOTONIC) - before)
                .isBetween(2_000_000L, Duration.ofSeconds(30).toNanos())
                .matches(nanos -> nanos % 1000 == 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {GuestClocks.PROCESS_CPUTIME, GuestClocks.THREAD_CPUTIME})
    void processorTimeIsTheGuestsOwn(int clock) {
        long before = now(clock);
        assertThat(before).isBetween(0L, Duration.ofSeconds(30).toNanos());
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        long after = before;
        while (after - before < 5_000_000 && System.nanoTime() < until) {
            after = now(clock);
        }
        assertThat(after - before).isGreaterThanOrEqualTo(5_000_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void clocksAreAMicrosecondFine(int clock) {
        guest.call("clock_res_get", clock, RESULT);
        assertThat(guest.memory().readLong(RESULT)).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, -1, Integer.MIN_VALUE})
    void thereAreNoOtherClocks(int clock) {
        assertThat(guest.errno("clock_res_get", clock, RESULT)).isEqualTo(Errno.INVAL.code());
        assertThat(guest.errno("clock_time_get", clock, 0, RESULT)).isEqualTo(Errno.INVAL.code());
        assertThat(guest.errno("clock_time_get", 0, 0, RawGuest.MEMORY_END - 7)).isEqualTo(Errno.FAULT.code());
    }

    private long now(int clock) {
        guest.call("clock_time_get", clock, 1, RESULT);
        return guest.memory().readLong(RESULT);
    }
}
