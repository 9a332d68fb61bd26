// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.deploy.Checkout;
import dev.agentcore.execution.MemoryFootprint;
import dev.agentcore.execution.engine.AvailableMemory;
import dev.agentcore.execution.engine.MemoryBudget;
import dev.agentcore.execution.engine.MemoryBudget.Purpose;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The formulas in {@code OPERATIONS.md}, their only home, are those of the chart and of the page's own table. That the real
 * server agrees is {@link ChartHeapIT}'s promise.
 */
final class CapacityTest {
    private static final int STEP_MIB = 64;
    private static final long MIB = 1 << 20;

    @Test
    void thePageHasTheFormulasThatThisTestComputes() throws Exception {
        assertThat(page())
                .contains(
                        "\n    programs at a time = (heap x 3/4 - 128 MiB - 19 MiB x (slots + 1)) / (1.5 x memory + scratch)\n")
                .contains(
                        "\n    heap >= 4/3 x (max(slots x (1.5 x memory + scratch), 1.5 x max memory + max scratch) + 128 MiB + 19 MiB x (slots + 1))\n")
                .contains("Below 768 MiB of heap, the 96 MiB for requests are more than an eighth, and count instead.")
                .contains("\n    heap + heap/16 (at least 82 MiB) + 64 MiB x slots + 16 MiB x threads + 512 MiB\n")
                .contains("\n    scratch at a time = heap x 7/8 - max(96 MiB, heap/8) - 128 MiB\n")
                .contains("\n    guest memory = all memory - heap - heap/16 (at least 82 MiB) - 512 MiB"
                        + " - 8 MiB x (slots + threads) - 24 MiB x (slots + 1) - 19 MiB\n");
    }

    @ParameterizedTest
    @CsvSource({"576, 3904, 4, 64", "256, 8192, 1, 128", "2048, 65536, 32, 1"})
    void theNativeEnginesFormulasAreThoseOfTheServersBudget(int heap, int all, int slots, int threads) {
        MemoryBudget budget = nativeBudget(heap, all, slots, threads);
        assertThat(budget.bound(Purpose.RUN)).isEqualTo((heap * 7 / 8 - Math.max(96, heap / 8) - 128) * MIB);
        assertThat(budget.bound(Purpose.GUEST))
                .isEqualTo((all - heap - Math.max(82, heap / 16) - 512 - 8 * (slots + threads) - 24 * (slots + 1) - 19)
                        * MIB);
    }

    @Test
    void theTableOfTheNativeEngineHasTheSmallestContainers() throws Exception {
        List<MatchResult> rows = Pattern.compile("^\\| (\\d+) \\| 576 MiB \\| ([\\d,]+) MiB \\|$", Pattern.MULTILINE)
                .matcher(Checkout.text("deploy/SCALING.md"))
                .results()
                .toList();
        assertThat(rows).hasSize(4).allSatisfy(row -> {
            int slots = Integer.parseInt(row.group(1));
            int container = Integer.parseInt(row.group(2).replace(",", ""));
            long programs = slots * (512L * MIB);
            assertThat(nativeBudget(576, container, slots, 64).bound(Purpose.GUEST))
                    .isGreaterThanOrEqualTo(programs);
            assertThat(nativeBudget(576, container - STEP_MIB, slots, 64).bound(Purpose.GUEST))
                    .isLessThan(programs);
        });
    }

    /** With what the native engine keeps, as the page says it. */
    private static MemoryBudget nativeBudget(int heapMib, int allMib, int slots, int threads) {
        long kept = 8L * (slots + threads) + 24L * (slots + 1) + 19;
        return MemoryBudget.of(
                new AvailableMemory(heapMib * MIB, allMib * MIB, 0),
                new MemoryFootprint(0, 0, 0, kept * MIB),
                MIB,
                MIB);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 512, 0, 1024, 256",
        "16, 512, 0, 1024, 256",
        "3, 64, 8, 64, 8",
        "1, 32, 0, 32, 0",
        "32, 512, 64, 1024, 256",
        "64, 64, 0, 256, 0",
    })
    void theChartGivesTheSmallestHeapAndTheMemoryOfTheFormulas(
            int slots, int memory, int scratch, int maxMemory, int maxScratch) throws Exception {
        Manifests manifests = HelmChart.render(
                "{engine: {slots: %d}, programs: {memoryMiB: %d, scratchMiB: %d, maxMemoryMiB: %d, maxScratchMiB: %d}}"
                        .formatted(slots, memory, scratch, maxMemory, maxScratch));
        double claimed = Math.max(slots * (1.5 * memory + scratch), 1.5 * maxMemory + maxScratch);
        long heap = JvmOptions.heapMib(manifests);
        assertThat(capacity(heap, slots)).isGreaterThanOrEqualTo(claimed);
        assertThat(capacity(heap - STEP_MIB, slots)).isLessThan(claimed);

        long process = heap + Math.max(82, heap / 16) + 64L * slots + 16 * 64 + 512;
        String limit = Manifests.at(manifests.server(), "resources", "limits", "memory")
                .getAsString();
        assertThat(limit).isEqualTo((process + 63) / 64 * 64 + "Mi");
    }

    @Test
    void theTableHasTheMostSlotsThatAHeapKeepsBusy() throws Exception {
        List<MatchResult> rows = Pattern.compile("^\\| (\\d+)g[^|]*\\| (\\d+) \\| (\\d+) \\|$", Pattern.MULTILINE)
                .matcher(page())
                .results()
                .toList();
        assertThat(rows).hasSize(6).allSatisfy(row -> {
            long heap = Long.parseLong(row.group(1)) * 1024;
            assertThat(Integer.parseInt(row.group(2))).isEqualTo(mostSlots(heap, 64));
            assertThat(Integer.parseInt(row.group(3))).isEqualTo(mostSlots(heap, 512));
        });
    }

    /** What programs may claim together, in MiB. */
    private static double capacity(long heapMib, int slots) {
        double requests = Math.max(96, heapMib / 8.0);
        return heapMib * 7 / 8.0 - requests - 128 - 19 * (slots + 1);
    }

    private static int mostSlots(long heapMib, int memoryMib) {
        int slots = 0;
        while (capacity(heapMib, slots + 1) >= (slots + 1) * 1.5 * memoryMib) {
            slots++;
        }
        return slots;
    }

    private static String page() throws Exception {
        return Checkout.text("deploy/OPERATIONS.md");
    }
}
