// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.client.ExecutionEvent.Started;
import dev.agentcore.client.PythonExecution;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;
import dev.agentcore.config.AdminSettings;
import dev.agentcore.config.LifecycleSettings;
import dev.agentcore.config.SecuritySettings;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.execution.engine.EngineSettings;
import dev.agentcore.execution.engine.TenantLimits;
import dev.agentcore.server.AgentCoreServer;
import dev.agentcore.v1.AdminServiceGrpc;
import dev.agentcore.v1.ExecutionState;
import dev.agentcore.v1.ListExecutionsRequest;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How tenants share a server; identified by a header, over a real socket. */
@Timeout(120)
final class TenantsTest {
    private static final String HEADER = "x-tenant";
    private static final PythonProgram LOOP = PythonProgram.of("while True: pass");

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        callers.shutdown();
        assertThat(callers.awaitTermination(30, SECONDS)).isTrue();
    }

    @Test
    void aBurstOfOneTenantsDoesNotKeepAnotherWaiting() throws IOException {
        AgentCoreServer server = serve(EngineSettings.defaults().withSlots(1));
        AgentCoreClient alice = client(server, "alice");
        AgentCoreClient bob = client(server, "bob");
        var ends = new CopyOnWriteArrayList<String>();
        PythonExecution first = begun(alice);
        var runs = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < 10; i++) {
            runs.add(run(alice).thenAccept(result -> ends.add("alice")));
        }
        await().until(() -> waiting(server) == 10);
        runs.add(run(bob).thenAccept(result -> ends.add("bob")));
        await().until(() -> waiting(server) == 11);
        first.close();
        runs.forEach(CompletableFuture::join);
        assertThat(ends).hasSize(11);
        assertThat(ends.indexOf("bob")).isLessThanOrEqualTo(2);
    }

    @Test
    void aTenantHasNoMoreThanItsShare() throws IOException {
        AgentCoreServer server =
                serve(EngineSettings.defaults().withSlots(2).withTenantLimits(new TenantLimits(1, 0, 0, 1)));
        AgentCoreClient alice = client(server, "alice");
        PythonExecution running = begun(alice);
        assertThatExceptionOfType(AgentCoreException.class)
                .isThrownBy(() -> alice.run("print(1)"))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
                    assertThat(refused.reason()).contains("TENANT_QUEUE_FULL");
                    assertThat(refused.retryAfter()).contains(Duration.ofSeconds(1));
                });
        assertThat(client(server, "bob").run("print(2)").stdout()).isEqualTo("2\n");
        running.close();
        await().ignoreExceptions().until(() -> alice.run("print(3)").stdout().equals("3\n"));
    }

    @Test
    void aTenantComesNoOftenerThanItMay() throws IOException {
        AgentCoreServer server = serve(EngineSettings.defaults().withTenantLimits(new TenantLimits(1024, 1000, 6, 2)));
        AgentCoreClient alice = client(server, "alice");
        assertThat(alice.run("print(1)").stdout()).isEqualTo("1\n");
        assertThat(alice.run("print(2)").stdout()).isEqualTo("2\n");
        assertThatExceptionOfType(AgentCoreException.class)
                .isThrownBy(() -> alice.run("print(3)"))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
                    assertThat(refused.reason()).contains("TENANT_RATE");
                    assertThat(refused.retryAfter().orElseThrow())
                            .isBetween(Duration.ofMillis(1), Duration.ofSeconds(10));
                });
        assertThat(client(server, "bob").run("print(4)").stdout()).isEqualTo("4\n");
    }

    @Test
    void aFullQueueMakesRoomForATenantWithFewerRuns() throws IOException {
        AgentCoreServer server = serve(EngineSettings.defaults().withSlots(1).withQueue(3, Duration.ofMinutes(1)));
        AgentCoreClient alice = client(server, "alice");
        AgentCoreClient bob = client(server, "bob");
        PythonExecution running = begun(alice);
        List<CompletableFuture<PythonResult>> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int before = i;
            await().until(() -> waiting(server) == before);
            waiting.add(run(alice));
        }
        await().until(() -> waiting(server) == 3);
        var bobs = run(bob);
        CompletableFuture<PythonResult> last = waiting.getLast();
        await().until(last::isDone);
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(last::join)
                .havingCause()
                .isInstanceOfSatisfying(AgentCoreException.class, displaced -> {
                    assertThat(displaced.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                    assertThat(displaced.reason()).contains("QUEUE_FULL");
                    assertThat(displaced.retryAfter()).isPresent();
                });
        running.close();
        PythonResult result = bobs.join();
        assertThat(result.stdout()).isEqualTo("hello\n");
        assertThat(result.usage().queueTime()).isGreaterThan(result.usage().wallTime());
        assertThat(waiting.subList(0, 2))
                .allSatisfy(run -> assertThat(run.join().stdout()).isEqualTo("hello\n"));
    }

    private AgentCoreServer serve(EngineSettings engine) throws IOException {
        AgentCoreServer server = AgentCoreServer.start(ServerSettings.defaults()
                .withPort(0)
                .withLifecycle(LifecycleSettings.immediate())
                .withEngine(engine)
                .withSecurity(new SecuritySettings(null, null, null, null, HEADER))
                .withAdmin(AdminSettings.defaults().withOperators(Set.of(AdminSettings.ANYBODY))));
        open.add(server);
        return server;
    }

    private AgentCoreClient client(AgentCoreServer server, String tenant) {
        AgentCoreClient client =
                AgentCoreClient.builder(server.target()).header(HEADER, tenant).build();
        open.add(client);
        return client;
    }

    private CompletableFuture<PythonResult> run(AgentCoreClient client) {
        return CompletableFuture.supplyAsync(() -> client.run("print('hello')"), callers);
    }

    /** A program that holds a slot until it is closed. */
    private PythonExecution begun(AgentCoreClient client) {
        PythonExecution execution = client.execute(LOOP);
        open.add(execution);
        assertThat(execution.iterator().next()).isInstanceOf(Started.class);
        return execution;
    }

    private static long waiting(AgentCoreServer server) {
        ManagedChannel channel =
                NettyChannelBuilder.forAddress(server.address()).usePlaintext().build();
        try {
            return AdminServiceGrpc.newBlockingStub(channel)
                    .listExecutions(ListExecutionsRequest.getDefaultInstance())
                    .getExecutionsList()
                    .stream()
                    .filter(execution -> execution.getState() == ExecutionState.EXECUTION_STATE_WAITING)
                    .count();
        } finally {
            channel.shutdownNow();
        }
    }
}
