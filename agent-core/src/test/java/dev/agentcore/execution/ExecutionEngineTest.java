// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("asserts on real time")
@Timeout(60)
final class ExecutionEngineTest {
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(30), Duration.ofSeconds(30), 1 << 24, 1 << 20);
    private static final EngineSettings ONE_SLOT = EngineSettings.defaults().withSlots(1);

    private final CountDownLatch release = new CountDownLatch(1);
    private final ScriptedRuntime runtime = new ScriptedRuntime()
            .on("block", (request, output) -> release.await())
            .on("sleep", (request, output) -> Thread.sleep(60_000));
    private @Nullable ExecutionEngine engine;

    @AfterEach
    void close() {
        release.countDown();
        if (engine != null) {
            engine.close();
        }
        assertThat(runtime.openSandboxes()).isZero();
        runtime.close();
    }

    @Test
    void tellsTheSinkEverythingInOrder() {
        runtime.on("print", (request, output) -> {
            output.output(OutputStreamName.STDOUT, new byte[3], 0);
            output.output(OutputStreamName.STDERR, new byte[1], 0);
            output.output(OutputStreamName.STDOUT, new byte[1], 3);
        });
        var sink = submit(engine(ONE_SLOT), "print");
        assertThat(sink.end()).isEqualTo("finished COMPLETED");
        assertThat(sink.events()).containsExactly("started", "STDOUT@0", "STDERR@0", "STDOUT@3", "finished COMPLETED");
    }

    @Test
    void runsOnAPlatformThreadWithADeepStack() {
        var depth = new CompletableFuture<Integer>();
        runtime.on("recurse", (request, output) -> {
            assertThat(Thread.currentThread().isVirtual()).isFalse();
            depth.complete(recurse(100_000));
        });
        assertThat(submit(engine(ONE_SLOT), "recurse").end()).isEqualTo("finished COMPLETED");
        assertThat(depth.join()).isEqualTo(100_000);
    }

    @Test
    void runsInTheOrderOfArrival() {
        var order = new CopyOnWriteArrayList<String>();
        var engine = engine(ONE_SLOT);
        occupy(engine);
        var sinks = new ArrayList<RecordingSink>();
        for (var code : List.of("a", "b", "c", "d")) {
            runtime.on(code, (request, output) -> order.add(code));
            sinks.add(submit(engine, code));
        }
        release.countDown();
        sinks.forEach(RecordingSink::end);
        assertThat(order).containsExactly("a", "b", "c", "d");
    }

    @Test
    void holdsARunBackUntilThereIsMemoryForIt() {
        var order = new CopyOnWriteArrayList<String>();
        for (var code : List.of("large", "small")) {
            runtime.on(code, (request, output) -> order.add(code));
        }
        // Each run claims 16 MiB, and a large one 24.
        runtime.withCapacity(32 << 20);
        var engine = engine(EngineSettings.defaults().withSlots(3));
        var blocking = submit(engine, "block");
        await().until(() -> runtime.runs() == 1);
        var large = submit(engine, "large", LIMITS.withMemoryBytes(24 << 20));
        // There would be memory for this one, but it came later.
        var small = submit(engine, "small");
        await().during(Duration.ofMillis(100)).until(() -> runtime.runs() == 1);

        release.countDown();
        for (var sink : List.of(blocking, large, small)) {
            assertThat(sink.end()).isEqualTo("finished COMPLETED");
        }
        assertThat(order).containsExactly("large", "small");
    }

    @Test
    void tenantsTakeTurns() {
        var order = new CopyOnWriteArrayList<String>();
        var engine = engine(ONE_SLOT);
        occupy(engine);
        var sinks = new ArrayList<RecordingSink>();
        for (var code : List.of("a1", "a2", "a3", "b1", "b2")) {
            runtime.on(code, (request, output) -> order.add(code));
            sinks.add(submit(engine, of(code.substring(0, 1), code), Cancellation.never()));
        }
        release.countDown();
        sinks.forEach(RecordingSink::end);
        assertThat(order).containsExactly("a1", "b1", "a2", "b2", "a3");
    }

    @Test
    void aBurstDoesNotKeepOthersOutOfTheQueue() {
        var engine = engine(ONE_SLOT.withQueue(3, Duration.ofSeconds(60)));
        occupy(engine);
        var burst = List.of(
                submit(engine, of("a", "hello"), Cancellation.never()),
                submit(engine, of("a", "hello"), Cancellation.never()),
                submit(engine, of("a", "hello"), Cancellation.never()));
        var other = submit(engine, of("b", "hello"), Cancellation.never());
        assertThat(burst.get(2).events()).containsExactly("refused QUEUE_FULL");
        assertThat(submit(engine, of("a", "hello"), Cancellation.never()).events())
                .containsExactly("refused QUEUE_FULL");
        release.countDown();
        assertThat(other.end()).isEqualTo("finished COMPLETED");
        assertThat(burst.get(1).end()).isEqualTo("finished COMPLETED");
    }

    @Test
    void aTenantHasNoMoreSlotsThanItMayHave() {
        var engine = engine(ONE_SLOT.withSlots(3).withTenantLimits(new TenantLimits(1, 1, 0, 1)));
        var blocking = submit(engine, of("a", "block"), Cancellation.never());
        await().until(() -> runtime.runs() == 1);
        var waiting = submit(engine, of("a", "hello"), Cancellation.never());
        assertThat(submit(engine, of("a", "hello"), Cancellation.never()).events())
                .containsExactly("refused TENANT_QUEUE_FULL");
        assertThat(submit(engine, of("b", "hello"), Cancellation.never()).end()).isEqualTo("finished COMPLETED");
        assertThat(waiting.ended()).isFalse();
        release.countDown();
        assertThat(blocking.end()).isEqualTo("finished COMPLETED");
        assertThat(waiting.end()).isEqualTo("finished COMPLETED");
    }

    @Test
    void aTenantComesNoOftenerThanItMay() {
        var engine = engine(ONE_SLOT.withTenantLimits(new TenantLimits(1, 10, 1, 2)));
        assertThat(submit(engine, of("a", "hello"), Cancellation.never()).end()).isEqualTo("finished COMPLETED");
        assertThat(submit(engine, of("a", "hello"), Cancellation.never()).end()).isEqualTo("finished COMPLETED");
        assertThat(submit(engine, of("a", "hello"), Cancellation.never()).events())
                .containsExactly("refused TENANT_RATE");
        assertThat(submit(engine, of("b", "hello"), Cancellation.never()).end()).isEqualTo("finished COMPLETED");
    }

    @Test
    void runsAtATimeWhatFitsTogether() {
        runtime.withCapacity(32 << 20);
        var engine = engine(EngineSettings.defaults().withSlots(3));
        var sinks = List.of(submit(engine, "block"), submit(engine, "block"), submit(engine, "block"));
        await().until(() -> runtime.runs() == 2);
        await().during(Duration.ofMillis(100)).until(() -> runtime.runs() == 2);

        release.countDown();
        sinks.forEach(sink -> assertThat(sink.end()).isEqualTo("finished COMPLETED"));
    }

    @Test
    void whoWaitsBehindOneThatIsCancelledGoesOn() {
        runtime.withCapacity(32 << 20);
        var engine = engine(EngineSettings.defaults().withSlots(3));
        var blocking = submit(engine, "block");
        await().until(() -> runtime.runs() == 1);
        var cancellation = new CancellationSource();
        var large = new RecordingSink();
        engine.submit(request("large", LIMITS.withMemoryBytes(24 << 20)), large, cancellation);
        var small = submit(engine, "small");
        cancellation.request();

        assertThat(large.end()).isEqualTo("abandoned");
        assertThat(small.end()).isEqualTo("finished COMPLETED");
        release.countDown();
        assertThat(blocking.end()).isEqualTo("finished COMPLETED");
    }

    @Test
    void runsAsManyAtATimeAsItHasSlots() {
        var together = new CountDownLatch(3);
        runtime.on("meet", (request, output) -> {
            together.countDown();
            together.await();
        });
        var engine = engine(ONE_SLOT.withSlots(3));
        var sinks = List.of(submit(engine, "meet"), submit(engine, "meet"), submit(engine, "meet"));
        assertThat(sinks).allSatisfy(sink -> assertThat(sink.end()).isEqualTo("finished COMPLETED"));
    }

    @Test
    void tellsTheTimeInTheQueue() throws InterruptedException {
        var engine = engine(ONE_SLOT);
        var first = occupy(engine);
        var second = submit(engine, "hello");
        Thread.sleep(120);
        release.countDown();
        assertThat(first.result().usage().queueTime()).isLessThan(Duration.ofMillis(100));
        assertThat(second.result().usage().queueTime()).isBetween(Duration.ofMillis(120), Duration.ofSeconds(10));
    }

    @Test
    void refusesAtOnceWhenTheQueueIsFull() {
        var engine = engine(ONE_SLOT.withQueue(2, Duration.ofSeconds(60)));
        occupy(engine);
        submit(engine, "hello");
        submit(engine, "hello");
        var refused = submit(engine, "hello");
        assertThat(refused.ended()).isTrue();
        assertThat(refused.events()).containsExactly("refused QUEUE_FULL");
    }

    @Test
    void whatRequestsHoldTogetherIsBounded() {
        runtime.withRequestCapacity(1000);
        var engine = engine(ONE_SLOT.withQueue(10, Duration.ofSeconds(60)));
        var blocking = submit(engine, "block");
        await().until(() -> runtime.runs() == 1);
        var cancellation = new CancellationSource();
        var large = submit(engine, withInput(600), cancellation);
        var refused = submit(engine, withInput(600), Cancellation.never());
        assertThat(refused.events()).containsExactly("refused QUEUE_FULL");
        cancellation.request();
        assertThat(large.events()).containsExactly("abandoned");
        var next = submit(engine, withInput(600), Cancellation.never());
        release.countDown();
        assertThat(blocking.end()).isEqualTo("finished COMPLETED");
        assertThat(next.end()).isEqualTo("finished COMPLETED");
        // And nothing is left of those that have ended.
        assertThat(submit(engine, withInput(900), Cancellation.never()).end()).isEqualTo("finished COMPLETED");
        assertThat(submit(engine, withInput(2000), Cancellation.never()).end())
                .as("one alone may be larger")
                .isEqualTo("finished COMPLETED");
    }

    @Test
    void withoutAQueueARunNeedsAFreeSlot() {
        var engine = engine(ONE_SLOT.withQueue(0, Duration.ofSeconds(60)));
        assertThat(submit(engine, "hello").end()).isEqualTo("finished COMPLETED");
        occupy(engine);
        assertThat(submit(engine, "hello").events()).containsExactly("refused QUEUE_FULL");
    }

    @Test
    void whoHearsOfTheEndFindsTheSlotFree() {
        var engine = engine(ONE_SLOT.withQueue(0, Duration.ofSeconds(60)));
        var next = new RecordingSink();
        var resubmitting = new ForwardingEventSink(new RecordingSink()) {
            @Override
            public void finished(ExecutionResult result) {
                engine.submit(request("hello"), next, Cancellation.never());
                super.finished(result);
            }
        };
        engine.submit(request("hello"), resubmitting, Cancellation.never());
        assertThat(next.end()).isEqualTo("finished COMPLETED");
    }

    @Test
    void refusesPromptlyWhoHasWaitedTooLong() {
        var engine = engine(ONE_SLOT.withQueue(8, Duration.ofMillis(150)));
        occupy(engine);
        long began = System.nanoTime();
        var first = submit(engine, "hello");
        var second = submit(engine, "hello");
        assertThat(first.end()).isEqualTo("refused QUEUE_TIMEOUT");
        assertThat(second.end()).isEqualTo("refused QUEUE_TIMEOUT");
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(150), Duration.ofMillis(1500));
        assertThat(runtime.runs()).isEqualTo(1);
    }

    @Test
    void whoTimedOutLeavesItsPlaceToAnother() {
        var engine = engine(ONE_SLOT.withQueue(1, Duration.ofMillis(50)));
        occupy(engine);
        submit(engine, "hello").end();
        var next = submit(engine, "hello");
        assertThat(next.ended()).isFalse();
        assertThat(next.end()).isEqualTo("refused QUEUE_TIMEOUT");
    }

    @Test
    void cancellationTakesARunOutOfTheQueueAtOnce() {
        var engine = engine(ONE_SLOT.withQueue(1, Duration.ofSeconds(60)));
        occupy(engine);
        var cancellation = new CancellationSource();
        var cancelled = submit(engine, request("hello"), cancellation);
        cancellation.request();
        assertThat(cancelled.ended()).isTrue();
        assertThat(cancelled.events()).containsExactly("abandoned");
        var next = submit(engine, "hello");
        assertThat(next.ended()).as("the place in the queue is free").isFalse();
        release.countDown();
        assertThat(next.end()).isEqualTo("finished COMPLETED");
        assertThat(runtime.runs()).isEqualTo(2);
    }

    @Test
    void cancellationAskedForBeforehandRunsNothing() {
        var cancellation = new CancellationSource();
        cancellation.request();
        var sink = submit(engine(ONE_SLOT), request("hello"), cancellation);
        assertThat(sink.events()).containsExactly("abandoned");
        assertThat(runtime.runs()).isZero();
    }

    @Test
    void cancellationStopsARunningProgramAndFreesItsSlot() {
        var engine = engine(ONE_SLOT);
        var cancellation = new CancellationSource();
        var sink = submit(engine, request("sleep"), cancellation);
        await().until(() -> runtime.runs() == 1);
        long began = System.nanoTime();
        cancellation.request();
        assertThat(sink.end()).isEqualTo("finished CANCELLED");
        assertThat(submit(engine, "hello").end()).isEqualTo("finished COMPLETED");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void cancellationWhileTheSandboxIsMadeKeepsTheProgramFromBeginning() {
        var cancellation = new CancellationSource();
        var slow = new PythonRuntime() {
            @Override
            public List<PythonImage> images() {
                return runtime.images();
            }

            @Override
            public Set<ResultFormat> resultFormats() {
                return runtime.resultFormats();
            }

            @Override
            public long claim(Limits limits) {
                return runtime.claim(limits);
            }

            @Override
            public long capacity() {
                return runtime.capacity();
            }

            @Override
            public long requestCapacity() {
                return runtime.requestCapacity();
            }

            @Override
            public Sandbox open(SandboxSpec spec) {
                return runtime.open(spec);
            }

            @Override
            public Sandbox open(ExecutionRequest request) {
                cancellation.request();
                return runtime.open(request);
            }

            @Override
            public void close() {}
        };
        try (var engine = new ExecutionEngine(slow, ONE_SLOT)) {
            assertThat(submit(engine, request("hello"), cancellation).end()).isEqualTo("abandoned");
        }
        assertThat(runtime.runs()).isZero();
    }

    @Test
    void aSandboxThatCannotBeMadeIsADefect() {
        var failure = new IllegalStateException("no memory for it");
        var engine = engine(ONE_SLOT);
        runtime.failOpening("broken", failure);
        var sink = submit(engine, "broken");
        assertThat(sink.defect()).isSameAs(failure);
        assertThat(sink.events()).containsExactly("failed");
        assertThat(submit(engine, "hello").end()).isEqualTo("finished COMPLETED");
    }

    @Test
    void whateverComesOutOfASandboxIsADefectAndCostsNoSlot() {
        var engine = engine(ONE_SLOT);
        for (var failure : List.of(new StackOverflowError(), new OutOfMemoryError(), new IllegalStateException())) {
            runtime.on("broken", (request, output) -> {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            });
            var sink = submit(engine, "broken");
            assertThat(sink.defect()).isSameAs(failure);
            assertThat(sink.events()).containsExactly("started", "failed");
        }
        assertThat(submit(engine, "hello").end()).isEqualTo("finished COMPLETED");
    }

    @Test
    void aSandboxThatCannotBeClosedIsADefect() {
        var failure = new IllegalStateException();
        runtime.onClose("broken", () -> {
            throw failure;
        });
        var sink = submit(engine(ONE_SLOT), "broken");
        assertThat(sink.defect()).isSameAs(failure);
        assertThat(sink.events()).containsExactly("started", "failed");
    }

    @Test
    void aSinkThatThrowsCostsNoSlot() {
        var engine = engine(ONE_SLOT);
        var heard = new RecordingSink();
        var throwing = new ForwardingEventSink(heard) {
            @Override
            public void finished(ExecutionResult result) {
                Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
                super.finished(result);
                throw new IllegalStateException("against the contract");
            }
        };
        engine.submit(request("hello"), throwing, Cancellation.never());
        assertThat(heard.end()).isEqualTo("finished COMPLETED");
        assertThat(submit(engine, "hello").end()).isEqualTo("finished COMPLETED");
    }

    @Test
    void anInterruptionThatASandboxLeavesBehindIsCleared() {
        var engine = engine(ONE_SLOT);
        runtime.onClose("interrupt", () -> Thread.currentThread().interrupt());
        var interruptedAtEnd = new CompletableFuture<Boolean>();
        var sink = new ForwardingEventSink(new RecordingSink()) {
            @Override
            public void finished(ExecutionResult result) {
                interruptedAtEnd.complete(Thread.currentThread().isInterrupted());
                super.finished(result);
            }
        };
        engine.submit(request("interrupt"), sink, Cancellation.never());
        assertThat(interruptedAtEnd.orTimeout(10, TimeUnit.SECONDS).join()).isFalse();
    }

    @Test
    void aDeadlineShortensTheWallTimeFromWhenTheProgramBegins() throws InterruptedException {
        var engine = engine(ONE_SLOT);
        occupy(engine);
        var sink = submit(engine, due("sleep", Duration.ofMillis(800)), Cancellation.never());
        Thread.sleep(300);
        release.countDown();
        assertThat(sink.end()).isEqualTo("finished WALL_TIME_EXCEEDED");
        assertThat(sink.inForce().limits().wallTime()).isBetween(Duration.ofMillis(1), Duration.ofMillis(450));
        assertThat(sink.inForce().limits().cpuTime()).isEqualTo(LIMITS.cpuTime());
    }

    @Test
    void aFarDeadlineChangesNothing() {
        var sink = submit(engine(ONE_SLOT), due("hello", Duration.ofHours(1)), Cancellation.never());
        assertThat(sink.end()).isEqualTo("finished COMPLETED");
        assertThat(sink.inForce().limits()).isEqualTo(LIMITS);
    }

    @Test
    void nothingRunsAfterItsDeadline() throws InterruptedException {
        var engine = engine(ONE_SLOT);
        occupy(engine);
        var sink = submit(engine, due("hello", Duration.ofMillis(20)), Cancellation.never());
        Thread.sleep(50);
        release.countDown();
        assertThat(sink.end()).isEqualTo("abandoned");
        assertThat(runtime.runs()).isEqualTo(1);
    }

    @Test
    void drainingRefusesTheNewAndWaitsForTheOld() {
        var engine = engine(ONE_SLOT);
        var running = occupy(engine);
        var waiting = submit(engine, "hello");
        var drained = CompletableFuture.runAsync(() -> engine.drain(Duration.ofSeconds(30)));
        await().until(() -> submit(engine, "hello").events().contains("refused DRAINING"));
        assertThat(drained).isNotDone();
        release.countDown();
        drained.orTimeout(10, TimeUnit.SECONDS).join();
        // Not end(), which would wait: all has been told when drain returns.
        assertThat(running.events()).containsExactly("started", "finished COMPLETED");
        assertThat(waiting.events()).containsExactly("started", "finished COMPLETED");
    }

    @Test
    void drainingWithoutPatienceCancelsAndTellsEverybody() {
        var engine = engine(ONE_SLOT);
        var running = submit(engine, "sleep");
        await().until(() -> runtime.runs() == 1);
        var waiting = submit(engine, "hello");
        long began = System.nanoTime();
        engine.drain(Duration.ofMillis(100));
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(100), Duration.ofSeconds(3));
        assertThat(running.events()).containsExactly("started", "finished CANCELLED");
        assertThat(waiting.events()).containsExactly("refused DRAINING");
        engine.drain(Duration.ofSeconds(30));
        assertThat(submit(engine, "hello").events()).containsExactly("refused DRAINING");
    }

    @Test
    void anInterruptionEndsThePatienceOfDraining() throws InterruptedException {
        var engine = engine(ONE_SLOT);
        var running = submit(engine, "sleep");
        await().until(() -> runtime.runs() == 1);
        var interrupted = new CompletableFuture<Boolean>();
        var drainer = Thread.ofPlatform().start(() -> {
            engine.drain(Duration.ofSeconds(60));
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        drainer.interrupt();
        drainer.join(10_000);
        assertThat(interrupted).isCompletedWithValue(true);
        assertThat(running.events()).containsExactly("started", "finished CANCELLED");
    }

    @Test
    void everyRunEndsExactlyOnceUnderPressure() {
        runtime.on(
                "brief",
                (request, output) -> Thread.sleep(ThreadLocalRandom.current().nextInt(3)));
        var engine = engine(ONE_SLOT.withSlots(4).withQueue(16, Duration.ofMillis(5)));
        var sinks = new CopyOnWriteArrayList<RecordingSink>();
        var clients = new ArrayList<CompletableFuture<?>>();
        for (int client = 0; client < 8; client++) {
            clients.add(CompletableFuture.runAsync(
                    () -> {
                        for (int call = 0; call < 300; call++) {
                            var cancellation = new CancellationSource();
                            sinks.add(submit(engine, request("brief"), cancellation));
                            if (call % 3 == 0) {
                                cancellation.request();
                            }
                            if (call % 16 == 0) {
                                pause();
                            }
                        }
                    },
                    task -> Thread.ofPlatform().start(task)));
        }
        CompletableFuture.allOf(clients.toArray(CompletableFuture<?>[]::new)).join();
        assertThat(sinks).hasSize(2400).allSatisfy(sink -> {
            var end = sink.end();
            assertThat(sink.events()).last().isEqualTo(end);
            assertThat(sink.events()).hasSize(end.startsWith("finished") ? 2 : 1);
        });
        assertThat(sinks.stream().map(RecordingSink::end).distinct())
                .contains("finished COMPLETED", "refused QUEUE_FULL", "abandoned")
                .doesNotContain("failed");
        await().until(() -> runtime.openSandboxes() == 0);
    }

    private ExecutionEngine engine(EngineSettings settings) {
        var made = new ExecutionEngine(runtime, settings);
        engine = made;
        return made;
    }

    /** Has a program run that goes on until {@code release}. */
    private RecordingSink occupy(ExecutionEngine engine) {
        int before = runtime.runs();
        var sink = submit(engine, "block");
        await().until(() -> runtime.runs() == before + 1);
        return sink;
    }

    private static RecordingSink submit(ExecutionEngine engine, String code) {
        return submit(engine, request(code), Cancellation.never());
    }

    private static RecordingSink submit(ExecutionEngine engine, String code, Limits limits) {
        return submit(engine, request(code, limits), Cancellation.never());
    }

    private static RecordingSink submit(ExecutionEngine engine, ExecutionRequest request, Cancellation cancellation) {
        var sink = new RecordingSink();
        engine.submit(request, sink, cancellation);
        return sink;
    }

    private static ExecutionRequest request(String code) {
        return request(code, LIMITS);
    }

    private static ExecutionRequest request(String code, Limits limits) {
        return new ExecutionRequest(ExecutionId.random(), PythonProgram.of(code), limits, Map.of());
    }

    private static ExecutionRequest withInput(int bytes) {
        var program = new PythonProgram(
                "hello", List.of(), Map.of(), Bytes.copyOf(new byte[bytes]), List.of(), ResultFormat.NONE);
        return new ExecutionRequest(ExecutionId.random(), program, LIMITS, Map.of());
    }

    private static ExecutionRequest of(String tenant, String code) {
        return new ExecutionRequest(
                ExecutionId.random(), new Tenant(tenant), PythonProgram.of(code), LIMITS, Map.of(), null);
    }

    private static ExecutionRequest due(String code, Duration remaining) {
        return new ExecutionRequest(
                ExecutionId.random(),
                Tenant.ANYBODY,
                PythonProgram.of(code),
                LIMITS,
                Map.of(),
                Deadline.after(remaining));
    }

    private static int recurse(int depth) {
        return depth == 0 ? 0 : 1 + recurse(depth - 1);
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }
}
