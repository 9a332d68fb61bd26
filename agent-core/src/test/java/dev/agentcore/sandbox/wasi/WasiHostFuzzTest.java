// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.agentcore.sandbox.engine.GuestExitException;
import dev.agentcore.sandbox.escape.RawGuestTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Any functions, in any order, with any arguments over any memory, are answered by an error code. */
final class WasiHostFuzzTest {
    private static final Map<String, Integer> ARITIES = RawGuest.arities();
    private static final List<String> NAMES = List.copyOf(ARITIES.keySet());
    private static final int CALLS = 20;
    private static final int LONGEST_MEMORY = 4096;

    @FuzzTest
    void answers(FuzzedDataProvider data) {
        var guest = RawGuest.withScratch(data.consumeBytes(100));
        guest.openForWriting(RawGuest.SCRATCH, "file");
        byte[] filled = data.consumeBytes(LONGEST_MEMORY);
        guest.memory().writeBytes(0, filled, 0, filled.length);
        for (int call = 0; call < CALLS && data.remainingBytes() > 0; call++) {
            String name = data.pickValue(NAMES);
            // Whoever asks to wait waits; the watchdog ends that, and is not here.
            if (name.equals("poll_oneoff")) {
                continue;
            }
            long[] arguments = new long[Objects.requireNonNull(ARITIES.get(name))];
            // Small ones are what is open, and where there is something in memory.
            Arrays.setAll(arguments, at -> data.consumeBoolean() ? data.consumeInt(0, 16) : data.consumeLong());
            try {
                assertThat(guest.errno(name, arguments)).isBetween(0, 76);
            } catch (GuestExitException exit) {
                assertThat(name).isEqualTo("proc_exit");
            }
        }
        RawGuestTest.assertStillWorks(guest);
    }
}
