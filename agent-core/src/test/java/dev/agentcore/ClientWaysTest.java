// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;
import dev.agentcore.client.RetryPolicy;
import dev.agentcore.config.LifecycleSettings;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.server.AgentCoreServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Futures and publishers of the client at the real server: what they stop and what they wait for is the guest. */
@Timeout(120)
final class ClientWaysTest {
    private static AgentCoreServer server;
    private static ExecutorService threads;
    private static AgentCoreClient client;

    @BeforeAll
    static void start() throws Exception {
        ServerSettings standard = ServerSettings.defaults();
        server = AgentCoreServer.start(standard.withPort(0)
                .withEngine(standard.engine().withSlots(1))
                .withLifecycle(LifecycleSettings.immediate()));
        threads = Executors.newFixedThreadPool(2);
        client = AgentCoreClient.builder("127.0.0.1:" + server.port())
                .executor(threads)
                .retry(RetryPolicy.standard().withMaximumAttempts(100))
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        threads.shutdownNow();
        server.close();
    }

    @Test
    void manyFuturesShareFewThreads() {
        List<CompletableFuture<PythonResult>> futures = IntStream.range(0, 100)
                .mapToObj(number -> client.runAsync("print(" + number + ")"))
                .toList();

        for (int number = 0; number < futures.size(); number++) {
            assertThat(futures.get(number).join().orThrow().stdout()).isEqualTo(number + "\n");
        }
    }

    @Test
    void aCancelledFutureFreesTheOnlySlot() {
        CompletableFuture<PythonResult> endless = client.runAsync("while True: pass");
        endless.cancel(true);

        assertThat(client.run("print(1)").stdout()).isEqualTo("1\n");
    }

    @Test
    void aGuestWaitsForASubscriberThatAsksForNothingMore() {
        Subscriber subscriber = new Subscriber();
        client.publisher(PythonProgram.builder("while True: print('x' * 65000)")
                        .wallTime(Duration.ofSeconds(3))
                        .outputBytes(1 << 30)
                        .build())
                .subscribe(subscriber);

        ExecutionEvent.Finished end = subscriber.finished.join();
        // A reader that keeps up gets hundreds of megabytes in three seconds.
        assertThat(end.outcome()).isEqualTo(dev.agentcore.client.Outcome.WALL_TIME_EXCEEDED);
        assertThat(end.usage().stdoutBytes()).isLessThan(32 << 20);
    }

    /** Asks for three events, and for the others when the program's time is long over. */
    private static final class Subscriber implements Flow.Subscriber<ExecutionEvent> {
        private final CompletableFuture<ExecutionEvent.Finished> finished = new CompletableFuture<>();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(3);
            CompletableFuture.delayedExecutor(5, java.util.concurrent.TimeUnit.SECONDS)
                    .execute(() -> subscription.request(Long.MAX_VALUE));
        }

        @Override
        public void onNext(ExecutionEvent event) {
            if (event instanceof ExecutionEvent.Finished end) {
                finished.complete(end);
            }
        }

        @Override
        public void onError(Throwable failure) {
            finished.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {}
    }
}
