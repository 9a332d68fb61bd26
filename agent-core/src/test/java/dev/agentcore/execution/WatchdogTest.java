// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("measures CPU time")
@Timeout(30)
final class WatchdogTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Watchdog watchdog = new Watchdog();

    @AfterEach
    void close() {
        watchdog.close();
    }

    @Test
    void wallTimeStopsAThreadThatWaits() {
        var ticker = new ManualTicker();
        try (var manual = new Watchdog(ticker);
                var watch = manual.watch(limits(Duration.ofHours(1), LONG), Cancellation.never())) {
            ticker.advance(Duration.ofHours(1).minusNanos(1));
            assertThat(watch.stopReason()).isNull();
            assertThat(watch.wallTime()).isEqualTo(Duration.ofHours(1).minusNanos(1));
            ticker.advance(Duration.ofNanos(1));
            awaitInterruption();
            assertThat(watch.stopReason()).isEqualTo(StopReason.WALL_TIME);
            assertThat(watch.wallTime()).isEqualTo(Duration.ofHours(1));
        }
    }

    @Test
    void theJvmsOwnTimeIsTheDefault() {
        try (var watch = watchdog.watch(limits(Duration.ofMillis(50), LONG), Cancellation.never())) {
            awaitInterruption();
            assertThat(watch.stopReason()).isEqualTo(StopReason.WALL_TIME);
            assertThat(watch.wallTime()).isGreaterThanOrEqualTo(Duration.ofMillis(50));
        }
    }

    @Test
    void cpuTimeStopsAThreadThatComputes() {
        try (var watch = watchdog.watch(limits(LONG, Duration.ofMillis(50)), Cancellation.never())) {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            assertThat(watch.stopReason()).isEqualTo(StopReason.CPU_TIME);
            assertThat(watch.cpuTime()).isGreaterThanOrEqualTo(Duration.ofMillis(50));
        }
    }

    @Test
    void whatRunsOnTheThreadsBehalfCountsAndIsStopped() {
        var used = new AtomicLong(Duration.ofDays(1).toNanos());
        var stopped = new AtomicBoolean();
        var others = new Watched() {
            @Override
            public void stop() {
                stopped.set(true);
            }

            @Override
            public void tick() {
                used.addAndGet(Duration.ofMinutes(1).toNanos());
            }

            @Override
            public long cpuNanos() {
                return used.get();
            }
        };
        try (var watch = watchdog.watch(limits(LONG, Duration.ofMinutes(10)).ofRun(), Cancellation.never(), others)) {
            awaitInterruption();
            assertThat(watch.stopReason()).isEqualTo(StopReason.CPU_TIME);
            assertThat(watch.cpuTime()).isBetween(Duration.ofMinutes(10), Duration.ofHours(1));
            assertThat(stopped).isTrue();
        }
    }

    @Test
    void waitingConsumesNoCpuTime() throws InterruptedException {
        try (var watch = watchdog.watch(limits(LONG, Duration.ofMillis(50)), Cancellation.never())) {
            Thread.sleep(200);
            assertThat(watch.stopReason()).isNull();
        }
    }

    @Test
    void cancellationStopsFromAnyThread() {
        var cancellation = new CancellationSource();
        try (var watch = watchdog.watch(limits(LONG, LONG), cancellation)) {
            Thread.ofPlatform().start(cancellation::request);
            awaitInterruption();
            assertThat(watch.stopReason()).isEqualTo(StopReason.CANCELLED);
        }
    }

    @Test
    void anEarlierCancellationStopsAtOnce() {
        var cancellation = new CancellationSource();
        cancellation.request();
        try (var watch = watchdog.watch(limits(LONG, LONG), cancellation)) {
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            assertThat(watch.stopReason()).isEqualTo(StopReason.CANCELLED);
        }
    }

    @Test
    void interruptsAgainWhenTheInterruptionWasConsumed() {
        try (var watch = watchdog.watch(limits(Duration.ofMillis(1), LONG), Cancellation.never())) {
            for (int time = 0; time < 20; time++) {
                awaitInterruption();
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(watch.stopReason()).isEqualTo(StopReason.WALL_TIME);
        }
    }

    @Test
    void theFirstReasonStays() {
        var cancellation = new CancellationSource();
        try (var watch = watchdog.watch(limits(Duration.ofMillis(1), LONG), cancellation)) {
            awaitInterruption();
            cancellation.request();
            assertThat(watch.stopReason()).isEqualTo(StopReason.WALL_TIME);
        }
    }

    @Test
    void anEarlierInterruptionIsCleared() {
        Thread.currentThread().interrupt();
        try (var watch = watchdog.watch(limits(LONG, LONG), Cancellation.never())) {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(watch.stopReason()).isNull();
        }
    }

    @Test
    void nothingInterruptsAfterTheEnd() {
        for (int round = 0; round < 300; round++) {
            var cancellation = new CancellationSource();
            var begin = new CountDownLatch(1);
            var canceller = Thread.ofPlatform().start(() -> {
                awaitUninterruptibly(begin);
                cancellation.request();
            });
            try (var watch = watchdog.watch(limits(Duration.ofMillis(5), Duration.ofMillis(5)), cancellation)) {
                begin.countDown();
                spin(Duration.ofMillis(4).plusNanos(round * 10_000L));
                assertThat(watch.wallTime()).isPositive();
            }
            spin(Duration.ofMillis(1));
            assertThat(Thread.currentThread().isInterrupted())
                    .as("round %d", round)
                    .isFalse();
            joinUninterruptibly(canceller);
            assertThat(Thread.interrupted())
                    .as("round %d, cancelled late", round)
                    .isFalse();
        }
    }

    @Test
    void wakesUpForItsFirstWatch() {
        for (int round = 0; round < 200; round++) {
            try (var watch = watchdog.watch(limits(Duration.ofMillis(1), LONG), Cancellation.never())) {
                awaitInterruption();
                assertThat(watch.stopReason()).isEqualTo(StopReason.WALL_TIME);
            }
            // Sometimes long enough for the watchdog to go back to sleep, and sometimes not.
            spin(Duration.ofNanos((round % 8) * 1_000_000L));
        }
    }

    @Test
    void watchesManyThreadsAtOnce() {
        var stopped = new CompletableFuture<?>[16];
        for (int index = 0; index < stopped.length; index++) {
            var limits = limits(Duration.ofMillis(20 + index), LONG);
            stopped[index] = CompletableFuture.runAsync(
                    () -> {
                        try (var watch = watchdog.watch(limits, Cancellation.never())) {
                            awaitInterruption();
                            assertThat(watch.stopReason()).isEqualTo(StopReason.WALL_TIME);
                        }
                    },
                    task -> Thread.ofPlatform().start(task));
        }
        CompletableFuture.allOf(stopped).orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    void onlyTheWatchedThreadEndsItsWatch() throws InterruptedException {
        var failure = new AtomicReference<@Nullable Throwable>();
        try (var watch = watchdog.watch(limits(LONG, LONG), Cancellation.never())) {
            var other = Thread.ofPlatform()
                    .uncaughtExceptionHandler((thread, thrown) -> failure.set(thrown))
                    .start(watch::close);
            other.join();
        }
        assertThat(failure.get()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aVirtualThreadCannotBeWatched() throws InterruptedException {
        var failure = new AtomicReference<@Nullable Throwable>();
        Thread.ofVirtual()
                .uncaughtExceptionHandler((thread, thrown) -> failure.set(thrown))
                .start(() -> watchdog.watch(limits(LONG, LONG), Cancellation.never()))
                .join();
        assertThat(failure.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("virtual");
    }

    @Test
    void limitsAreNeverZero() {
        assertThatThrownBy(() -> limits(Duration.ZERO, LONG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("wallTime must be PT0.000000001S to PT24H, but is PT0S");
    }

    private static Limits limits(Duration wallTime, Duration cpuTime) {
        return new Limits(wallTime, cpuTime, 1, 1);
    }

    private static void awaitInterruption() {
        // If nothing interrupts the thread, JUnit does when the test's timeout is over, and there is no stop reason
        // then.
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
        }
    }

    private static void spin(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    private static void joinUninterruptibly(Thread thread) {
        while (thread.isAlive()) {
            Thread.onSpinWait();
        }
    }
}
