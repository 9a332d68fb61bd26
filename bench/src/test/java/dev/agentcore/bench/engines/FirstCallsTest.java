// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.agentcore.bench.SampleBook;
import dev.agentcore.bench.compute.Program;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FirstCallsTest {
    private static final Program FAST = new Program("fast_one", "");
    private static final Program SLOW = new Program("slow_one", "");

    private final FirstCalls calls = new FirstCalls(List.of(FAST, SLOW));

    @Test
    void theBestCallIsComparedWithTheBestOfTheNativePython() {
        calls.add(FAST, 0.010, 0.012, took(Deployment.NATIVE, 0.024));
        calls.add(FAST, 0.008, 0.016, took(Deployment.NATIVE, 0.016));

        assertThat(calls.nativeMillis(FAST)).isEqualTo(8);
        assertThat(calls.millis(Deployment.NATIVE, FAST)).isEqualTo(16);
        assertThat(calls.ratio(Deployment.NATIVE, FAST)).isEqualTo(2);
    }

    @Test
    void theRoundsAreComparedWithTheirOwnNativeCalls() {
        calls.add(FAST, 0.010, 0.014, took(Deployment.NATIVE, 0.024));
        calls.add(FAST, 0.008, 0.008, took(Deployment.NATIVE, 0.032));

        assertThat(calls.roundRatios(Deployment.NATIVE, FAST).min()).isCloseTo(2, within(1e-9));
        assertThat(calls.roundRatios(Deployment.NATIVE, FAST).max()).isCloseTo(4, within(1e-9));
    }

    @Test
    void aServerThatTakesPartInOneRoundIsComparedWithAllNativeCalls() {
        calls.add(FAST, 0.010, 0.010, took(Deployment.JVM, 0.100));
        calls.add(FAST, 0.005, 0.005, new SampleBook<>());

        assertThat(calls.ratio(Deployment.JVM, FAST)).isCloseTo(20, within(1e-9));
    }

    @Test
    void allProgramsTogether() {
        calls.add(FAST, 0.010, 0.010, took(Deployment.NATIVE, 0.010));
        calls.add(SLOW, 0.010, 0.010, took(Deployment.NATIVE, 0.040));

        assertThat(calls.ratios(Deployment.NATIVE).geometricMean()).isCloseTo(2, within(1e-9));
        assertThat(calls.ratios(Deployment.NATIVE).max()).isCloseTo(4, within(1e-9));
        assertThat(calls.medianRatios(Deployment.NATIVE).geometricMean()).isCloseTo(2, within(1e-9));
    }

    private static SampleBook<Deployment> took(Deployment deployment, double seconds) {
        var book = new SampleBook<Deployment>();
        book.add(deployment, seconds);
        return book;
    }
}
