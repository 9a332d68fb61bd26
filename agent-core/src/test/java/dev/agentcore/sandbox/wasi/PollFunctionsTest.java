// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.agentcore.execution.Bytes;
import dev.agentcore.sandbox.engine.GuestInterruptedException;
import dev.agentcore.sandbox.fs.Errno;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class PollFunctionsTest {
    private static final int INPUT = 1024;
    private static final int OUTPUT = 80_000;
    private static final int RESULT = 512;
    private static final int CLOCK = 0;
    private static final int FD_READ = 1;
    private static final int FD_WRITE = 2;
    private static final int RELATIVE = 0;
    private static final int ABSOLUTE = 1;

    private final RawGuest guest = new RawGuest(Bytes.copyOf(new byte[7]));

    @Test
    void sleepsAsLongAsItIsAskedTo() {
        clock(0, GuestClocks.MONOTONIC, Duration.ofMillis(30).toNanos(), RELATIVE);
        long begin = System.nanoTime();
        assertThat(poll(1)).isEqualTo(1);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(29));
        assertEvent(0, 100, CLOCK, Errno.SUCCESS);
    }

    @Test
    void sleepsUntilAMoment() {
        guest.call("clock_time_get", GuestClocks.MONOTONIC, 0, RESULT);
        long deadline = guest.memory().readLong(RESULT) + Duration.ofMillis(30).toNanos();
        clock(0, GuestClocks.MONOTONIC, deadline, ABSOLUTE);
        poll(1);
        guest.call("clock_time_get", GuestClocks.MONOTONIC, 0, RESULT);
        assertThat(guest.memory().readLong(RESULT)).isGreaterThanOrEqualTo(deadline);
        clock(0, GuestClocks.REALTIME, 1, ABSOLUTE);
        assertThat(poll(1)).isEqualTo(1);
    }

    @Test
    void aDurationPassesEvenIfTheWallClockStandsStill() {
        clock(0, GuestClocks.REALTIME, Duration.ofMillis(2).toNanos(), RELATIVE);
        assertThat(poll(1)).isEqualTo(1);
        assertEvent(0, 100, CLOCK, Errno.SUCCESS);
    }

    @Test
    void theFirstOfSeveralWakes() {
        clock(0, GuestClocks.MONOTONIC, Duration.ofHours(1).toNanos(), RELATIVE);
        clock(1, GuestClocks.MONOTONIC, Duration.ofMillis(1).toNanos(), RELATIVE);
        clock(2, GuestClocks.MONOTONIC, -1, RELATIVE);
        clock(3, GuestClocks.MONOTONIC, -1, ABSOLUTE);
        clock(4, GuestClocks.MONOTONIC, Long.MAX_VALUE, RELATIVE);
        assertThat(poll(5)).isEqualTo(1);
        assertEvent(0, 101, CLOCK, Errno.SUCCESS);
    }

    @ParameterizedTest
    @ValueSource(longs = {3_600_000_000_000L, Long.MAX_VALUE, -1})
    void anInterruptionEndsTheSleepAndIsKept(long timeout) throws InterruptedException {
        clock(0, GuestClocks.MONOTONIC, timeout, RELATIVE);
        Thread sleeper = Thread.currentThread();
        Thread waker = Thread.ofPlatform().start(() -> {
            await().until(() -> sleeper.getState() == Thread.State.TIMED_WAITING);
            sleeper.interrupt();
        });
        assertThatThrownBy(() -> poll(1)).isInstanceOf(GuestInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        waker.join();
    }

    @Test
    void descriptorsAreReadyAtOnce() {
        int file = guest.open(RawGuest.WORKSPACE, "data.txt");
        clock(0, GuestClocks.MONOTONIC, Duration.ofHours(1).toNanos(), RELATIVE);
        descriptor(1, FD_READ, 0);
        descriptor(2, FD_WRITE, 1);
        descriptor(3, FD_READ, file);
        descriptor(4, FD_READ, 99);
        assertThat(poll(5)).isEqualTo(4);
        assertEvent(0, 101, FD_READ, Errno.SUCCESS);
        assertThat(guest.memory().readLong(OUTPUT + 16)).isEqualTo(7);
        assertEvent(1, 102, FD_WRITE, Errno.SUCCESS);
        assertEvent(2, 103, FD_READ, Errno.SUCCESS);
        assertThat(guest.memory().readLong(OUTPUT + 64 + 16)).isEqualTo(10);
        assertEvent(3, 104, FD_READ, Errno.BADF);
    }

    @ParameterizedTest
    @CsvSource({"2, NOTSUP", "3, NOTSUP", "4, INVAL", "-1, INVAL"})
    void aClockThatCannotBeWaitedForIsReportedAtOnce(int clock, Errno expected) {
        clock(0, clock, 1, RELATIVE);
        assertThat(poll(1)).isEqualTo(1);
        assertEvent(0, 100, CLOCK, expected);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThat(errno(0)).isEqualTo(Errno.INVAL.code());
        assertThat(errno(1025)).isEqualTo(Errno.INVAL.code());
        assertThat(errno(-1)).isEqualTo(Errno.INVAL.code());
        guest.memory().writeByte(INPUT + 8, (byte) 3);
        assertThat(errno(1)).isEqualTo(Errno.INVAL.code());
        assertThat(guest.errno("poll_oneoff", RawGuest.MEMORY_END - 47, OUTPUT, 1, RESULT))
                .isEqualTo(Errno.FAULT.code());
        assertThat(guest.errno("poll_oneoff", INPUT, RawGuest.MEMORY_END - 31, 1, RESULT))
                .isEqualTo(Errno.FAULT.code());
        assertThat(guest.errno("poll_oneoff", INPUT, OUTPUT, 1, RawGuest.MEMORY_END - 3))
                .isEqualTo(Errno.FAULT.code());
    }

    private void clock(int index, int id, long timeout, int flags) {
        subscribe(index, CLOCK, id);
        guest.memory().writeLong(INPUT + index * 48 + 24, timeout);
        guest.memory().writeShort(INPUT + index * 48 + 40, (short) flags);
    }

    private void descriptor(int index, int type, int fd) {
        subscribe(index, type, fd);
    }

    private void subscribe(int index, int type, int subject) {
        int at = INPUT + index * 48;
        guest.memory().writeLong(at, 100 + index);
        guest.memory().writeByte(at + 8, (byte) type);
        guest.memory().writeInt(at + 16, subject);
    }

    private int poll(int count) {
        guest.call("poll_oneoff", INPUT, OUTPUT, count, RESULT);
        return guest.memory().readInt(RESULT);
    }

    private int errno(int count) {
        return guest.errno("poll_oneoff", INPUT, OUTPUT, count, RESULT);
    }

    private void assertEvent(int index, long userData, int type, Errno errno) {
        int at = OUTPUT + index * 32;
        assertThat(guest.memory().readLong(at)).isEqualTo(userData);
        assertThat(guest.memory().readShort(at + 8)).isEqualTo((short) errno.code());
        assertThat(guest.memory().readByte(at + 10)).isEqualTo((byte) type);
    }
}
