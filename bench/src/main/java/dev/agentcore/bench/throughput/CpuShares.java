// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.throughput;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A server's CPU time, by part. Immutable.
 *
 * @param millis by part, with all parts
 */
record CpuShares(Map<Part, Double> millis) {
    CpuShares {
        millis = Collections.unmodifiableMap(new EnumMap<>(millis));
    }

    /**
     * Combines the measurements. The time of slot threads is divided in proportion to their samples; time of the process beyond
     * its threads was used by threads that have ended, and belongs to the rest.
     *
     * @param processMillis the CPU time of the whole process
     * @param threads the CPU time of its threads
     * @param slotSamples the number of slot threads' samples by part; at least one sample
     */
    static CpuShares of(double processMillis, ThreadTimes threads, Map<Part, Long> slotSamples) {
        Map<Part, Double> millis = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            millis.put(part, 0.0);
        }
        double slots = 0;
        double others = 0;
        for (ThreadTimes.ThreadTime thread : threads.byId().values()) {
            if (ThreadNames.isSlot(thread.name())) {
                slots += thread.millis();
            } else {
                others += thread.millis();
                millis.merge(ThreadNames.part(thread.name()).orElseThrow(), thread.millis(), Double::sum);
            }
        }
        long samples = slotSamples.values().stream().mapToLong(Long::longValue).sum();
        if (samples == 0) {
            throw new IllegalArgumentException("no samples of the slots' threads");
        }
        for (Map.Entry<Part, Long> each : slotSamples.entrySet()) {
            millis.merge(each.getKey(), slots * each.getValue() / samples, Double::sum);
        }
        millis.merge(Part.REST, Math.max(0, processMillis - slots - others), Double::sum);
        return new CpuShares(millis);
    }

    /** All parts together. */
    double totalMillis() {
        return millis.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** A part's share, in percent. */
    double percent(Part part) {
        return 100 * millis.getOrDefault(part, 0.0) / totalMillis();
    }
}
