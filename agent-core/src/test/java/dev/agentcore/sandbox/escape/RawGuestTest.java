package dev.agentcore.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.wasi.WasiExitException;
import com.sun.management.ThreadMXBean;
import dev.agentcore.execution.Bytes;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a guest passes, to whichever function, it gets an error code, and the host does not pay for it. */
final class WasiHostileArgumentsTest {
    private static final long END = RawGuest.MEMORY_END;
    private static final long[] HOSTILE = {
        0, 1, 3, 4, 8, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, END - 8, END - 1, END, Long.MAX_VALUE, Long.MIN_VALUE
    };
    private static final int COMBINATIONS = 3000;
    private static final long MAXIMUM_ALLOCATION = 2 << 20;

    static Stream<HostFunction> functions() {
        return Arrays.stream(new WasiHost(RawGuest.environment(Bytes.empty(), (stream, data) -> {})).functions());
    }

    static Stream<String> names() {
        return functions().map(HostFunction::name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void anErrorCodeIsTheAnswer(String name) {
        HostFunction function = functions()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        int arity = function.functionType().params().size();
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            var guest = new RawGuest(Bytes.copyOf(new byte[1000]), (stream, data) -> {});
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
        });
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
        } catch (WasiExitException e) {
            assertThat(name).isEqualTo("proc_exit");
            assertThat(e.exitCode()).isEqualTo((int) arguments[0]);
        }
    }
}
