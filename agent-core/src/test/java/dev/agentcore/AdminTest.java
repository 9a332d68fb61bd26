// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;
import dev.agentcore.config.AdminSettings;
import dev.agentcore.config.LifecycleSettings;
import dev.agentcore.config.SecuritySettings;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.execution.engine.EngineSettings;
import dev.agentcore.server.AgentCoreServer;
import dev.agentcore.testkit.Tokens;
import dev.agentcore.v1.AdminServiceGrpc;
import dev.agentcore.v1.AdminServiceGrpc.AdminServiceBlockingStub;
import dev.agentcore.v1.CancelExecutionRequest;
import dev.agentcore.v1.Execution;
import dev.agentcore.v1.ExecutionState;
import dev.agentcore.v1.ListExecutionsRequest;
import dev.agentcore.v1.ListExecutionsResponse;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.channelz.v1.ChannelzGrpc;
import io.grpc.channelz.v1.GetServersRequest;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What operators see and do, and nobody else. */
@Timeout(120)
final class AdminTest {
    private static final String LOOP = "print('begun')\nwhile True: pass";

    @TempDir
    private Path folder;

    private AgentCoreServer server;
    private ManagedChannel channel;
    private AgentCoreClient alice;

    @BeforeEach
    void serve() throws Exception {
        Path tokens = Files.writeString(
                folder.resolve("tokens"), Tokens.line("alice", "for alice") + Tokens.line("ops", "for ops"));
        server = AgentCoreServer.start(ServerSettings.defaults()
                .withPort(0)
                .withLifecycle(LifecycleSettings.immediate())
                .withEngine(EngineSettings.defaults().withSlots(1))
                .withSecurity(new SecuritySettings(null, null, null, tokens, null))
                .withAdmin(AdminSettings.defaults().withOperators(Set.of("ops")).withChannelz(true)));
        channel =
                NettyChannelBuilder.forAddress(server.address()).usePlaintext().build();
        alice = AgentCoreClient.builder(server.target())
                .bearerToken("for alice")
                .build();
    }

    @AfterEach
    void close() {
        alice.close();
        channel.shutdownNow();
        server.close();
    }

