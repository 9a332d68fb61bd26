// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.agentcore.config.LifecycleSettings;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.execution.engine.EngineSettings;
import dev.agentcore.execution.engine.ScriptedRuntime;
import dev.agentcore.testkit.FreePort;
import dev.agentcore.v1.ExecutePythonRequest;
import dev.agentcore.v1.ExecutePythonResponse;
import dev.agentcore.v1.ExecutionServiceGrpc;
import dev.agentcore.v1.GetCapabilitiesRequest;
import dev.agentcore.v1.Outcome;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("runs programs with short limits of time")
@Timeout(60)
final class AgentCoreServerTest {
    private static final ServerSettings SETTINGS = ServerSettings.defaults()
            .withPort(0)
            .withEngine(EngineSettings.defaults().withSlots(1))
            .withLifecycle(new LifecycleSettings(Duration.ZERO, Duration.ofMillis(200)));

    private final ScriptedRuntime runtime =
            new ScriptedRuntime().on("sleep", (request, output) -> Thread.sleep(60_000));
    private AgentCoreServer server;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws IOException {
        server = AgentCoreServer.start(SETTINGS, runtime);
        channel =
                NettyChannelBuilder.forAddress(server.address()).usePlaintext().build();
    }

    @AfterEach
    void close() {
        channel.shutdownNow();
        server.close();
        assertThat(runtime.closed()).isTrue();
    }

    @Test
    void listensOnLoopback() {
        assertThat(((InetSocketAddress) server.address()).getAddress().isLoopbackAddress())
                .isTrue();
        assertThat(server.port()).isPositive();
        assertThat(server.target()).isEqualTo("127.0.0.1:" + server.port());
    }

    @Test
    void runsPrograms() {
        assertThat(run("hello").getLast().getResult().getOutcome()).isEqualTo(Outcome.OUTCOME_COMPLETED);
    }

    @Test
    void runsProgramsOfItsOwnBeforeItServes() throws IOException {
        var cold = new ScriptedRuntime();
        try (var warm = AgentCoreServer.start(SETTINGS.withWarmUp(Duration.ofMillis(100)), cold)) {
            assertThat(cold.runs()).isPositive();
            assertThat(cold.openSandboxes()).isZero();
            assertThat(warm.port()).isPositive();
        }
        assertThat(runtime.runs()).as("without a warm-up").isZero();
    }

    @Test
    void isThereButNotServingUntilItIsWarm(@TempDir Path folder) throws Exception {
        var warming = new CountDownLatch(1);
        var cold = new ScriptedRuntime().on("print('hello')", (request, output) -> warming.await());
        Path socket = folder.resolve("socket");
        var settings = SETTINGS.withListen(listen -> listen.withSocket(socket)).withWarmUp(Duration.ofMillis(100));
        var started = CompletableFuture.supplyAsync(() -> start(settings, cold));
        ManagedChannel early = Grpc.newChannelBuilder("unix:" + socket, InsecureChannelCredentials.create())
                .build();
        try {
            await().ignoreExceptions()
                    .until(() -> health(early, "agentcore.v1.ExecutionService") == ServingStatus.NOT_SERVING);
            assertThat(health(early, "")).isEqualTo(ServingStatus.NOT_SERVING);
            assertThatThrownBy(() -> run(early, "hello"))
                    .isInstanceOfSatisfying(StatusRuntimeException.class, refused -> {
                        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
                        assertThat(refused.getStatus().getDescription()).isEqualTo("the server is starting");
                        assertThat(StatusProto.fromThrowable(refused).getDetailsList().stream()
                                        .map(detail -> detail.getTypeUrl()))
                                .containsExactly(
                                        "type.googleapis.com/google.rpc.ErrorInfo",
                                        "type.googleapis.com/google.rpc.RetryInfo");
                    });
            warming.countDown();
            try (AgentCoreServer warm = started.orTimeout(10, TimeUnit.SECONDS).join()) {
                assertThat(warm.target()).isEqualTo("unix:" + socket);
                assertThat(health(early, "")).isEqualTo(ServingStatus.SERVING);
                assertThat(run(early, "hello")).isNotEmpty();
            }
        } finally {
            early.shutdownNow();
        }
        assertThat(socket).doesNotExist();
    }

