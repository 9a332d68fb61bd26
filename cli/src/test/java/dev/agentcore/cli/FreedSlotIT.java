// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.client.ExecutionEvent.Started;
import dev.agentcore.client.Output;
import dev.agentcore.client.PythonExecution;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.testkit.FinishedJar;
import dev.agentcore.testkit.ServerProcess;
import dev.agentcore.testkit.TcpProxy;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How long it takes from when a caller is gone, whose program is inside its loop, until the next program runs: on a server with
 * one slot, seen from outside. The best of five counts, which no other work on the machine makes worse.
 */
@Timeout(180)
final class FreedSlotIT {
    private static final int ROUNDS = 5;
    private static final String LOOP = "print('in the loop')\nwhile True: pass";
    private static final PythonProgram ENDLESS = PythonProgram.of(LOOP);

    /** Ample for a call to get into the queue. */
    private static final Duration ARRIVAL = Duration.ofMillis(200);

    private static ServerProcess server;
    private static String target;
    private static AgentCoreClient next;

    @BeforeAll
    static void start() throws IOException {
        server = ServerProcess.start("--slots", "1");
        target = server.target();
        next = AgentCoreClient.connect(target);
        next.run("print('warm')");
    }

    @AfterAll
    static void stop() throws IOException {
        next.close();
        server.close();
    }

    @Test
    void aCancelledCallFreesIt() throws Exception {
        measure("cancelled", () -> {
            AgentCoreClient client = AgentCoreClient.connect(target);
            PythonExecution execution = client.execute(ENDLESS);
            awaitLoop(execution.iterator());
            return Leaving.now(execution::close, client);
        });
    }

    @Test
    void aDeadlineFreesIt() throws Exception {
        Duration deadline = Duration.ofSeconds(1);
        measure("deadline", () -> {
            AgentCoreClient client =
                    AgentCoreClient.builder(target).deadline(deadline).build();
            long due = System.nanoTime() + deadline.toNanos();
            awaitLoop(client.execute(ENDLESS).iterator());
            return new Leaving(() -> due, client);
        });
    }

    @Test
    void aConnectionThatIsResetFreesIt() throws Exception {
        measure("connection reset", () -> {
            TcpProxy proxy = TcpProxy.to(target);
            AgentCoreClient client = AgentCoreClient.connect(proxy.target());
            awaitLoop(client.execute(ENDLESS).iterator());
            return Leaving.now(proxy::cut, () -> {
                proxy.close();
                client.close();
            });
        });
    }

    @Test
    void aClientThatIsKilledFreesIt() throws Exception {
        measure("client killed", () -> {
            Process client = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-jar",
                            FinishedJar.path(),
                            "run",
                            "--target",
                            target,
                            "-c",
                            LOOP)
                    .redirectInput(new File("/dev/null"))
                    .start();
            BufferedReader lines = client.inputReader(UTF_8);
            assertThat(lines.readLine()).isEqualTo("in the loop");
            return Leaving.now(client::destroyForcibly, lines);
        });
    }

    private static void measure(String what, Caller caller) throws Exception {
        long[] nanos = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            Leaving leaving = caller.enterLoop();
            var started = CompletableFuture.supplyAsync(FreedSlotIT::runNext);
            Thread.sleep(ARRIVAL);
            assertThat(started).as("the slot is taken").isNotDone();
            long gone = leaving.leave().nanoTime();
            nanos[round] = started.join() - gone;
            leaving.rest().close();
        }
        Arrays.sort(nanos);
        System.out.printf(
                "Slot freed, %s: median %.1f ms, best %.1f ms, worst %.1f ms%n",
                what, nanos[ROUNDS / 2] / 1e6, nanos[0] / 1e6, nanos[ROUNDS - 1] / 1e6);
        assertThat(Duration.ofNanos(nanos[0])).isLessThan(Duration.ofMillis(100));
    }

    /** When a program that waited has begun. */
    private static long runNext() {
        try (PythonExecution execution = next.execute(PythonProgram.of("print('next')"))) {
            Iterator<ExecutionEvent> events = execution.iterator();
            assertThat(events.next()).isInstanceOf(Started.class);
            long started = System.nanoTime();
            events.forEachRemaining(event -> {});
            return started;
        } catch (AgentCoreException failed) {
            throw new AssertionError(failed);
        }
    }

    private static void awaitLoop(Iterator<ExecutionEvent> events) {
        assertThat(events.next()).isInstanceOf(Started.class);
        assertThat(((Output) events.next()).text()).isEqualTo("in the loop\n");
    }

    /** Comes, and has its program enter its loop. */
    private interface Caller {
        Leaving enterLoop() throws Exception;
    }

    /** Disconnects; returns when it was gone. */
    private interface Act {
        long nanoTime();
    }

    private record Leaving(Act leave, AutoCloseable rest) {
        static Leaving now(Runnable act, AutoCloseable rest) {
            return new Leaving(
                    () -> {
                        long now = System.nanoTime();
                        act.run();
                        return now;
                    },
                    rest);
        }
    }
}
