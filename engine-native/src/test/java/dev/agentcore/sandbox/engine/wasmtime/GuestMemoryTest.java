// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;
import dev.agentcore.config.InterpreterSettings;
import dev.agentcore.config.LifecycleSettings;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.MemoryClaim;
import dev.agentcore.execution.MemoryFootprint;
import dev.agentcore.guest.GuestImage;
import dev.agentcore.sandbox.GuestPythonRuntime;
import dev.agentcore.server.AgentCoreServer;
import dev.agentcore.testkit.LogCapture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** The memory of guests is outside the heap, and is accounted for there. */
@Isolated("captures a logger of the process")
@Timeout(120)
final class GuestMemoryTest {
    private static final long MIB = 1 << 20;

    @BeforeEach
    void assumeTheEngine() {
        BuiltEngine.assume();
    }

    @Test
    void aSandboxClaimsItsMemoryOutsideTheHeapAndItsScratchOnIt() {
        try (var runtime = runtime(1, 1)) {
            var limits = LimitsPolicy.defaultPolicy().defaults().withMemoryBytes(64 * MIB);
            assertThat(runtime.claim(limits)).isEqualTo(new MemoryClaim(0, 64 * MIB));
            assertThat(runtime.claim(limits.withScratchBytes(5 * MIB))).isEqualTo(new MemoryClaim(5 * MIB, 64 * MIB));
        }
    }

    /** The figures are those of deploy/OPERATIONS.md, "Capacity", which are rounded up. */
    @Test
    void codeSnapshotPreparedSandboxesAndStacksAreKeptOutsideTheHeap() {
        long one = kept(1, 1);
        assertThat(one).isBetween(((8 * 2) + (22 * 2) + 15) * MIB, ((8 * 2) + (24 * 2) + 19) * MIB);
        assertThat(kept(1, 3) - one).as("two more threads").isEqualTo(2 * 8 * MIB);
        assertThat(kept(3, 1) - one)
                .as("two more prepared sandboxes, with the threads that run them")
                .isBetween(2 * (8 + 22) * MIB, 2 * (8 + 24) * MIB);
    }

    @Test
    void programsThatTheGuestMemoryDoesNotHoldTogetherRunOneAfterTheOther() throws Exception {
        ServerSettings settings = ServerSettings.defaults()
                .withPort(0)
                .withLifecycle(LifecycleSettings.immediate())
                .withInterpreter(InterpreterSettings.builtIn()
                        .withEngine(InterpreterSettings.Engine.NATIVE)
                        .withIsolation(InterpreterSettings.Isolation.IN_PROCESS));
        var engine = settings.engine().withSlots(2).withGuestMemoryBytes(700 * MIB);
        try (LogCapture log = LogCapture.of(AgentCoreServer.class);
                AgentCoreServer server = AgentCoreServer.start(settings.withEngine(engine));
                AgentCoreClient client = AgentCoreClient.connect(server.target())) {
            assertThat(log.messages())
                    .contains(
                            "Programs share 700 MiB of guest memory outside the heap",
                            "The guest memory of 700 MiB limits each program to 700 MiB of memory",
                            "The guest memory of 700 MiB fits 1 concurrent programs with the default limits, but there are"
                                    + " 2 slots");
            // Each takes 400 of 512 MiB, and is in memory for a while.
            var program = PythonProgram.builder("""
                    import time
                    held = b'x' * (400 << 20)
                    time.sleep(0.3)
                    print(len(held) >> 20)
                    """).build();
            List<PythonResult> results = List.of(start(client, program), start(client, program)).stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(results).allSatisfy(result -> {
                assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
                assertThat(result.stdout()).isEqualTo("400\n");
            });
            assertThat(results)
                    .as("one has waited for the other's memory, although a slot was free")
                    .anyMatch(result -> result.usage().queueTime().compareTo(Duration.ofMillis(300)) >= 0);
        }
    }

    private static CompletableFuture<PythonResult> start(AgentCoreClient client, PythonProgram program) {
        return CompletableFuture.supplyAsync(
                () -> client.run(program), task -> Thread.ofPlatform().start(task));
    }

    private static long kept(int prepared, int threads) {
        try (var runtime = runtime(prepared, threads)) {
            MemoryFootprint footprint = runtime.footprint();
            assertThat(footprint.heapBytes()).isZero();
            return footprint.outsideBytes();
        }
    }

    private static GuestPythonRuntime runtime(int prepared, int threads) {
        return GuestPythonRuntime.on("native", List.of(GuestImage.BASE), prepared, List.of(), threads);
    }
}