    @Test
    void knowsItsVersion() {
        assertThat(AgentCoreServer.version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        var capabilities = ExecutionServiceGrpc.newBlockingStub(channel)
                .getCapabilities(GetCapabilitiesRequest.getDefaultInstance());
        assertThat(capabilities.getServerVersion()).isEqualTo(AgentCoreServer.version());
    }

    @Test
    void isHealthyAsAWholeAndForItsService() {
        assertThat(health("")).isEqualTo(ServingStatus.SERVING);
        assertThat(health("agentcore.v1.ExecutionService")).isEqualTo(ServingStatus.SERVING);
    }

    @Test
    void asLivenessItIsHealthyThoughItWarmsUpOrDrains(@TempDir Path folder) throws Exception {
        var began = new CountDownLatch(1);
        var busy = new ScriptedRuntime().on("sleep", (request, output) -> {
            began.countDown();
            Thread.sleep(60_000);
        });
        int port = FreePort.find();
        var settings = SETTINGS.withListen(
                        listen -> listen.withSocket(folder.resolve("socket")).withHealth("127.0.0.1", port))
                .withDrainTimeout(Duration.ofSeconds(5));
        ManagedChannel probe = Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create())
                .build();
        ManagedChannel caller = Grpc.newChannelBuilder(
                        "unix:" + folder.resolve("socket"), InsecureChannelCredentials.create())
                .build();
        try (AgentCoreServer draining = start(settings, busy)) {
            assertThat(health(probe, "")).isEqualTo(ServingStatus.SERVING);
            CompletableFuture<?> run = CompletableFuture.runAsync(() -> run(caller, "sleep"));
            began.await();
            CompletableFuture<?> closed = CompletableFuture.runAsync(draining::close);
            await().until(() -> health(probe, "") == ServingStatus.NOT_SERVING);
            assertThat(health(probe, "liveness")).isEqualTo(ServingStatus.SERVING);
            assertThat(closed).isNotDone();
            closed.join();
            run.join();
            assertThatThrownBy(() -> health(probe, "liveness")).isInstanceOf(StatusRuntimeException.class);
        } finally {
            probe.shutdownNow();
            caller.shutdownNow();
        }
    }

