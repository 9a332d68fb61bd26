// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.sandbox.engine.GuestInterruptedException;
import dev.agentcore.sandbox.engine.GuestTrapException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a guest passes to the functions of its threads, one thread runs at a time, all end, and the host pays for
 * none of it.
 */
@Timeout(60)
final class RawThreadsTest {
    private static final int SUCCESS = 0;
    private static final int AGAIN = 6;
    private static final int INTERRUPTED = 27;
    private static final int TIMED_OUT = 73;
    private static final int MAXIMUM = 64;
    private static final long[] HOSTILE = {
        0,
        1,
        -1,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        RawThreads.MEMORY_END - 4,
        RawThreads.MEMORY_END,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private final ThreadPool pool = new ThreadPool(1000);

    @AfterEach
    void everyThreadWasGivenBack() throws InterruptedException {
        while (pool.free() < 1000) {
            Thread.sleep(1);
        }
        pool.close();
    }

    @Test
    void anyAddressCanBeWaitedForAndWoken() {
        try (var guest = new RawThreads(MAXIMUM, pool)) {
            for (long address : HOSTILE) {
                for (long count : HOSTILE) {
                    guest.function("thread_wake", address, count);
                }
                assertThat(guest.function("thread_wait", address, 0)).isEqualTo(TIMED_OUT);
                assertThat(guest.function("thread_wait", address, 1)).isEqualTo(TIMED_OUT);
                // Nobody is left to wake it.
                assertThat(guest.function("thread_wait", address, -1)).isEqualTo(INTERRUPTED);
                assertThat(guest.function("thread_wait", address, Long.MIN_VALUE))
                        .isEqualTo(INTERRUPTED);
            }
        }
    }

    @Test
    void anyStackIsTheThreadsOwnAffair() {
        List<Integer> arguments = Collections.synchronizedList(new ArrayList<>());
        try (var guest = new RawThreads(MAXIMUM, pool)) {
            guest.does(arguments::add);
            int started = 0;
            for (long top : HOSTILE) {
                for (long end : HOSTILE) {
                    assertThat(guest.function("thread_start", started, top, end))
                            .isEqualTo(SUCCESS);
                    started++;
                    while (guest.threads().others() > 0) {
                        assertThat(guest.function("thread_wait", 8, 1000)).isEqualTo(TIMED_OUT);
                    }
                }
            }
            assertThat(arguments).hasSize(started);
            assertThat(guest.stack().pointer()).isEqualTo(RawThreads.MEMORY_END);
        }
    }

    @Test
    void noMoreAreStartedThanAllowed() {
        try (var guest = new RawThreads(MAXIMUM, pool)) {
            guest.does(argument -> guest.function("thread_wait", argument, -1));
            for (int i = 1; i < MAXIMUM; i++) {
                assertThat(guest.function("thread_start", i, 0, 0)).isEqualTo(SUCCESS);
            }
            assertThat(guest.function("thread_start", 0, 0, 0)).isEqualTo(AGAIN);
            assertThat(guest.threads().others()).isEqualTo(MAXIMUM - 1);
        }
    }

    @Test
    void guestsShareTheServersThreads() {
        var few = new ThreadPool(2);
        try (var one = new RawThreads(MAXIMUM, few);
                var other = new RawThreads(MAXIMUM, few)) {
            one.does(argument -> one.function("thread_wait", argument, -1));
            assertThat(one.function("thread_start", 1, 0, 0)).isEqualTo(SUCCESS);
            assertThat(one.function("thread_start", 2, 0, 0)).isEqualTo(SUCCESS);
            assertThat(other.function("thread_start", 1, 0, 0)).isEqualTo(AGAIN);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Integer.MAX_VALUE, RawThreads.MEMORY_END, RawThreads.MEMORY_END - 4})
    void anAlarmsAddressIsChecked(long address) {
        try (var guest = new RawThreads(MAXIMUM, pool)) {
            assertThatThrownBy(() -> guest.function("alarm", 1000, 1000, address))
                    .isInstanceOf(GuestTrapException.class);
            assertThat(guest.function("thread_wait", 0, -1)).isEqualTo(INTERRUPTED);
        }
    }

    @Test
    void anyAlarmCanBeSet() {
        try (var guest = new RawThreads(MAXIMUM, pool)) {
            for (long first : HOSTILE) {
                for (long next : HOSTILE) {
                    guest.function("alarm", first, next, 0);
                    assertThat(guest.memory().readLong(0)).isGreaterThanOrEqualTo(0);
                    guest.threads().tick();
                }
            }
        }
    }

    @Test
    void aThreadThatFailsEndsAllOthers() {
        var failure = new GuestTrapException(GuestTrapException.Kind.MEMORY, "forged", null);
        try (var guest = new RawThreads(MAXIMUM, pool)) {
            guest.does(argument -> {
                if (argument == 5) {
                    throw failure;
                }
                guest.function("thread_wait", 0, -1);
            });
            for (int i = 1; i <= 5; i++) {
                assertThat(guest.function("thread_start", i, 0, 0)).isEqualTo(SUCCESS);
            }
            assertThatThrownBy(() -> guest.function("thread_wait", 0, -1))
                    .isInstanceOf(GuestInterruptedException.class);
            assertThat(guest.threads().failure()).isSameAs(failure);
        }
        // The thread that runs this test was the guest's main thread.
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void oneRunsAtATimeWhateverTheyDo() {
        var running = new AtomicInteger(1);
        var violations = new AtomicInteger();
        try (var guest = new RawThreads(16, pool)) {
            guest.does(seed -> {
                var random = new Random(seed);
                enter(running, violations);
                for (int i = 0; i < 2000; i++) {
                    long address = random.nextInt(4);
                    running.decrementAndGet();
                    switch (random.nextInt(5)) {
                        case 0 -> guest.function("thread_wait", address, random.nextInt(20_000));
                        case 1 -> guest.function("thread_wake", address, random.nextInt(3));
                        case 2 -> guest.function("thread_wait", address, 0);
                        case 3 -> guest.threads().descriptorsChanged();
                        default -> guest.checkInterruption();
                    }
                    enter(running, violations);
                }
                running.decrementAndGet();
            });
            for (int i = 1; i < 16; i++) {
                assertThat(guest.function("thread_start", i, 0, 0)).isEqualTo(SUCCESS);
            }
            while (guest.threads().others() > 0) {
                guest.threads().tick();
                running.decrementAndGet();
                guest.function("thread_wait", 9, 100_000);
                enter(running, violations);
            }
        }
        assertThat(violations).hasValue(0);
    }

    private static void enter(AtomicInteger running, AtomicInteger violations) {
        if (running.incrementAndGet() != 1) {
            violations.incrementAndGet();
        }
    }

    @Test
    void aThreadThatOutlivesEverythingIsStopped() {
        try (var guest = new RawThreads(MAXIMUM, pool)) {
            guest.does(argument -> {
                while (true) {
                    guest.checkInterruption();
                    if (argument == 1) {
                        guest.function("thread_wait", 0, 0);
                    }
                }
            });
            assertThat(guest.function("thread_start", 1, 0, 0)).isEqualTo(SUCCESS);
            guest.function("thread_wait", 8, 0);
        }
    }
}
