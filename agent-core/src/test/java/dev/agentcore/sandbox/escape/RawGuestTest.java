// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.escape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import dev.agentcore.sandbox.engine.GuestExitException;
import dev.agentcore.sandbox.wasi.RawGuest;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a guest passes, to whichever function, it gets an error code, and the host does not pay for it. */
@AttackSuite
public final class RawGuestTest {
    private static final long END = RawGuest.MEMORY_END;
    /** Among them all that is open: the standard streams, directories, and a file that can be changed. */
    private static final long[] HOSTILE = {
        0,
        1,
        3,
        4,
        RawGuest.SCRATCH,
        RawGuest.SCRATCH + 1,
        8,
        -1,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        END - 8,
        END - 1,
        END,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private static final int COMBINATIONS = 3000;
    private static final int READ_ONLY = 69;
    private static final int NOT_CAPABLE = 76;
    private static final long MAXIMUM_ALLOCATION = 2 << 20;

    static Stream<String> names() {
        return RawGuest.arities().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void anErrorCodeIsTheAnswer(String name) {
        int arity = Objects.requireNonNull(RawGuest.arities().get(name));
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            var guest = RawGuest.withScratch(new byte[1000]);
            guest.openForWriting(RawGuest.SCRATCH, "file");
            // The first call links what it goes through, which is not the guest's doing.
            callUnmeasured(guest, name, new long[arity]);
            for (int position = 0; position < arity; position++) {
                for (long value : HOSTILE) {
                    long[] arguments = new long[arity];
                    arguments[position] = value;
                    call(guest, name, arguments);
                }
            }
            var random = new Random(name.hashCode());
            for (int i = 0; i < COMBINATIONS; i++) {
                call(
                        guest,
                        name,
                        random.ints(arity, 0, HOSTILE.length)
                                .mapToLong(index -> HOSTILE[index])
                                .toArray());
            }
            assertStillWorks(guest);
        });
    }

    /** Whatever it was asked before, the host answers what it should: as much as can still be reached, and no more. */
    public static void assertStillWorks(RawGuest guest) {
        int file = guest.open(RawGuest.WORKSPACE, "data.txt");
        guest.putVectors(0, 256, 100).call("fd_pread", file, 0, 1, 0, 64);
        assertThat(guest.memory().readInt(64)).isEqualTo(10);
        assertThat(guest.text(256, 10)).isEqualTo("0123456789");
        assertThat(guest.errnoOfPath("path_unlink_file", RawGuest.WORKSPACE, "data.txt"))
                .isEqualTo(READ_ONLY);
        assertThat(guest.errnoOfPath("path_create_directory", RawGuest.WORKSPACE, "../out"))
                .isEqualTo(NOT_CAPABLE);
        assertThat(guest.errnoOfPath("path_create_directory", RawGuest.SCRATCH, "../out"))
                .isEqualTo(NOT_CAPABLE);
    }

    private static void call(RawGuest guest, String name, long[] arguments) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        callUnmeasured(guest, name, arguments);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("%s%s", name, Arrays.toString(arguments))
                .isLessThan(MAXIMUM_ALLOCATION);
    }

    private static void callUnmeasured(RawGuest guest, String name, long[] arguments) {
        try {
            int errno = guest.errno(name, arguments);
            assertThat(errno).as("%s%s", name, Arrays.toString(arguments)).isBetween(0, 76);
        } catch (GuestExitException e) {
            assertThat(name).isEqualTo("proc_exit");
            assertThat(e.code()).isEqualTo((int) arguments[0]);
        }
    }
}
