// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.bench.BarChart;
import dev.agentcore.bench.Effort;
import dev.agentcore.bench.Findings;
import dev.agentcore.bench.Table;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class ComputeReportTest {
    private static final Program LOOP = new Program("a_loop", "");
    private static final Program SORT = new Program("sort", "");
    private static final Baseline SECOND = new Baseline(1, 1);

    private final Plan plan = Plan.of(Effort.FULL);

    @Test
    void averagesRatiosGeometricallyOverTheRoundsMedians() throws Exception {
        Contender ours = ours(2, 2, 2, 7, 4, 9);

        Map<String, Object> keys = findings(ours, Map.of()).keys();

        assertThat((Double) keys.get("geomean_vs_native")).isCloseTo(Math.sqrt(3 * 8), within());
        assertThat((Double) keys.get("worst_vs_native")).isCloseTo(8, within());
        assertThat(keys).containsEntry("worst_program", "sort");
        assertThat(keys).doesNotContainKey(Peer.PYODIDE.key());
    }

    @Test
    void comparesEachRoundWithItsOwnBaseline() throws Exception {
        Contender ours = contender(false, 2, 2, 6, 12);
        ours.warmUp(LOOP);
        ours.warmUp(SORT);
        ours.note(ours.attempt(LOOP), new Baseline(2, 1));
        ours.note(ours.attempt(SORT), new Baseline(4, 1));

        assertThat((Double) findings(ours, Map.of()).keys().get("geomean_vs_native"))
                .isCloseTo(3, within());
    }

    @Test
    void leavesOutWhatAPeerCannotRunAndSaysSo() throws Exception {
        Contender peer = contender(true, 5);
        peer.note(peer.attempt(LOOP), SECOND);
        peer.note(peer.attempt(SORT), SECOND);

        Findings findings = findings(ours(2, 2, 3, 3, 3, 8), Map.of(Peer.PYODIDE, peer));

        assertThat((Double) findings.keys().get(Peer.PYODIDE.key())).isCloseTo(5, within());
        assertThat(findings.tables().getFirst().rows())
                .extracting(List::getLast)
                .containsExactly("5.00x", "fails", "5.00x");
        assertThat(row(findings.tables().getLast(), "peer").getLast()).isEqualTo("sort: no answer is left");
        assertThat(peer.takesPart(1, LOOP)).isTrue();
        assertThat(peer.takesPart(1, SORT)).isFalse();
    }

    @Test
    void saysWhichPeersAreAbsent() throws Exception {
        var absent = new EnumMap<>(Map.of(Peer.GRAALPY, "not fetched"));

        Findings findings =
                new ComputeReport(plan, List.of(LOOP, SORT), ours(2, 2, 2, 2, 2, 2), Map.of(), absent).findings();

        assertThat(row(findings.tables().getLast(), Peer.GRAALPY.title())).endsWith("absent: not fetched");
    }

    @Test
    void doesNotDrawABarBesideWhichTheOthersVanish() throws Exception {
        Contender slow = contender(true, 500, 500);
        slow.note(slow.attempt(LOOP), SECOND);
        slow.note(slow.attempt(SORT), SECOND);

        Findings findings = findings(ours(2, 2, 2, 2, 2, 2), Map.of(Peer.NAIVE_CHICORY, slow));

        BarChart sides = (BarChart) findings.charts().getLast();
        assertThat(sides.labels()).hasSize(1);
        assertThat(sides.title()).contains("not shown: peer, 500x");
        assertThat(findings.keys()).containsKey("geomean_naive_chicory_vs_native");
    }

    @Test
    void endsIfOurOwnSideFails() {
        Contender ours = contender(false);

        assertThatThrownBy(() -> ours.attempt(LOOP))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a loop")
                .hasRootCauseMessage("no answer is left");
    }

    /** What it takes, in seconds: for each of the two programs to warm up, then for each in two rounds. */
    private Contender ours(double... seconds) throws Exception {
        Contender ours = contender(false, seconds);
        ours.warmUp(LOOP);
        ours.warmUp(SORT);
        for (int round = 0; round < 2; round++) {
            ours.note(ours.attempt(LOOP), SECOND);
            ours.note(ours.attempt(SORT), SECOND);
        }
        return ours;
    }

    private Contender contender(boolean mayFail, double... seconds) {
        return new Contender(new ScriptedSide(mayFail ? "peer" : "ours", seconds), plan.ours(), mayFail);
    }

    private Findings findings(Contender ours, Map<Peer, Contender> others) {
        var inOrder = new EnumMap<Peer, Contender>(Peer.class);
        inOrder.putAll(others);
        return new ComputeReport(plan, List.of(LOOP, SORT), ours, inOrder, Map.of()).findings();
    }

    private static List<String> row(Table table, String name) {
        return table.rows().stream()
                .filter(row -> row.getFirst().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-9);
    }

    /** Takes the scripted times, and fails when they are used up. */
    private static final class ScriptedSide implements Side {
        private final String name;
        private final Deque<Double> seconds = new ArrayDeque<>();

        ScriptedSide(String name, double... seconds) {
            this.name = name;
            for (double each : seconds) {
                this.seconds.add(each);
            }
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String run(String code) throws IOException {
            Double next = seconds.poll();
            if (next == null) {
                throw new IOException("no answer is left");
            }
            return "{\"first\": %1$s, \"steady\": %1$s, \"calls\": 1, \"spent\": %1$s, \"python\": \"3.13.15\"}"
                    .formatted(next);
        }
    }
}
