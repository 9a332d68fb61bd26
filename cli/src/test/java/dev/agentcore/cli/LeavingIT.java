// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;
import dev.agentcore.testkit.ServerProcess;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Readers that leave in the middle of a stream, in each of the client's ways: the server's only slot is free for the next soon,
 * and not after the five minutes that the program might have gone on for.
 */
@Timeout(120)
final class LeavingIT {
    private static final Duration PROMPTLY = Duration.ofSeconds(15);

    private static final PythonProgram ENDLESS = PythonProgram.builder("while True: print('x' * 1000)")
            .wallTime(Duration.ofMinutes(5))
            .outputBytes(1 << 30)
            .build();

    private static ServerProcess server;
    private static AgentCoreClient next;

    @BeforeAll
    static void start() throws Exception {
        server = ServerProcess.start("--slots", "1");
        next = AgentCoreClient.builder(server.target()).deadline(PROMPTLY).build();
    }

    @AfterAll
    static void end() throws InterruptedException {
        next.close();
        server.end();
    }

    @Test
    void anInterruptedThreadStopsTheProgram() throws Exception {
        assertThatLeaving(Way.RUN).satisfies(LeavingIT::isCancelled);
    }

    @Test
    void aCancelledFutureStopsTheProgram() throws Exception {
        assertThatLeaving(Way.FUTURE).isInstanceOf(CancellationException.class);
    }

    @Test
    void anExecutionThatIsClosedStopsTheProgram() throws Exception {
        assertThatLeaving(Way.ITERATOR).satisfies(LeavingIT::isCancelled);
    }

    @Test
    void aHandleStopsTheProgram() throws Exception {
        assertThatLeaving(Way.LISTENER).satisfies(LeavingIT::isCancelled);
    }

    @Test
    void aCancelledSubscriptionStopsTheProgramAndEmitsNothingMore() throws Exception {
        assertThatLeaving(Way.PUBLISHER).isNull();
    }

    @Test
    void aFutureThatTimesOutStopsTheProgram() throws Exception {
        try (AgentCoreClient client = AgentCoreClient.connect(server.target())) {
            CompletableFuture<PythonResult> future = client.runAsync(ENDLESS).orTimeout(500, TimeUnit.MILLISECONDS);
            assertThatThrownBy(future::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
            assertTheSlotIsFree();
        }
    }

    @Test
    void aClientThatIsClosedStopsAllItsPrograms() throws Exception {
        AgentCoreClient client = AgentCoreClient.connect(server.target());
        Reading reading = Reading.of(Way.LISTENER, client, ENDLESS);
        reading.awaitOutput(PROMPTLY);
        Reading waiting = Reading.of(Way.FUTURE, client, ENDLESS);
        client.close();
        assertThat(reading.failure(PROMPTLY)).isInstanceOf(AgentCoreException.class);
        assertThat(waiting.failure(PROMPTLY)).isInstanceOf(AgentCoreException.class);
        assertTheSlotIsFree();
    }

    /** How a run failed whose reader left, once the slot is free. */
    private static AbstractThrowableAssert<?, ?> assertThatLeaving(Way way) throws Exception {
        var printed = new CountDownLatch(20);
        try (AgentCoreClient client = AgentCoreClient.builder(server.target())
                .intercept(new PrintedSignal(printed))
                .build()) {
            Reading reading = Reading.of(way, client, ENDLESS);
            assertThat(printed.await(60, TimeUnit.SECONDS)).isTrue();
            reading.leave();
            assertTheSlotIsFree();
            return assertThat(way == Way.PUBLISHER ? reading.failureSoFar() : reading.failure(PROMPTLY));
        }
    }

    private static void isCancelled(Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        AgentCoreException.class,
                        cancelled -> assertThat(cancelled.code()).isEqualTo(ErrorCode.CANCELLED));
    }

    private static void assertTheSlotIsFree() {
        assertThat(next.run("print('next')").stdout()).isEqualTo("next\n");
    }
}
