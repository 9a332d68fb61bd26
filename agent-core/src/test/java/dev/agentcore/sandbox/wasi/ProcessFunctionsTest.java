// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.sandbox.engine.GuestExitException;
import dev.agentcore.sandbox.fs.Errno;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProcessFunctionsTest {
    private static final int RESULT = 512;
    private static final int BUFFER = 1024;

    private final RawGuest guest = new RawGuest();

    @ParameterizedTest
    @ValueSource(strings = {"args", "environ"})
    void thereAreNeitherArgumentsNorEnvironmentUnlessGiven(String what) {
        guest.memory().writeLong(RESULT, -1);
        guest.call(what + "_sizes_get", RESULT, RESULT + 4).call(what + "_get", BUFFER, BUFFER);
        assertThat(guest.memory().readLong(RESULT)).isZero();
        assertThat(guest.errno(what + "_sizes_get", RESULT, -1)).isEqualTo(Errno.FAULT.code());
    }

    @Test
    void argumentsAndVariablesAreLaidOutAsCWantsThem() {
        RawGuest given = RawGuest.given(List.of("python", "", "\u00fc"), List.of("A=1", "B="));
        given.call("args_sizes_get", RESULT, RESULT + 4);
        assertThat(given.memory().readInt(RESULT)).isEqualTo(3);
        assertThat(given.memory().readInt(RESULT + 4)).isEqualTo(11);
        given.call("args_get", RESULT, BUFFER);
        assertThat(given.text(BUFFER, 11)).isEqualTo("python\0\0\u00fc\0");
        assertThat(new int[] {
                    given.memory().readInt(RESULT),
                    given.memory().readInt(RESULT + 4),
                    given.memory().readInt(RESULT + 8),
                    given.memory().readInt(RESULT + 12)
                })
                .containsExactly(BUFFER, BUFFER + 7, BUFFER + 8, 0);
        given.call("environ_sizes_get", RESULT, RESULT + 4);
        assertThat(given.memory().readInt(RESULT)).isEqualTo(2);
        given.call("environ_get", RESULT, BUFFER);
        assertThat(given.text(BUFFER, 7)).isEqualTo("A=1\0B=\0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"args", "environ"})
    void argumentsAndVariablesAreWrittenInsideTheMemoryOnly(String what) {
        RawGuest given = RawGuest.given(List.of("python", "x"), List.of("A=1", "B=2"));
        int end = RawGuest.MEMORY_END;
        assertThat(given.errno(what + "_get", end - 4, BUFFER)).isEqualTo(Errno.FAULT.code());
        assertThat(given.errno(what + "_get", -4, BUFFER)).isEqualTo(Errno.FAULT.code());
        assertThat(given.errno(what + "_get", BUFFER, end - 4)).isEqualTo(Errno.FAULT.code());
        assertThat(given.errno(what + "_get", BUFFER, -1)).isEqualTo(Errno.FAULT.code());
        assertThat(given.memory().readBytes(0, end)).containsOnly(0);
    }

    @Test
    void randomBytesFillWhatIsAskedForAndNothingElse() {
        guest.call("random_get", BUFFER, 100_000);
        byte[] filled = guest.memory().readBytes(BUFFER, 100_000);
        for (int at = 0; at < filled.length; at += 64) {
            assertThat(guest.memory().readBytes(BUFFER + at, 16)).isNotEqualTo(new byte[16]);
        }
        assertThat(guest.memory().readBytes(0, BUFFER)).containsOnly(0);
        assertThat(guest.memory().readBytes(BUFFER + 100_000, 64)).containsOnly(0);
        guest.call("random_get", BUFFER, 0);
        assertThat(guest.errno("random_get", BUFFER, RawGuest.MEMORY_END)).isEqualTo(Errno.FAULT.code());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, -1})
    void theExitEndsTheRun(int code) {
        assertThatThrownBy(() -> guest.errno("proc_exit", code))
                .isInstanceOfSatisfying(
                        GuestExitException.class,
                        exit -> assertThat(exit.code()).isEqualTo(code));
    }

    @Test
    void signalsAreNotSupportedAndYieldingIsNothing() {
        assertThat(guest.errno("proc_raise", 9)).isEqualTo(Errno.NOTSUP.code());
        guest.call("sched_yield");
    }
}