    @Test
    void nothingButHealthCanBeAskedAtThePortOfHealth(@TempDir Path folder) throws Exception {
        int port = FreePort.find();
        var settings = SETTINGS.withListen(
                listen -> listen.withSocket(folder.resolve("socket")).withHealth("127.0.0.1", port));
        ManagedChannel probe = Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create())
                .build();
        try (AgentCoreServer other = start(settings, new ScriptedRuntime())) {
            assertThat(other.port()).isZero();
            assertThatThrownBy(() -> run(probe, "hello"))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            refused -> assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED));
        } finally {
            probe.shutdownNow();
        }
    }

    @Test
    void aClientConnectsAnewWhenItsConnectionIsOld() throws Exception {
        var addresses = new CopyOnWriteArrayList<SocketAddress>();
        var settings = SETTINGS.withListen(listen -> listen.withConnectionAge(Duration.ofSeconds(1)));
        try (AgentCoreServer other = start(settings, new ScriptedRuntime())) {
            ManagedChannel client = NettyChannelBuilder.forAddress(other.address())
                    .usePlaintext()
                    .intercept(new ClientInterceptor() {
                        @Override
                        public <Q, R> ClientCall<Q, R> interceptCall(
                                MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
                            return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
                                @Override
                                public void start(Listener<R> listener, Metadata headers) {
                                    super.start(
                                            new SimpleForwardingClientCallListener<>(listener) {
                                                @Override
                                                public void onHeaders(Metadata received) {
                                                    addresses.add(Objects.requireNonNull(
                                                            getAttributes().get(Grpc.TRANSPORT_ATTR_LOCAL_ADDR)));
                                                    super.onHeaders(received);
                                                }
                                            },
                                            headers);
                                }
                            };
                        }
                    })
                    .build();
            try {
                await().until(() -> {
                    health(client, "");
                    return addresses.stream().distinct().count() > 1;
                });
            } finally {
                client.shutdownNow();
            }
        }
    }

    @Test
    void reflects() {
        var services = new CompletableFuture<List<String>>();
        var requests = ServerReflectionGrpc.newStub(channel).serverReflectionInfo(new StreamObserver<>() {
            @Override
            public void onNext(ServerReflectionResponse response) {
                services.complete(response.getListServicesResponse().getServiceList().stream()
                        .map(ServiceResponse::getName)
                        .toList());
            }

            @Override
            public void onError(Throwable thrown) {
                services.completeExceptionally(thrown);
            }

            @Override
            public void onCompleted() {}
        });
        requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
        assertThat(services.orTimeout(10, TimeUnit.SECONDS).join())
                .contains("agentcore.v1.ExecutionService", "grpc.health.v1.Health");
        requests.onCompleted();
    }

    @Test
    void closesGracefully() {
        var call = CompletableFuture.supplyAsync(() -> run("sleep"));
        await().until(() -> runtime.runs() == 1);
        var closed = CompletableFuture.runAsync(server::close);
        await().until(() -> health("") == ServingStatus.NOT_SERVING);
        assertThat(runtime.closed()).isFalse();
        assertThatThrownBy(() -> run("late"))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        refused -> assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
        closed.orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(call.orTimeout(10, TimeUnit.SECONDS)
                        .join()
                        .getLast()
                        .getResult()
                        .getOutcome())
                .isEqualTo(Outcome.OUTCOME_CANCELLED);
        assertThat(runtime.closed()).isTrue();
    }

    @Test
    void waitsForItsEnd() {
        var ended = CompletableFuture.runAsync(() -> {
            try {
                server.awaitTermination();
            } catch (InterruptedException unexpected) {
                throw new AssertionError(unexpected);
            }
        });
        assertThat(ended).isNotDone();
        server.close();
        ended.orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(server.port()).isPositive();
    }

    @Test
    void anIdleServerClosesWithoutDelay() {
        var patient = SETTINGS.withDrainTimeout(Duration.ofMinutes(10));
        // The class's timeout of a minute is far below the drain timeout.
        try (var idle = AgentCoreServer.start(patient, new ScriptedRuntime())) {
            assertThat(idle.port()).isPositive();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void doesNotListenToOtherMachinesUnlessAllowed() throws IOException {
        var unused = new ScriptedRuntime();
        assertThatThrownBy(
                        () -> AgentCoreServer.start(SETTINGS.withListen(listen -> listen.withHost("0.0.0.0")), unused))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("listen.host is 0.0.0.0, which other machines can reach, and callers need neither token nor"
                        + " certificate; if this is intended, set listen.allow-remote-callers");
        assertThat(unused.closed()).isTrue();
        var open = SETTINGS.withListen(listen -> listen.withHost("0.0.0.0").withRemoteCallersAllowed(true));
        try (var reachable = AgentCoreServer.start(open, new ScriptedRuntime())) {
            assertThat(((InetSocketAddress) reachable.address()).getAddress().isAnyLocalAddress())
                    .isTrue();
        }
    }

    @Test
    void aPortInUseIsAnError() {
        var unused = new ScriptedRuntime();
        assertThatThrownBy(() -> AgentCoreServer.start(SETTINGS.withPort(server.port()), unused))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Failed to bind to address /127.0.0.1:" + server.port());
        assertThat(unused.closed()).isTrue();
    }

    private static AgentCoreServer start(ServerSettings settings, ScriptedRuntime runtime) {
        try {
            return AgentCoreServer.start(settings, runtime);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private List<ExecutePythonResponse> run(String code) {
        return run(channel, code);
    }

    private static List<ExecutePythonResponse> run(ManagedChannel channel, String code) {
        var events = new ArrayList<ExecutePythonResponse>();
        ExecutionServiceGrpc.newBlockingStub(channel)
                .executePython(ExecutePythonRequest.newBuilder().setCode(code).build())
                .forEachRemaining(events::add);
        return events;
    }

    private ServingStatus health(String service) {
        return health(channel, service);
    }

    private static ServingStatus health(ManagedChannel channel, String service) {
        return HealthGrpc.newBlockingStub(channel)
                .check(HealthCheckRequest.newBuilder().setService(service).build())
                .getStatus();
    }
}
