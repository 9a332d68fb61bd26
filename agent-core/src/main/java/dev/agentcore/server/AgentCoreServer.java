// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import dev.agentcore.config.AdminSettings;
import dev.agentcore.config.SecuritySettings;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.Mount;
import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.execution.RunObserver;
import dev.agentcore.execution.Ticker;
import dev.agentcore.execution.engine.AvailableMemory;
import dev.agentcore.execution.engine.ExecutionEngine;
import dev.agentcore.execution.engine.FittedLimits;
import dev.agentcore.execution.engine.MemoryBudget;
import dev.agentcore.face.grpc.AdminGrpcService;
import dev.agentcore.face.grpc.ExecutionGrpcService;
import dev.agentcore.observability.RunLog;
import dev.agentcore.sandbox.engine.EngineUnavailableException;
import dev.agentcore.service.Capabilities;
import dev.agentcore.service.OperatorService;
import dev.agentcore.service.RequestValidator;
import dev.agentcore.service.RunService;
import dev.agentcore.service.delivery.RunDelivery;
import dev.agentcore.service.identity.Operators;
import dev.agentcore.service.identity.TokenFile;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.protobuf.services.ChannelzService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server: gRPC in front of an engine in front of a Python runtime, with the health service
 * ({@code grpc.health.v1}, for the whole server and for its service), telemetry and the operators' service. Thread-safe.
 *
 * <pre>{@code
 * try (var server = AgentCoreServer.start(ServerSettings.defaults(), runtime)) {
 *     server.awaitTermination();
 * }
 * }</pre>
 */
