package dev.agentcore.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wasi.WasiExitException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProcessFunctionsTest {
    private static final int RESULT = 512;
    private static final int BUFFER = 1024;

    private final RawGuest guest = new RawGuest();

    @ParameterizedTest
    @ValueSource(strings = {"args", "environ"})
    void thereAreNeitherArgumentsNorEnvironment(String what) {
        guest.memory().writeLong(RESULT, -1);
        guest.call(what + "_sizes_get", RESULT, RESULT + 4).call(what + "_get", BUFFER, BUFFER);
        assertThat(guest.memory().readLong(RESULT)).isZero();
        assertThat(guest.errno(what + "_sizes_get", RESULT, -1)).isEqualTo(Errno.FAULT.code());
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
                        WasiExitException.class,
                        exit -> assertThat(exit.exitCode()).isEqualTo(code));
    }

    @Test
    void signalsAreNotSupportedAndYieldingIsNothing() {
        assertThat(guest.errno("proc_raise", 9)).isEqualTo(Errno.NOTSUP.code());
        guest.call("sched_yield");
    }
}
