// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.throughput;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Classifies a server's threads by the prefixes of their names. */
final class ThreadNames {
    /** Threads that open sandboxes and run guests: only their stacks show the part. */
    private static final String SLOT = "agent-core-slot-";

    private static final Map<Part, List<String>> BEGINNINGS = Map.of(
            Part.CLONING, List.of("agent-core-images"),
            Part.GRPC, List.of("agent-core-grpc-", "agent-core-clock", "grpc-"),
            Part.GC, List.of("GC Thread#", "G1 ", "ZDriver", "ZWorker", "ZDirector", "Shenandoah"),
            Part.JIT, List.of("C1 CompilerThread", "C2 CompilerThread"));

    private ThreadNames() {}

    /** Whether a thread runs guests. */
    static boolean isSlot(String name) {
        return name.startsWith(SLOT);
    }

    /** The part of a thread; empty if it runs guests. */
    static Optional<Part> part(String name) {
        if (isSlot(name)) {
            return Optional.empty();
        }
        return Optional.of(BEGINNINGS.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(name::startsWith))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Part.REST));
    }
}
