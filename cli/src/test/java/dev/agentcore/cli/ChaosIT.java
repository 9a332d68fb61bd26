// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.ExecutionEvent.Started;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.config.LifecycleSettings;
import dev.agentcore.config.LogSettings;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.engine.EngineSettings;
import dev.agentcore.guest.GuestImage;
import dev.agentcore.guest.PythonGuest;
import dev.agentcore.sandbox.GuestPythonRuntime;
import dev.agentcore.server.AgentCoreServer;
import dev.agentcore.testkit.FinishedJar;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two hundred clients that connect, send, stall, cancel, drop and die at random, at a server with two slots and a queue of 32.
 * The server is in this process, so that all it does can be counted; some clients are processes, which are killed. The engine is
 * that of the variable {@code AGENT_CORE_ENGINE_KIND}.
 */
@Tag("nightly")
@Timeout(300)
final class ChaosIT {
    private static final int SLOTS = 2;
    private static final int QUEUE = 32;
    private static final int CLIENTS = 200;
    private static final int PROCESSES = 2;
    private static final int THREADS = 64;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration CHAOS = Duration.ofSeconds(40);

    /** What a heap that is collected may have grown by: what is compiled and cached later than in the warm-up. */
    private static final long HEAP_MARGIN = 32 << 20;

    /** What the process may have grown by: the heap and Netty's pools keep much of what they have once had. */
    private static final long RESIDENT_MARGIN = 1L << 30;

    private static final int THREADS_MARGIN = 4;
    private static final int DESCRIPTORS_MARGIN = 8;

    private final long seed = Long.getLong("agent-core.seed", System.nanoTime());
    private final RunLedger ledger = new RunLedger();
    private final Map<String, Outcome> heard = new ConcurrentHashMap<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    @Test
    void everythingIsBackAndNothingIsLostOrRunTwice() throws Exception {
        System.out.println("Chaos: seed " + seed + "; -Dagent-core.seed=" + seed + " repeats what the clients draw");
        Logging.start(new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.ERROR));
        var random = new Random(seed);
        try (AgentCoreServer server = start()) {
            rage(server.target(), random, "warm-up", WARM_UP);
            Holdings before = Holdings.now();
            rage(server.target(), random, "chaos", CHAOS);
            Holdings after = Holdings.now();
            System.out.println("Chaos: " + ledger);
            System.out.println("Chaos: before " + before + ", after " + after);

            assertThat(violations).isEmpty();
            ledger.assertBalanced();
            assertThat(ledger.of("finished")).as("some ran").isGreaterThan(20);
            assertThat(ledger.of("rejected")).as("the queue was full at times").isPositive();
            assertThat(ledger.of("abandoned")).as("some left the queue").isPositive();
            assertThat(heard)
                    .allSatisfy((run, outcome) ->
                            assertThat(ledger.outcome(run)).as(run).hasToString(outcome.name()));
            assertSlotsAreFree(server.target());
            assertThat(after.heap()).isLessThan(before.heap() + HEAP_MARGIN);
            assertThat(after.resident()).isLessThan(before.resident() + RESIDENT_MARGIN);
            assertThat(after.serverThreads()).isLessThanOrEqualTo(before.serverThreads() + THREADS_MARGIN);
            assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors() + DESCRIPTORS_MARGIN);
        }
    }

    private AgentCoreServer start() throws IOException {
        ServerSettings settings = ServerSettings.defaults()
                .withPort(0)
                .withLifecycle(LifecycleSettings.immediate())
                .withEngine(EngineSettings.defaults().withSlots(SLOTS).withQueue(QUEUE, Duration.ofSeconds(5)));
        String engine = System.getenv("AGENT_CORE_ENGINE_KIND");
        GuestPythonRuntime runtime = engine == null || engine.equals(Interpreter.JVM)
                ? new GuestPythonRuntime(PythonGuest.load(), SLOTS)
                : GuestPythonRuntime.on(engine, List.of(GuestImage.BASE), SLOTS, List.of(), THREADS);
        return AgentCoreServer.start(settings, ledger.watching(runtime), List.of(ledger));
    }

    /** Returns when all clients have gone, and the server has noticed. */
    private void rage(String target, Random random, String phase, Duration time) throws Exception {
        long until = System.nanoTime() + time.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = new ArrayList<Future<?>>();
            for (int i = 0; i < CLIENTS - PROCESSES; i++) {
                String name = phase + "-" + i;
                var drawing = new Random(random.nextLong());
                clients.add(threads.submit(() -> {
                    new ChaosClient(target, name, drawing, heard, violations).run(until);
                    return null;
                }));
            }
            for (int i = 0; i < PROCESSES; i++) {
                var drawing = new Random(random.nextLong());
                clients.add(threads.submit(() -> {
                    killProcesses(target, drawing, until);
                    return null;
                }));
            }
            for (Future<?> client : clients) {
                client.get(time.toSeconds() + 60, TimeUnit.SECONDS);
            }
        }
        await().atMost(Duration.ofSeconds(10)).until(ledger::isAtRest);
    }

    /** Clients that die, without a chance to say so, before their program runs or while it does. */
    private static void killProcesses(String target, Random random, long until)
            throws IOException, InterruptedException {
        while (System.nanoTime() < until) {
            Process client = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-jar",
                            FinishedJar.path(),
                            "run",
                            "--target",
                            target,
                            "-c",
                            "while True: print('x' * 1000)")
                    .redirectInput(new File("/dev/null"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // Two slots only: a killed client must not hold one for long.
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1000 + random.nextInt(8000));
            while (client.getInputStream().available() == 0 && System.nanoTime() < deadline) {
                Thread.sleep(10);
            }
            Thread.sleep(random.nextInt(200));
            client.destroyForcibly().waitFor();
        }
    }

    private static void assertSlotsAreFree(String target) {
        PythonProgram loop = PythonProgram.of("while True: pass");
        try (AgentCoreClient client = AgentCoreClient.connect(target);
                var one = client.execute(loop);
                var other = client.execute(loop)) {
            assertThat(one.iterator().next()).isInstanceOf(Started.class);
            assertThat(other.iterator().next()).isInstanceOf(Started.class);
        }
    }

    /** What this process holds when nothing happens, after a collection. */
    private record Holdings(long heap, long resident, int serverThreads, int descriptors) {
        /** After which connections that were closed are gone, and gRPC's clients have let go what they share. */
        private static final Duration SETTLING = Duration.ofSeconds(5);

        static Holdings now() throws IOException, InterruptedException {
            Thread.sleep(SETTLING);
            System.gc();
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            long resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .sum();
            int threads = (int) Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("agent-core-"))
                    .count();
            String[] descriptors = new File("/proc/self/fd").list();
            return new Holdings(heap, resident, threads, descriptors == null ? 0 : descriptors.length);
        }

        @Override
        public String toString() {
            return "%d MiB of heap, %d MiB resident, %d threads of the server's, %d descriptors"
                    .formatted(heap >> 20, resident >> 20, serverThreads, descriptors);
        }
    }
}
