// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import dev.agentcore.bench.coldstart.ColdStartBenchmark;
import dev.agentcore.bench.compute.ComputeBenchmark;
import dev.agentcore.bench.engines.EnginesBenchmark;
import dev.agentcore.bench.fleet.FleetBenchmark;
import dev.agentcore.bench.jmh.JmhBenchmark;
import dev.agentcore.bench.latency.LatencyBenchmark;
import dev.agentcore.bench.memory.MemoryBenchmark;
import dev.agentcore.bench.soak.SoakBenchmark;
import dev.agentcore.bench.stream.StreamBenchmark;
import dev.agentcore.bench.throughput.ThroughputBenchmark;
import java.util.List;
import java.util.Optional;

/** All benchmarks, in the report's order. */
record Benchmarks(List<Benchmark> all) {
    Benchmarks {
        all = List.copyOf(all);
    }

    static Benchmarks ours(Workspace workspace) {
        return new Benchmarks(List.of(
                new LatencyBenchmark(workspace),
                new ThroughputBenchmark(workspace),
                new ComputeBenchmark(workspace),
                new EnginesBenchmark(workspace),
                new ColdStartBenchmark(workspace),
                new MemoryBenchmark(workspace),
                new StreamBenchmark(workspace),
                new SoakBenchmark(workspace),
                new FleetBenchmark(workspace),
                new JmhBenchmark()));
    }

    Optional<Benchmark> named(String name) {
        return all.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    List<String> names() {
        return all.stream().map(Benchmark::name).toList();
    }
}
