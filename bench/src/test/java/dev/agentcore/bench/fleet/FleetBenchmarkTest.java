// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.agentcore.bench.Findings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The simulation begins with what was measured. */
final class FleetBenchmarkTest {
    private static final List<String> REPORT = """
            | cores | 4 |
            | in process | 5,000 | 1.00 | 1.50 | 2.00 | 8.00 | 10.0 | 0.794 to 1.11 |
            | 1,551 runs/s asked for (50 %) | 19,824 | 551 | 551 to 551 | 1.81 | 2.24 | 6.64 | 17.9 | 32.6 | 0 |
            RESULT {"first":1}
            RESULT {"c16_runs_per_s":1000}
            **The first call in a fresh interpreter, compiling and imports included**

            | program | native, ms | agent-core, unseen, ms | agent-core, ms | agent-core, ratio |
            |---|---:|---:|---:|---:|
            | big integers | 17.9 | 1,524 | 30.0 | 1.88x |
            | closures | 18.8 | 322 | 1,050 | 2.32x |
            | geometric mean |  |  |  | 2.46x |

            | no row | 1 | 2 | 3 | 4 |
            """.lines().toList();

    @Test
    void readsTheMeasurementsOfOneServer() {
        MeasuredTimes measured = MeasuredTimes.read(REPORT);
        assertThat(measured.slots()).isEqualTo(4);
        assertThat(measured.runsPerSecond()).isEqualTo(1000);
        assertThat(measured.loads()).containsExactly(new MeasuredTimes.Asked(0.5, 1.81, 6.64));
        assertThat(measured.hello().mean()).isCloseTo(0.004, within(1e-12));
        assertThat(measured.programs().mean()).isCloseTo(0.54, within(1e-12));
    }

    @Test
    void timesAreDrawnAsTheyWereMeasured() {
        ServiceTimes times = MeasuredTimes.read(REPORT).hello();
        var random = new Random(1);
        double[] drawn = random.doubles(100_000)
                .map(ignored -> times.draw(random))
                .sorted()
                .toArray();
        assertThat(List.of(drawn[50_000], drawn[90_000], drawn[99_000]))
                .as("the median, and what is 1.5 and 2 times that")
                .satisfies(found -> assertThat(found.get(1) / found.get(0)).isCloseTo(1.5, withinPercentage(3)))
                .satisfies(found -> assertThat(found.get(2) / found.get(0)).isCloseTo(2, withinPercentage(3)));
        double mean = 0;
        for (double each : drawn) {
            mean += each / drawn.length;
        }
        assertThat(mean).isCloseTo(0.004, withinPercentage(2));
    }

    @Test
    void aReportWithoutItIsAnError() {
        assertThatThrownBy(() -> MeasuredTimes.read(List.of("| cores | 4 |")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the report has no c16_runs_per_s");
    }

    @Test
    void theReportBesideItHasAllThatIsNeeded() throws Exception {
        MeasuredTimes measured = MeasuredTimes.read(Files.readAllLines(Path.of("REPORT.md")));
        Findings findings = FleetBenchmark.run(measured, new Sizes(10, 2_000), line -> {});
        assertThat(findings.tables()).hasSize(7);
        assertThat(findings.charts()).hasSize(3);
        assertThat(findings.keys()).containsKeys("hello_60_p99_wait_ms", "programs_2_slots_5x_percent");
    }
}
