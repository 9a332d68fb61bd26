// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.client.ExecutionEvent.Started;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.Output;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.testkit.ServerProcess;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a server shuts down while programs run. */
@Timeout(180)
final class DrainIT {
    private static final int FOREVER = 1_000_000;
    private static final Duration AT_ONCE = Duration.ZERO;

    /** Half as fast as the program prints. */
    private static final Duration SLOWLY = Duration.ofMillis(100);

    @Test
    void tenRunningProgramsLoseNoOutput() throws Exception {
        try (ExecutorService threads = Executors.newCachedThreadPool();
                ServerProcess server = ServerProcess.start("--slots", "10", "--set", "lifecycle.drain-timeout=3s")) {
            String target = server.target();
            var finite = List.of(
                    PrintedLines.of(target, "a", 40, AT_ONCE),
                    PrintedLines.of(target, "b", 40, AT_ONCE),
                    PrintedLines.of(target, "c", 40, AT_ONCE),
                    PrintedLines.of(target, "d", 40, SLOWLY),
                    PrintedLines.of(target, "e", 40, SLOWLY));
            var endless = List.of(
                    PrintedLines.of(target, "f", FOREVER, AT_ONCE),
                    PrintedLines.of(target, "g", FOREVER, AT_ONCE),
                    PrintedLines.of(target, "h", FOREVER, AT_ONCE),
                    PrintedLines.of(target, "i", FOREVER, SLOWLY),
                    PrintedLines.of(target, "j", FOREVER, SLOWLY));
            var all = new ArrayList<>(finite);
            all.addAll(endless);
            try (AgentCoreClient late = AgentCoreClient.connect(target)) {
                assertThat(late.capabilities().slotCount()).isEqualTo(10);
                var reading = begin(all, threads);

                server.terminate();
                awaitNotServing(target);
                assertDraining(late);
                try (AgentCoreClient newcomer = AgentCoreClient.connect(target)) {
                    assertDraining(newcomer);
                }
                join(reading);
            }
            for (PrintedLines each : finite) {
                assertThat(each.end().outcome()).isEqualTo(Outcome.COMPLETED);
                assertThat(each.count()).isEqualTo(40);
            }
            for (PrintedLines each : endless) {
                assertThat(each.end().outcome()).isEqualTo(Outcome.CANCELLED);
            }
            assertThat(server.exitCode()).isZero();
            assertThat(server.log()).doesNotContain("lose", "ERROR", "Exception");
        }
    }

    @Test
    void aSecondSignalCancelsProgramsAndLosesNoOutput() throws Exception {
        try (ExecutorService threads = Executors.newCachedThreadPool();
                ServerProcess server = ServerProcess.start("--slots", "2", "--set", "lifecycle.drain-timeout=10m")) {
            String target = server.target();
            var both = List.of(
                    PrintedLines.of(target, "a", FOREVER, AT_ONCE), PrintedLines.of(target, "b", FOREVER, SLOWLY));
            var reading = begin(both, threads);
            server.terminate();
            awaitNotServing(target);
            assertThat(reading).noneMatch(CompletableFuture::isDone);
            server.terminate();
            join(reading);
            for (PrintedLines each : both) {
                assertThat(each.end().outcome()).isEqualTo(Outcome.CANCELLED);
            }
            assertThat(server.exitCode()).isZero();
        }
    }

    @Test
    void aSlowReaderHasTheRestOfTheDrainTimeout() throws Exception {
        int pieces = 40;
        var program = PythonProgram.of("""
                import os
                for i in range(%d):
                    os.write(1, bytes([i]) * (32 << 10))
                """.formatted(pieces));
        try (ServerProcess server = ServerProcess.start("--set", "lifecycle.drain-timeout=2m");
                AgentCoreClient client = AgentCoreClient.connect(server.target());
                var execution = client.execute(program)) {
            var events = execution.iterator();
            assertThat(events.next()).isInstanceOf(Started.class);
            server.terminate();
            for (int i = 0; i < pieces; i++) {
                // In all, longer than those have who come late; and the program is long over.
                Thread.sleep(200);
                byte[] data = ((Output) events.next()).toByteArray();
                assertThat(data).hasSize(32 << 10).containsOnly(i);
            }
            assertThat(events.next().getClass().getSimpleName()).isEqualTo("Finished");
            assertThat(server.exitCode()).isZero();
        }
    }

    @Test
    void aHealthWatchDoesNotDelayShutdown() throws Exception {
        try (ServerProcess server = ServerProcess.start("--set", "lifecycle.drain-timeout=10m")) {
            ManagedChannel channel = channel(server.target());
            try {
                var told = HealthGrpc.newBlockingStub(channel).watch(HealthCheckRequest.getDefaultInstance());
                assertThat(told.next().getStatus()).isEqualTo(ServingStatus.SERVING);
                server.terminate();
                assertThat(told.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
                assertThat(server.exitCode()).isZero();
            } finally {
                channel.shutdownNow();
            }
        }
    }

    private static List<CompletableFuture<Void>> begin(List<PrintedLines> clients, ExecutorService threads)
            throws InterruptedException {
        var reading = clients.stream()
                .map(client -> CompletableFuture.runAsync(client, threads))
                .toList();
        for (PrintedLines each : clients) {
            each.awaitFirstOutput();
        }
        return reading;
    }

    private static void join(List<CompletableFuture<Void>> reading) {
        CompletableFuture.allOf(reading.toArray(CompletableFuture[]::new))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private static void awaitNotServing(String target) {
        ManagedChannel channel = channel(target);
        try {
            await().atMost(Duration.ofSeconds(2))
                    .until(() -> HealthGrpc.newBlockingStub(channel)
                                    .check(HealthCheckRequest.getDefaultInstance())
                                    .getStatus()
                            == ServingStatus.NOT_SERVING);
        } finally {
            channel.shutdownNow();
        }
    }

    private static ManagedChannel channel(String target) {
        return Grpc.newChannelBuilder(target, InsecureChannelCredentials.create())
                .build();
    }

    private static void assertDraining(AgentCoreClient client) {
        assertThatExceptionOfType(AgentCoreException.class)
                .isThrownBy(() -> client.run("print('late')"))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                    assertThat(refused.reason()).hasValue("DRAINING");
                    assertThat(refused.retryAfter()).hasValue(Duration.ofSeconds(1));
                    assertThat(refused.executionId()).isEmpty();
                });
    }
}