public final class AgentCoreServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentCoreServer.class);

    /** A stream that has been idle for this long gets a keep-alive, as the proto file documents. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

    /** How often certificates and tokens are checked for changes. */
    private static final Duration REFRESH = Duration.ofSeconds(5);

    /** The minimum time for readers to read the remaining output after the last program has ended. */
    private static final Duration READERS_TIMEOUT = Duration.ofSeconds(5);

    /** How long to wait for connections to close by themselves after their calls have ended. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    /** How long to wait for connections to close after they have been closed forcibly. */
    private static final Duration CONNECTIONS_TIMEOUT = Duration.ofSeconds(5);

    /** The page size of the channelz service. */
    private static final int CHANNELZ_PAGE = 100;

    /** The interval between probes of an unusable guest. */
    private static final Duration PROBE_PAUSE = Duration.ofSeconds(5);

    private final Ticker ticker = Ticker.system();
    private final ServerSettings settings;
    private final PythonRuntime runtime;
    private final ExecutionEngine engine;
    private final Health health = new Health();
    private final ScheduledExecutorService clock = newClock();
    private final Telemetry telemetry;
    private final FilePoller reloads;
    private final Endpoint endpoint;
    private final HealthPort healthPort;
    private final CallChain calls;
    private final Server server;
    private final SocketAddress address;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch terminated = new CountDownLatch(1);

    private AgentCoreServer(ServerSettings settings, PythonRuntime runtime, List<RunObserver> observers)
            throws IOException {
        this.settings = settings;
        this.runtime = runtime;
        SecuritySettings security = settings.security();
        Transport transport = Transport.of(security);
        TokenFile tokens = security.tokens() == null ? null : TokenFile.of(security.tokens());
        MemoryBudget budget = MemoryBudget.of(
                new AvailableMemory(
                        Runtime.getRuntime().maxMemory(),
                        MachineMemory.ofThisMachine().bytes(),
                        settings.engine().guestMemoryBytes()),
                runtime.footprint(),
                RequestValidator.MAX_MESSAGE_BYTES,
                settings.replay().memoryBytes());
        LimitsPolicy limits = limitsThatFit(budget);
        endpoint = Endpoint.of(settings.listen(), security);
        engine = new ExecutionEngine(runtime, settings.engine(), budget, ticker);
        telemetry = telemetry();
        reloads = new FilePoller(reloads(transport, tokens), REFRESH);
        var guestHealth = new GuestHealth(health, clock, PROBE_PAUSE, engine, limits.defaults());
        var delivery = new RunDelivery(settings.replay(), budget, clock, ticker, KEEP_ALIVE);
        var service = new RunService(
                engine,
                capabilities(limits, delivery),
                delivery,
                observers(guestHealth, observers),
                ticker,
                settings.engine().retryAfter());
        var operators = new OperatorService(engine, operators(settings.admin()));
        calls = new CallChain(settings, tokens, budget, service, operators, telemetry.calls());
        server = calls.newServer(endpoint.newServer(transport.credentials()), services(service, operators));
        healthPort = new HealthPort(settings.listen(), health.service());
        try {
            healthPort.open();
            server.start();
            endpoint.opened();
            calls.checkInbound(clock);
            address = server.getListenSockets().getFirst();
            warmUp(service);
        } catch (IOException | RuntimeException failed) {
            stop();
            throw failed;
        }
        service.open();
        health.setServing(true);
    }

    private static Operators operators(AdminSettings admin) {
        return new Operators(admin.operators(), admin.operators().contains(AdminSettings.ANYBODY));
    }

    private Capabilities capabilities(LimitsPolicy limits, RunDelivery delivery) {
        return new Capabilities(
                version(),
                engine.images(),
                limits,
                engine.slots(),
                engine.queueCapacity(),
                engine.resultFormats(),
                mountPaths(settings),
                delivery.retentionTime());
    }

    private LimitsPolicy limitsThatFit(MemoryBudget budget) {
        FittedLimits fitted =
                FittedLimits.fit(settings.limits(), settings.engine().slots(), runtime, budget);
        fitted.warnings().forEach(LOG::warn);
        long retained = budget.bound(MemoryBudget.Purpose.JOURNAL);
        if (retained < settings.replay().memoryBytes()) {
            LOG.info(
                    "The heap of {} MiB limits retained output to {} MiB",
                    budget.available().heapBytes() >> 20,
                    retained >> 20);
        }
        if (runtime.claim(fitted.policy().defaults()).outsideBytes() > 0) {
            LOG.info(
                    "Programs share {} MiB of guest memory outside the heap",
                    budget.bound(MemoryBudget.Purpose.GUEST) >> 20);
        }
        return fitted.policy();
    }

    private List<BindableService> services(RunService service, OperatorService operators) {
        AdminSettings admin = settings.admin();
        var services = new ArrayList<BindableService>(List.of(new ExecutionGrpcService(service), health.service()));
        if (!admin.operators().isEmpty()) {
            services.add(new AdminGrpcService(operators));
        }
        if (admin.channelz()) {
            services.add(ChannelzService.newInstance(CHANNELZ_PAGE));
        }
        if (admin.reflection()) {
            services.add(ProtoReflectionServiceV1.newInstance());
        }
        return services;
    }

    private List<RunObserver> observers(GuestHealth guestHealth, List<RunObserver> others) {
        var all = new ArrayList<>(telemetry.observers());
        all.addAll(others);
        all.add(guestHealth);
        all.add(new RunLog());
        return all;
    }

    private Telemetry telemetry() {
        try {
            return Telemetry.start(settings, engine, health::isServing, version());
        } catch (RuntimeException impossible) {
            engine.close();
            throw impossible;
        }
    }

    private static List<Runnable> reloads(Transport transport, @Nullable TokenFile tokens) {
        var reloads = new ArrayList<Runnable>(transport.reloads());
        if (tokens != null) {
            reloads.add(tokens::refresh);
        }
        return reloads;
    }

    private static List<String> mountPaths(ServerSettings settings) {
        return settings.mounts().stream().map(Mount::guestPath).toList();
    }

    private void warmUp(RunService service) throws IOException {
        // Machine code is as fast at once as it will be.
        if (settings.lifecycle().warmUp().isZero()
                || !runtime.interpreter().engine().equals(Interpreter.JVM)) {
            return;
        }
        long began = ticker.nanos();
        int runs = new WarmUp(service.unobserved(), ticker)
                .perform(settings.lifecycle().warmUp());
        LOG.info("Warmed up with {} runs in {} ms", runs, (ticker.nanos() - began) / 1_000_000);
    }

    /**
     * Starts a server that runs CPython on the engine of the settings, or another interpreter if they name one. It listens at once with
     * health NOT_SERVING; when this method returns, health is SERVING.
     *
     * @throws IllegalArgumentException if other machines can reach the address and the settings do not allow that, or if a
     *     mount cannot be read
     * @throws EngineUnavailableException if the engine cannot be used here, in one line that says why
     * @throws IOException if the server cannot listen on the address
     */
    public static AgentCoreServer start(ServerSettings settings) throws IOException {
        return start(settings, RuntimeChoice.of(settings));
    }

    /**
     * Starts a server without additional observers.
     *
     * @see #start(ServerSettings, PythonRuntime, List)
     */
    public static AgentCoreServer start(ServerSettings settings, PythonRuntime runtime) throws IOException {
        return start(settings, runtime, List.of());
    }

    /**
     * Starts a server. When this method returns, health is SERVING.
     *
     * @param runtime runs the programs; the server takes ownership, and closes it when the server closes or fails to start
     * @param observers observe each run, in addition to the server's own observers
     * @throws IllegalArgumentException if other machines can reach the address and the settings do not allow that
     * @throws IOException if the server cannot listen on the address
     */
    public static AgentCoreServer start(ServerSettings settings, PythonRuntime runtime, List<RunObserver> observers)
            throws IOException {
        try {
            var server = new AgentCoreServer(settings, runtime, observers);
            LOG.info(
                    "Serving {} {} on {}, engine {}: {} slots, queue capacity {}",
                    runtime.interpreter().name(),
                    runtime.interpreter().version(),
                    server.target(),
                    runtime.interpreter().engine(),
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

    /** The listen address: an {@link InetSocketAddress} or a {@link UnixDomainSocketAddress}. Available after closing, too. */
    public SocketAddress address() {
        return address;
    }

    /** The listen port; 0 if the server listens on a Unix domain socket. */
    public int port() {
        return address instanceof InetSocketAddress internet ? internet.getPort() : 0;
    }

    /** The target for clients: {@code HOST:PORT} or {@code unix:PATH}. */
    public String target() {
        return address instanceof UnixDomainSocketAddress socket
                ? "unix:" + socket.getPath().toAbsolutePath()
                : settings.listen().host() + ":" + port();
    }

    /**
     * Waits until the server has closed.
     *
     * @throws InterruptedException if the current thread is interrupted while it waits; the server keeps running
     */
    public void awaitTermination() throws InterruptedException {
        terminated.await();
    }

    /**
     * Closes the server. Health is NOT_SERVING at once, and new calls are rejected as UNAVAILABLE. Running programs have the
     * {@linkplain dev.agentcore.config.LifecycleSettings#drainTimeout drain timeout} to end; then they are cancelled, and their
     * callers get that outcome. Slow readers have the rest of the drain timeout, but at least 5 s, to read to the end. Returns
     * when the server has closed, also if another thread is closing it. The first interruption of the current thread cancels
     * the programs at once; the second closes the streams of slow readers.
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

    // The order matters: load balancers see NOT_SERVING first; calls that still arrive are rejected with a status that
    // names the reason instead of losing their connection; and running programs deliver their output.
    private void stop() {
        long began = ticker.nanos();
        health.end();
        engine.drain(settings.lifecycle().drainTimeout());
        // The first interruption cancels programs; output that they have printed is still delivered.
        boolean interrupted = Thread.interrupted();
        server.shutdown();
        Duration left = settings.lifecycle().drainTimeout().minusNanos(ticker.nanos() - began);
        interrupted |= awaitReaders(interrupted || left.compareTo(READERS_TIMEOUT) < 0 ? READERS_TIMEOUT : left);
        // Connections close by themselves now, unless a client watches the health service: nothing in flight is cut
        // off.
        interrupted |= awaitConnections(FAREWELL);
        server.shutdownNow();
        interrupted |= awaitConnections(CONNECTIONS_TIMEOUT);
        if (!server.isTerminated()) {
            LOG.warn("Some connections are still open; closing anyway");
        }
        clock.shutdownNow();
        reloads.close();
        endpoint.close();
        telemetry.close();
        // Last: until now, liveness probes succeed, and a supervisor lets the server drain.
        healthPort.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether the thread was interrupted while it waited. The interrupt status is cleared. */
    private boolean awaitReaders(Duration timeout) {
        try {
            if (!calls.awaitNone(timeout)) {
                LOG.warn("Drain timeout after {} s: closing streams with unread output", timeout.toSeconds());
            }
            return false;
        } catch (InterruptedException impatient) {
            return true;
        }
    }

    /** Returns whether the thread was interrupted while it waited. The interrupt status is cleared. */
    private boolean awaitConnections(Duration timeout) {
        try {
            server.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS);
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

    private static ScheduledExecutorService newClock() {
        var clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("agent-core-clock").factory());
        // Most runs end long before their first keep-alive is due, and must not stay in memory until then.
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }
}
