// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.engines;

import dev.agentcore.bench.SampleBook;
import dev.agentcore.bench.Samples;
import dev.agentcore.bench.latency.Rounds;
import dev.agentcore.bench.throughput.Level;
import java.util.Map;

/**
 * All that was measured. Filled while it is measured; not thread-safe.
 *
 * @param firstCalls the first call of each program
 * @param starts the seconds until a server served
 * @param runtimeHello hello without a server
 * @param grpcHello hello over gRPC
 * @param busy hello for many clients
 * @param serverMemory the servers' processes after that
 * @param stops the milliseconds from the request to stop until the end, by program
 * @param sandboxMemory the memory of one sandbox
 */
record EngineFigures(
        FirstCalls firstCalls,
        SampleBook<Deployment> starts,
        Map<Deployment, Rounds> runtimeHello,
        Map<Deployment, Rounds> grpcHello,
        Map<Deployment, Level> busy,
        Map<Deployment, ServerMemory> serverMemory,
        Map<Deployment, SampleBook<EndlessProgram>> stops,
        SandboxMemory sandboxMemory) {
    /** Of a deployment that is measured. */
    Level level(Deployment deployment) {
        return of(busy, deployment);
    }

    /** Of a deployment that is measured. */
    SampleBook<EndlessProgram> stops(Deployment deployment) {
        return of(stops, deployment);
    }

    /** Of all programs together, in milliseconds. */
    Samples allStops(Deployment deployment) {
        SampleBook<EndlessProgram> book = stops(deployment);
        return Samples.of(book.known().stream()
                .flatMapToDouble(program -> book.samples(program).stream())
                .toArray());
    }

    /** What was measured of a deployment. */
    static <T> T of(Map<Deployment, T> figures, Deployment deployment) {
        T found = figures.get(deployment);
        if (found == null) {
            throw new IllegalArgumentException(deployment + " was not measured");
        }
        return found;
    }
}
