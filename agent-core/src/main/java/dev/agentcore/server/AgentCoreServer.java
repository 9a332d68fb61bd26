package dev.agentcore.server;

import dev.agentcore.config.ServerSettings;
import dev.agentcore.execution.ExecutionEngine;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.Mount;
import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.grpc.ExecutionGrpcService;
import dev.agentcore.guest.PythonGuest;
import dev.agentcore.sandbox.ChicoryPythonRuntime;
import dev.agentcore.v1.ExecutionServiceGrpc;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server: gRPC in front of an engine in front of a Python runtime; with the health service
 * ({@code grpc.health.v1}, for the whole server and for the one service) and reflection. Safe for use by many threads.
 *
 * <pre>{@code
 * try (var server = AgentCoreServer.start(ServerSettings.standard(), runtime)) {
 *     server.awaitTermination();
 * }
 * }</pre>
 */
public final class AgentCoreServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentCoreServer.class);

    /** As the wire's definition says. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** How often a client may ask whether the connection lives, even when it has no call; more is taken for abuse. */
    private static final Duration CLIENT_PING = Duration.ofSeconds(10);

    /** After how much silence we ask whether the client lives. */
    private static final Duration SERVER_PING = Duration.ofMinutes(1);

    private static final long MIB = 1 << 20;

    /** In a heap that is too small for the largest program, no more than this part of it is one program's scratch. */
    private static final int SCRATCH_SHARE = 4;

    /** How long calls may take to end once nothing runs any more. */
    private static final Duration CALLS_PATIENCE = Duration.ofSeconds(5);

    /** After how long without work a thread of the handlers' ends. */
    private static final Duration HANDLER_IDLENESS = Duration.ofSeconds(30);

    private final ServerSettings settings;
    private final PythonRuntime runtime;
    private final ExecutionEngine engine;
    private final HealthStatusManager health = new HealthStatusManager();
    private final ScheduledExecutorService clock = newClock();
    private final Server server;
    private final InetSocketAddress address;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch terminated = new CountDownLatch(1);

    private AgentCoreServer(ServerSettings settings, PythonRuntime runtime) throws IOException {
        InetSocketAddress asked = listenAddress(settings);
        this.settings = settings;
        this.runtime = runtime;
        LimitsPolicy limits = fitting(settings.limits(), runtime);
        warnOfSlotsWithoutMemory(limits);
        engine = new ExecutionEngine(runtime, settings.engine());
        var service = new ExecutionGrpcService(engine, limits, version(), mountPaths(settings), clock, SILENCE);
        server = NettyServerBuilder.forAddress(asked)
                .executor(newHandlers())
                .maxInboundMessageSize(ExecutionGrpcService.MAX_REQUEST_BYTES)
                .permitKeepAliveTime(CLIENT_PING.toSeconds(), TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .keepAliveTime(SERVER_PING.toSeconds(), TimeUnit.SECONDS)
                .addService(service)
                .addService(health.getHealthService())
                .addService(ProtoReflectionServiceV1.newInstance())
                .build();
        try {
            warmUp(service);
            server.start();
        } catch (IOException | RuntimeException failed) {
            stop();
            throw failed;
        }
        address = (InetSocketAddress) server.getListenSockets().getFirst();
        health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.SERVING);
        health.setStatus(ExecutionServiceGrpc.SERVICE_NAME, ServingStatus.SERVING);
    }

    private static List<String> mountPaths(ServerSettings settings) {
        return settings.mounts().stream().map(Mount::guestPath).toList();
    }

    /** The limits as far as there is memory for one program at least. */
    private static LimitsPolicy fitting(LimitsPolicy policy, PythonRuntime runtime) {
        Limits maximum = policy.maximum();
        long scratch = Math.min(maximum.scratchBytes(), runtime.capacity() / SCRATCH_SHARE / MIB * MIB);
        long memory = maximum.memoryBytes();
        while (memory > 0
                && runtime.claim(maximum.withScratchBytes(scratch).withMemoryBytes(memory)) > runtime.capacity()) {
            memory -= Math.min(memory, MIB);
        }
        if (memory < policy.minimumMemoryBytes()) {
            throw new IllegalArgumentException(
                    "the heap of %d MiB has no room for one program: give the JVM more by -Xmx"
                            .formatted(Runtime.getRuntime().maxMemory() / MIB));
        }
        if (memory < maximum.memoryBytes() || scratch < maximum.scratchBytes()) {
            LOG.warn(
                    "The heap of {} MiB has room for programs of {} MiB with {} MiB of scratch at most",
                    Runtime.getRuntime().maxMemory() / MIB,
                    memory / MIB,
                    scratch / MIB);
        }
        return policy.withAtMost(memory, scratch);
    }

    private void warnOfSlotsWithoutMemory(LimitsPolicy limits) {
        long atATime = runtime.capacity() / Math.max(1, runtime.claim(limits.defaults()));
        if (atATime < settings.engine().slots()) {
            LOG.warn(
                    "The heap of {} MiB has room for {} programs with the default limits at a time, and there are {} slots",
                    Runtime.getRuntime().maxMemory() / MIB,
                    atATime,
                    settings.engine().slots());
        }
    }

    private void warmUp(ExecutionGrpcService service) throws IOException {
        if (settings.warmUp().isZero()) {
            return;
        }
        long began = System.nanoTime();
        int runs = new WarmUp(service.withoutLog()).perform(settings.warmUp());
        LOG.info("Warmed up by {} runs in {} ms", runs, (System.nanoTime() - began) / 1_000_000);
    }

    /**
     * Starts a server that runs CPython on Chicory. When this returns, it serves.
     *
     * @throws IllegalArgumentException if the host is not this machine's own and the settings do not allow that, or a
     *     mount cannot be read
     * @throws IOException if it cannot listen there
     */
    public static AgentCoreServer start(ServerSettings settings) throws IOException {
        return start(
                settings,
                new ChicoryPythonRuntime(PythonGuest.load(), settings.engine().slots(), settings.mounts()));
    }

    /**
     * Starts a server. When this returns, it serves.
     *
     * @param runtime runs the programs; the server's from now on, which closes it when it closes or cannot start
     * @throws IllegalArgumentException if the host is not this machine's own and the settings do not allow that
     * @throws IOException if it cannot listen there
     */
    public static AgentCoreServer start(ServerSettings settings, PythonRuntime runtime) throws IOException {
        try {
            var server = new AgentCoreServer(settings, runtime);
            LOG.info(
                    "Serving {} {} on {}: {} slots, {} may wait",
                    runtime.interpreter().name(),
                    runtime.interpreter().version(),
                    server.address(),
                    settings.engine().slots(),
                    settings.engine().queueCapacity());
            return server;
        } catch (IOException | RuntimeException failed) {
            runtime.close();
            throw failed;
        }
    }

    /** This server's version, such as {@code 0.1.0}. */
    public static String version() {
        return ServerVersion.read();
    }

    /** Where it listens; still told after it has closed. */
    public InetSocketAddress address() {
        return address;
    }

    /** The port it listens on, never 0. */
    public int port() {
        return address.getPort();
    }

    /**
     * Waits until the server has closed.
     *
     * @throws InterruptedException if the current thread is interrupted meanwhile; the server goes on
     */
    public void awaitTermination() throws InterruptedException {
        terminated.await();
    }

    /**
     * Closes the server. Health says NOT_SERVING at once, and new calls are refused as UNAVAILABLE; programs may go on for
     * {@link ServerSettings#drainPatience}, then they are cancelled, and their callers hear of it. Returns when all of it
     * is over, also if another thread is closing it. If the current thread is interrupted, that ends all patience.
     */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            awaitOtherClosing();
            return;
        }
        try {
            stop();
            runtime.close();
        } finally {
            terminated.countDown();
        }
    }

    // In this order, who asks for our health turns away first; callers still here are refused with a status that names
    // the reason, rather than cut off; and what runs is heard to its end.
    private void stop() {
        health.enterTerminalState();
        engine.drain(settings.drainPatience());
        server.shutdown();
        boolean interrupted = awaitCalls();
        server.shutdownNow();
        interrupted |= awaitCalls();
        clock.shutdownNow();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether the thread was interrupted while it waited, which it is no longer. */
    private boolean awaitCalls() {
        try {
            if (!server.awaitTermination(CALLS_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("Calls are still open after {} s", CALLS_PATIENCE.toSeconds());
            }
            return false;
        } catch (InterruptedException impatient) {
            return true;
        }
    }

    private void awaitOtherClosing() {
        try {
            terminated.await();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private static InetSocketAddress listenAddress(ServerSettings settings) throws IOException {
        var host = InetAddress.getByName(settings.host());
        if (!host.isLoopbackAddress() && !settings.remoteCallersAllowed()) {
            throw new IllegalArgumentException(
                    "host is %s, which other machines can reach, while remoteCallersAllowed is false: there is neither TLS"
                                    .formatted(settings.host())
                            + " nor authentication");
        }
        return new InetSocketAddress(host, settings.port());
    }

    /**
     * Threads for what gRPC calls us with: parsing, validation and copying of a request, up to 80 MiB of it, is too much
     * for Netty's threads, each of which many calls share; and since nothing here ever blocks, more threads than
     * processors would gain nothing. The queue before them has no bound, because gRPC loses calls whose events are
     * refused; what fills it is bounded by HTTP/2's flow control.
     *
     * <p>It is not shut down: gRPC hands over events even after it says that it has terminated. Idle threads end.
     */
    private static Executor newHandlers() {
        int count = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
        var handlers = new ThreadPoolExecutor(
                count,
                count,
                HANDLER_IDLENESS.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("agent-core-grpc-", 1).factory());
        handlers.allowCoreThreadTimeOut(true);
        return handlers;
    }

    private static ScheduledExecutorService newClock() {
        var clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("agent-core-clock").factory());
        // Most runs are over long before their first keep-alive is due, and must not stay in memory until then.
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }
}
