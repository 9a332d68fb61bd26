// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class CpuSharesTest {
    private static final String BEFORE = """
            2026-11-21 14:49:12
            Full thread dump OpenJDK 64-Bit Server VM:

            "agent-core-slot-1" #27 [158] daemon prio=5 os_prio=0 cpu=100.00ms elapsed=9.27s tid=0x1 nid=158 waiting on condition  [0x2]
               java.lang.Thread.State: WAITING (parking)
            "GC Thread#0" os_prio=0 cpu=10.95ms elapsed=9.79s tid=0x3 nid=136 runnable
            """;
    private static final String AFTER = """
            "agent-core-slot-1" #27 [158] daemon prio=5 os_prio=0 cpu=500.00ms elapsed=19.27s tid=0x1 nid=158 runnable  [0x2]
            "agent-core-slot-2" #28 [159] daemon prio=5 os_prio=0 cpu=100.00ms elapsed=9.27s tid=0x1 nid=159 runnable  [0x2]
            "agent-core-images" #25 [156] daemon prio=5 os_prio=0 cpu=50.00ms elapsed=9.28s tid=0x4 nid=156 runnable [0x5]
            "grpc-default-worker-ELG-3-1" #35 [216] daemon prio=5 os_prio=0 cpu=40.00ms elapsed=6.05s tid=0x6 nid=216 runnable  [0x7]
            "C2 CompilerThread0" #17 [149] daemon prio=9 os_prio=0 cpu=30.50ms elapsed=9.75s tid=0x8 nid=149 waiting on condition  [0x0]
            "GC Thread#0" os_prio=0 cpu=20.95ms elapsed=19.79s tid=0x3 nid=136 runnable
            "VM Thread" os_prio=0 cpu=2.50ms elapsed=9.76s tid=0x9 nid=143 runnable
            """;

    private final ThreadTimes used = ThreadTimes.parse(AFTER).since(ThreadTimes.parse(BEFORE));

    @Test
    void dividesTheSlotsThreadsAsTheirSamplesAre() {
        var shares = CpuShares.of(640, used, Map.of(Part.GUEST, 60L, Part.CLONING, 20L, Part.GRPC, 20L));

        assertThat(shares.millis().get(Part.GUEST)).isEqualTo(300, within(1e-6));
        assertThat(shares.millis().get(Part.CLONING)).isEqualTo(150, within(1e-6));
        assertThat(shares.millis().get(Part.GRPC)).isEqualTo(140, within(1e-6));
        assertThat(shares.millis().get(Part.GC)).isEqualTo(10, within(1e-6));
        assertThat(shares.millis().get(Part.JIT)).isEqualTo(30.5, within(1e-6));
        assertThat(shares.millis().get(Part.REST)).isEqualTo(2.5 + 7, within(1e-6));
        assertThat(shares.totalMillis()).isEqualTo(640, within(1e-6));
        assertThat(shares.percent(Part.GUEST)).isEqualTo(300 / shares.totalMillis() * 100, within(1e-6));
    }

    @Test
    void whatThreadsThatHaveEndedUsedBelongsToTheRest() {
        var shares = CpuShares.of(1000, used, Map.of(Part.GUEST, 1L));

        assertThat(shares.totalMillis()).isEqualTo(1000, within(1e-6));
        assertThat(shares.millis().get(Part.REST)).isEqualTo(2.5 + 1000 - 633, within(1e-6));
    }

    @Test
    void withoutSamplesNothingIsKnown() {
        assertThatThrownBy(() -> CpuShares.of(1000, used, Map.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
