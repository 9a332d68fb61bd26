// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.agentcore.client.ScriptedServer.Call;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Futures, listeners and publishers, at a server on a socket. */
@Timeout(60)
final class WaysToConsumeTest {
    private static final byte[] EURO = "€".getBytes(UTF_8);

    private @Nullable ScriptedServer server;
    private @Nullable AgentCoreClient client;

    @AfterEach
    void disconnect() {
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aFutureHasTheWholeResult() throws Exception {
        PythonResult result =
                connect(WaysToConsumeTest::tellOfAEuro).runAsync("").get();

        assertThat(result.stdout()).isEqualTo("€");
        assertThat(result.executionId()).isEqualTo("run-1");
    }

    @Test
    void aFutureFailsWithTheOutputSoFar() {
        AgentCoreClient client = connect(call -> {
            call.started("run-1").prints(0, "so far");
            call.observer().onError(io.grpc.Status.INTERNAL.asRuntimeException());
        });

        assertThatThrownBy(() -> client.runAsync("").get())
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(AgentCoreException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL);
                    assertThat(failure.executionId()).contains("run-1");
                    assertThat(failure.output().orElseThrow().stdout()).isEqualTo("so far");
                });
    }

    @Test
    void cancellingAFutureStopsTheProgram() {
        CompletableFuture<PythonResult> future =
                connect(call -> call.started("run-1")).runAsync("");
        await().until(() -> server().requests().size() == 1);

        assertThat(future.cancel(true)).isTrue();

        await().until(() -> server().cancelled() == 1);
    }

    @Test
    void aFutureThatTimesOutStopsTheProgram() {
        CompletableFuture<PythonResult> unused =
                connect(call -> call.started("run-1")).runAsync("").orTimeout(100, TimeUnit.MILLISECONDS);

        await().until(() -> server().cancelled() == 1);
    }

    @Test
    void aThousandFuturesHoldNoThreads() {
        List<Call> waiting = new ArrayList<>();
        AgentCoreClient client = connect(call -> {
            // All are open at a time: the first is answered when the last has come.
            synchronized (waiting) {
                waiting.add(call.started("run").prints(0, call.request().getCode()));
                if (waiting.size() == 1000) {
                    waiting.forEach(Call::ends);
                }
            }
        });

        List<CompletableFuture<PythonResult>> futures = IntStream.range(0, 1000)
                .mapToObj(number -> client.runAsync("number " + number))
                .toList();

        for (int number = 0; number < 1000; number++) {
            assertThat(futures.get(number).join().stdout()).isEqualTo("number " + number);
        }
    }

    @Test
    void aListenerGetsEventsInOrder() throws Exception {
        Recorder recorder = new Recorder();
        ExecutionHandle handle = connect(WaysToConsumeTest::tellOfAEuro).execute(PythonProgram.of(""), recorder);

        assertThat(recorder.next()).isEqualTo("started run-1");
        assertThat(recorder.next()).isEqualTo("output ");
        assertThat(recorder.next()).isEqualTo("output €");
        assertThat(recorder.next()).isEqualTo("finished COMPLETED");
        handle.cancel();
        assertThat(recorder.heard).isEmpty();
    }

    @Test
    void aListenersHandleStopsTheProgram() throws Exception {
        Recorder recorder = new Recorder();
        ExecutionHandle handle = connect(call -> call.started("run-1")).execute(PythonProgram.of(""), recorder);
        assertThat(recorder.next()).isEqualTo("started run-1");

        handle.cancel();

        assertThat(recorder.next()).startsWith("failure CANCELLED");
        await().until(() -> server().cancelled() == 1);
    }

    @Test
    void whatAListenerThrowsStopsTheProgramAndComesBack() throws Exception {
        IllegalStateException broken = new IllegalStateException("no more disk");
        CompletableFuture<AgentCoreException> heard = new CompletableFuture<>();
        ExecutionHandle unused = connect(call -> call.started("run-1").prints(0, "x"))
                .execute(PythonProgram.of(""), new ExecutionListener() {
                    @Override
                    public void onOutput(Output output) {
                        throw broken;
                    }

                    @Override
                    public void onFinished(ExecutionEvent.Finished finished) {
                        heard.completeExceptionally(new AssertionError("finished"));
                    }

                    @Override
                    public void onFailure(AgentCoreException failure) {
                        heard.complete(failure);
                    }
                });

        AgentCoreException failure = heard.get();
        assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED);
        assertThat(failure).hasCause(broken);
        await().until(() -> server().cancelled() == 1);
    }

    @Test
    void aSlowListenerSlowsTheServer() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        CountDownLatch enough = new CountDownLatch(1);
        Recorder recorder = new Recorder() {
            @Override
            public void onOutput(Output output) {
                try {
                    enough.await();
                } catch (InterruptedException interrupt) {
                    throw new IllegalStateException(interrupt);
                }
            }
        };
        ExecutionHandle unused =
                connect(call -> tellWhenReady(call, 1000, sent)).execute(PythonProgram.of(""), recorder);

        assertThat(settled(sent)).isBetween(1, 500);
        enough.countDown();

        assertThat(recorder.next()).isEqualTo("finished COMPLETED");
        assertThat(sent).hasValue(1000);
    }

    @Test
    void aPublisherRunsNothingBeforeSomethingIsAskedFor() {
        Subscriber subscriber = new Subscriber();
        connect(WaysToConsumeTest::tellOfAEuro)
                .publisher(PythonProgram.of("code"))
                .subscribe(subscriber);
        subscriber.subscription().cancel();
        Subscriber second = new Subscriber();
        client().publisher(PythonProgram.of("other")).subscribe(second);
        second.subscription().request(1);

        await().until(() -> second.events.size() == 1);
        assertThat(server().requests()).extracting(request -> request.getCode()).containsExactly("other");
    }

    @Test
    void aPublisherFetchesNoMoreThanIsAskedFor() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        Subscriber subscriber = new Subscriber();
        connect(call -> tellWhenReady(call, 1000, sent))
                .publisher(PythonProgram.of(""))
                .subscribe(subscriber);
        subscriber.subscription().request(3);

        assertThat(settled(sent)).isBetween(3, 500);
        assertThat(subscriber.events).hasSize(3);
        subscriber.subscription().request(Long.MAX_VALUE);

        assertThat(subscriber.end.get()).isEqualTo("complete");
        assertThat(subscriber.events).hasSize(1001);
    }

    @Test
    void aPublishersTextGoesOnAcrossChunks() throws Exception {
        Subscriber subscriber = new Subscriber();
        connect(WaysToConsumeTest::tellOfAEuro).publisher(PythonProgram.of("")).subscribe(subscriber);
        subscriber.subscription().request(Long.MAX_VALUE);

        assertThat(subscriber.end.get()).isEqualTo("complete");
        assertThat(subscriber.events)
                .filteredOn(Output.class::isInstance)
                .extracting(event -> ((Output) event).text())
                .containsExactly("", "€");
    }

    @Test
    void aPublisherSignalsAFailure() throws Exception {
        Subscriber subscriber = new Subscriber();
        connect(call -> call.observer().onError(io.grpc.Status.INTERNAL.asRuntimeException()))
                .publisher(PythonProgram.of(""))
                .subscribe(subscriber);
        subscriber.subscription().request(1);

        assertThat(subscriber.end.get()).isEqualTo("INTERNAL");
    }

    private AgentCoreClient connect(ScriptedServer.Answer answer) {
        ScriptedServer scripted = ScriptedServer.start(answer);
        server = scripted;
        client = AgentCoreClient.connect(scripted.target());
        return client;
    }

    private ScriptedServer server() {
        return Objects.requireNonNull(server);
    }

    private AgentCoreClient client() {
        return Objects.requireNonNull(client);
    }

    private static void tellOfAEuro(Call call) {
        call.started("run-1")
                .prints(0, Arrays.copyOf(EURO, 2))
                .prints(2, Arrays.copyOfRange(EURO, 2, 3))
                .ends();
    }

    /** Sends pieces of 64 KiB as long as there is room for them. */
    private static void tellWhenReady(Call call, int pieces, AtomicInteger sent) {
        byte[] piece = new byte[64 << 10];
        Thread sender = new Thread(() -> {
            while (sent.get() < pieces) {
                if (call.observer().isReady()) {
                    call.prints((long) sent.get() * piece.length, piece);
                    sent.incrementAndGet();
                } else {
                    Thread.onSpinWait();
                }
            }
            call.ends();
        });
        sender.setDaemon(true);
        sender.start();
    }

    /** What a count comes to when it has been still for half a second. */
    private static int settled(AtomicInteger count) throws InterruptedException {
        int before;
        do {
            before = count.get();
            Thread.sleep(500);
        } while (before == 0 || before != count.get());
        return before;
    }

    private static class Recorder implements ExecutionListener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        String next() throws InterruptedException {
            return heard.take();
        }

        @Override
        public void onStarted(ExecutionEvent.Started started) {
            heard.add("started " + started.executionId());
        }

        @Override
        public void onOutput(Output output) {
            heard.add("output " + output.text());
        }

        @Override
        public void onFinished(ExecutionEvent.Finished finished) {
            heard.add("finished " + finished.outcome());
        }

        @Override
        public void onFailure(AgentCoreException failure) {
            heard.add("failure " + failure.getMessage());
        }
    }

    private static final class Subscriber implements Flow.Subscriber<ExecutionEvent> {
        private final List<ExecutionEvent> events = Collections.synchronizedList(new ArrayList<>());
        private final CompletableFuture<String> end = new CompletableFuture<>();
        private Flow.@Nullable Subscription subscription;

        Flow.Subscription subscription() {
            return Objects.requireNonNull(subscription);
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(ExecutionEvent event) {
            events.add(event);
        }

        @Override
        public void onError(Throwable failure) {
            end.complete(String.valueOf(failure.getMessage()));
        }

        @Override
        public void onComplete() {
            end.complete("complete");
        }
    }
}
