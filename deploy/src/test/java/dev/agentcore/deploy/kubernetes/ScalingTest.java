// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of one server in {@code SCALING.md} are the chart's. */
final class ScalingTest {
    private static final Path PAGE = Path.of("SCALING.md");

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8, 16})
    void theTableOfHeapAndMemoryIsTheCharts(int slots) throws Exception {
        Manifests manifests = HelmChart.render("engine: {slots: " + slots + "}");
        String memory = Manifests.at(manifests.server(), "resources", "limits", "memory")
                .getAsString();
        MatchResult row = Pattern.compile(
                        "^\\| " + slots + " \\| ([\\d,]+) MiB \\| ([\\d,]+) MiB \\|$", Pattern.MULTILINE)
                .matcher(Files.readString(PAGE))
                .results()
                .findFirst()
                .orElseThrow();
        assertThat(number(row.group(1))).isEqualTo(JvmOptions.heapMib(manifests));
        assertThat(number(row.group(2)) + "Mi").isEqualTo(memory);
    }

    @Test
    void soIsTheAutoscalersTarget() throws Exception {
        assertThat(HelmChart.template("")).contains("averageValue: 600m\n");
        assertThat(Files.readString(PAGE)).contains("target: 60 %** (`autoscaling.target: 600`)");
    }

    @Test
    void withSmallerLimitsAHeapIsAsSmallAsItSays() throws Exception {
        assertThat(JvmOptions.heapMib(
                        HelmChart.render("programs: {memoryMiB: 256, maxMemoryMiB: 256, maxScratchMiB: 0}")))
                .isEqualTo(1280);
        assertThat(Files.readString(PAGE)).contains("two slots need 1,280 MiB of heap");
    }

    private static long number(String text) {
        return Long.parseLong(text.replace(",", ""));
    }
}