    @Test
    void operatorsSeeWhatRunsAndWhatWaits() {
        assertThat(list().getExecutionsList()).isEmpty();
        var running = run(PythonProgram.builder(LOOP)
                .label("job", "first")
                .wallTime(Duration.ofSeconds(50))
                .build());
        await().until(() -> list().getTotalCount() == 1);
        var waiting =
                run(PythonProgram.builder("print(2)").memoryBytes(64L << 20).build());
        await().until(() -> list().getTotalCount() == 2);

        List<Execution> executions = list().getExecutionsList();
        assertThat(executions).extracting(Execution::getTenant).containsExactly("alice", "alice");
        assertThat(executions)
                .extracting(Execution::getState)
                .containsExactly(ExecutionState.EXECUTION_STATE_RUNNING, ExecutionState.EXECUTION_STATE_WAITING);
        assertThat(executions.getFirst().getLabelsMap()).isEqualTo(Map.of("job", "first"));
        assertThat(executions.getFirst().getLimits().getWallTime().getSeconds()).isEqualTo(50);
        assertThat(executions.getFirst().hasRunningTime()).isTrue();
        assertThat(executions.getLast().getLimits().getMemoryBytes()).isEqualTo(64L << 20);
        assertThat(executions.getLast().hasRunningTime()).isFalse();
        ListExecutionsResponse first = ops().listExecutions(
                        ListExecutionsRequest.newBuilder().setLimit(1).build());
        assertThat(first.getExecutionsList()).hasSize(1);
        assertThat(first.getTotalCount()).isEqualTo(2);

        cancel(executions.getFirst().getExecutionId());
        assertThat(running.join().outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(waiting.join().stdout()).isEqualTo("2\n");
    }

    @Test
    void whatRunsIsStoppedWithItsOutput() {
        var running = run(PythonProgram.of(LOOP));
        await().until(() -> list().getTotalCount() == 1
                && list().getExecutions(0).getState() == ExecutionState.EXECUTION_STATE_RUNNING);
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        cancel(list().getExecutions(0).getExecutionId());
        assertThat(running.join().outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(running.join().stdout()).isEqualTo("begun\n");
        assertThat(list().getTotalCount()).isZero();
    }

    @Test
    void whatWaitsIsTakenOutOfTheQueue() {
        var running = run(PythonProgram.of(LOOP));
        await().until(() -> list().getTotalCount() == 1);
        var waiting = run(PythonProgram.of("print(2)"));
        await().until(() -> list().getTotalCount() == 2);
        cancel(list().getExecutions(1).getExecutionId());
        assertThatThrownBy(waiting::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(AgentCoreException.class)
                .hasMessageContaining("an operator cancelled the run before it began");
        assertThat(running).isNotDone();
        cancel(list().getExecutions(0).getExecutionId());
        assertThat(running.join().outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertRefused(
                () -> cancel("nothing\n"), Status.Code.NOT_FOUND, "no execution 'nothing\\u000a' is queued or running");
        assertRefused(
                () -> ops().listExecutions(ListExecutionsRequest.newBuilder()
                        .setLimit(1001)
                        .build()),
                Status.Code.INVALID_ARGUMENT,
                "limit is 1001; 0 to 1000 are allowed");
    }

    @Test
    void callersWithoutPermissionAreRejected() {
        var stranger = stub("for alice");
        assertRefused(
                () -> stranger.listExecutions(ListExecutionsRequest.getDefaultInstance()),
                Status.Code.PERMISSION_DENIED,
                "operator permission required");
        assertRefused(
                () -> stranger.cancelExecution(CancelExecutionRequest.getDefaultInstance()),
                Status.Code.PERMISSION_DENIED,
                "operator permission required");
        assertRefused(
                () -> ChannelzGrpc.newBlockingStub(channel)
                        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(token("for alice")))
                        .getServers(GetServersRequest.getDefaultInstance()),
                Status.Code.PERMISSION_DENIED,
                "operator permission required");
        assertRefused(
                () -> AdminServiceGrpc.newBlockingStub(channel)
                        .listExecutions(ListExecutionsRequest.getDefaultInstance()),
                Status.Code.UNAUTHENTICATED,
                "a bearer token is required");
    }

    @Test
    void operatorsSeeConnections() {
        var servers = ChannelzGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(token("for ops")))
                .getServers(GetServersRequest.getDefaultInstance());
        assertThat(servers.getServerList()).isNotEmpty();
    }

    @Test
    void withoutOperatorsThereIsNoSuchService() throws IOException {
        try (AgentCoreServer plain = AgentCoreServer.start(ServerSettings.defaults()
                .withPort(0)
                .withWarmUp(Duration.ZERO)
                .withAdmin(new AdminSettings(Set.of(), false, false)))) {
            ManagedChannel toPlain = NettyChannelBuilder.forAddress(plain.address())
                    .usePlaintext()
                    .build();
            assertThatThrownBy(() -> AdminServiceGrpc.newBlockingStub(toPlain)
                            .listExecutions(ListExecutionsRequest.getDefaultInstance()))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            refused -> assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED));
            toPlain.shutdownNow();
        }
    }

    private CompletableFuture<PythonResult> run(PythonProgram program) {
        return CompletableFuture.supplyAsync(() -> alice.run(program));
    }

    private ListExecutionsResponse list() {
        return ops().listExecutions(ListExecutionsRequest.getDefaultInstance());
    }

    private void cancel(String id) {
        assertThat(ops().cancelExecution(CancelExecutionRequest.newBuilder()
                        .setExecutionId(id)
                        .build()))
                .isNotNull();
    }

    private AdminServiceBlockingStub ops() {
        return stub("for ops");
    }

    private AdminServiceBlockingStub stub(String token) {
        return AdminServiceGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(token(token)));
    }

    private static Metadata token(String token) {
        var headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        return headers;
    }

    private static void assertRefused(Runnable call, Status.Code code, String message) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(StatusRuntimeException.class, refused -> {
            assertThat(refused.getStatus().getCode()).isEqualTo(code);
            assertThat(refused.getStatus().getDescription()).isEqualTo(message);
        });
    }
}
