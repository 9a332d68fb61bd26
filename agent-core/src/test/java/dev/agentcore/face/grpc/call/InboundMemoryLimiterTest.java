// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc.call;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.agentcore.execution.Ticker;
import dev.agentcore.execution.engine.EngineSettings;
import dev.agentcore.execution.engine.MemoryBudget;
import dev.agentcore.execution.engine.ScriptedRuntime;
import dev.agentcore.face.grpc.ExecutionGrpcService;
import dev.agentcore.service.RequestValidator;
import dev.agentcore.service.RunService;
import dev.agentcore.service.RunServiceFixture;
import dev.agentcore.service.identity.TenantRules;
import dev.agentcore.testkit.TcpProxy;
import dev.agentcore.v1.ExecutePythonRequest;
import dev.agentcore.v1.ExecutePythonResponse;
import dev.agentcore.v1.ExecutionServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests of which only a part comes, over a real socket. */
@Timeout(60)
final class InboundMemoryLimiterTest {
    private static final int MIB = 1 << 20;
    private static final Metadata.Key<String> TENANT = Metadata.Key.of("tenant", Metadata.ASCII_STRING_MARSHALLER);

    private final ScriptedRuntime runtime = new ScriptedRuntime();
    private final RunServiceFixture parts =
            new RunServiceFixture(runtime, EngineSettings.defaults().withSlots(1), List.of());
    private final List<AutoCloseable> open = new ArrayList<>();
    private InboundMemoryLimiter limiter;
    private Server server;

    @BeforeEach
    void serve() throws IOException {
        serve(Duration.ofMinutes(1));
    }

    private void serve(Duration timeout) throws IOException {
        limiter = new InboundMemoryLimiter(
                MemoryBudget.unlimited().withBound(MemoryBudget.Purpose.INBOUND, 32L * MIB),
                timeout,
                Ticker.system(),
                Duration.ofSeconds(3));
        RunService service = parts.service();
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addStreamTracerFactory(limiter)
                .intercept(limiter)
                .intercept(new IdentityInterceptor(new TenantRules(null), "tenant"))
                .intercept(new CallObserver(service::rejected))
                .maxInboundMessageSize(RequestValidator.MAX_MESSAGE_BYTES)
                .addService(new ExecutionGrpcService(service))
                .build()
                .start();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        server.shutdownNow();
        server.awaitTermination(10, SECONDS);
        parts.close();
    }

    @Test
    void whatHasComeIsNotHeldAnyMore() {
        ManagedChannel channel = channel(server.getPort());
        assertThat(call(channel, "alice", 8 * MIB).join()).isNotEmpty();
        assertThat(limiter.held()).isZero();
        assertThat(runtime.runs()).isEqualTo(1);
    }

    @Test
    void aRequestThatStopsInTheMiddleHoldsWhatHasComeUntilItsCallerGoes() throws IOException {
        var stalled = TcpProxy.stallingAfter(4 * MIB, "127.0.0.1:" + server.getPort());
        open.add(stalled);
        ManagedChannel channel = channel(stalled.port());
        var unused = call(channel, "alice", 8 * MIB);
        await().until(() -> limiter.held() > 3 * MIB);
        channel.shutdownNow();
        await().until(() -> limiter.held() == 0);
        assertThat(runtime.runs()).isZero();
    }

    @Test
    void theGreediestTenantMakesRoomForTheOthers() throws IOException {
        var stalled = TcpProxy.stallingAfter(12 * MIB, "127.0.0.1:" + server.getPort());
        open.add(stalled);
        var stalledMore = TcpProxy.stallingAfter(11 * MIB, "127.0.0.1:" + server.getPort());
        open.add(stalledMore);
        var first = call(channel(stalled.port()), "mallory", 15 * MIB);
        await().until(() -> limiter.held() > 11 * MIB);
        var second = call(channel(stalledMore.port()), "mallory", 15 * MIB);
        await().until(() -> limiter.held() > 21 * MIB);
        assertThat(call(channel(server.getPort()), "alice", 14 * MIB).join()).isNotEmpty();
        assertThatThrownBy(first::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(StatusRuntimeException.class, refused -> {
                    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
                    assertThat(refused.getStatus().getDescription())
                            .isEqualTo("too much memory is in use by requests that are being received");
                });
        assertThat(second).isNotDone();
        // What a call held goes with its stream, just after its answer.
        await().until(() -> limiter.held() < 12L * MIB);
    }

    @Test
    void oneThatTakesTooLongIsGivenUp() throws IOException {
        server.shutdownNow();
        serve(Duration.ofMillis(100));
        var stalled = TcpProxy.stallingAfter(MIB, "127.0.0.1:" + server.getPort());
        open.add(stalled);
        var slow = call(channel(stalled.port()), "alice", 8 * MIB);
        await().until(() -> limiter.held() > MIB / 2);
        await().until(() -> {
            limiter.rejectSlow();
            return slow.isDone();
        });
        assertThatThrownBy(slow::join).cause().isInstanceOfSatisfying(StatusRuntimeException.class, refused -> {
            assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
            assertThat(refused.getStatus().getDescription()).isEqualTo("the request was not complete within 0 s");
        });
        assertThat(limiter.held()).isZero();
    }

    private ManagedChannel channel(int port) {
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .flowControlWindow(64 * MIB)
                .build();
        open.add(channel::shutdownNow);
        return channel;
    }

    private static CompletableFuture<List<ExecutePythonResponse>> call(
            ManagedChannel channel, String tenant, int bytes) {
        var headers = new Metadata();
        headers.put(TENANT, tenant);
        var request = ExecutePythonRequest.newBuilder()
                .setCode("pass")
                .setStdin(ByteString.copyFrom(new byte[bytes]))
                .build();
        var stub = ExecutionServiceGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
        return CompletableFuture.supplyAsync(() -> {
            var events = new ArrayList<ExecutePythonResponse>();
            stub.executePython(request).forEachRemaining(events::add);
            return events;
        });
    }
}
