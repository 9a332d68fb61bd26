// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.agentcore.execution.ActiveExecution;
import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.Cancellation;
import dev.agentcore.execution.CancellationSource;
import dev.agentcore.execution.Deadline;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.ManualTicker;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.execution.Tenant;
import dev.agentcore.execution.Ticker;
import dev.agentcore.execution.engine.MemoryBudget.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ExecutionEngineTest {
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(30), Duration.ofSeconds(30), 1 << 24, 1 << 20);
    private static final EngineSettings ONE_SLOT = EngineSettings.defaults().withSlots(1);

    private final ManualTicker ticker = new ManualTicker();
    private final CountDownLatch release = new CountDownLatch(1);
    private final ScriptedRuntime runtime = new ScriptedRuntime()
            .on("block", (request, output) -> release.await())
            .on("sleep", (request, output) -> Thread.sleep(60_000));
    private MemoryBudget budget = MemoryBudget.unlimited();
    private @Nullable ExecutionEngine engine;

    @AfterEach
    void close() {
        release.countDown();
        if (engine != null) {
            engine.close();
        }
        assertThat(runtime.openSandboxes()).isZero();
        assertThat(budget.openLeases(Purpose.RUN)).isZero();
        assertThat(budget.openLeases(Purpose.REQUEST)).isZero();
        runtime.close();
    }

    @Test
    void reportsAllEventsInOrder() {
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
        var sinks = new ArrayList<RecordingEvents>();
        for (var code : List.of("a", "b", "c", "d")) {
            runtime.on(code, (request, output) -> order.add(code));
            sinks.add(submit(engine, code));
        }
        release.countDown();
        sinks.forEach(RecordingEvents::end);
        assertThat(order).containsExactly("a", "b", "c", "d");
    }

    @Test
    void holdsARunBackUntilThereIsMemoryForIt() {
        var order = new CopyOnWriteArrayList<String>();
        for (var code : List.of("large", "small")) {
            runtime.on(code, (request, output) -> order.add(code));
        }
        // Each run claims 16 MiB, and a large one 24 MiB.
        budget = budget.withBound(Purpose.RUN, 32 << 20);
        var engine = engine(EngineSettings.defaults().withSlots(3));
        var blocking = submit(engine, "block");
        await().until(() -> runtime.runs() == 1);
        var large = submit(engine, "large", LIMITS.withMemoryBytes(24 << 20));
        // There would be memory for this one, but it arrived later.
        var small = submit(engine, "small");

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
        var sinks = new ArrayList<RecordingEvents>();
        for (var code : List.of("a1", "a2", "a3", "b1", "b2")) {
            runtime.on(code, (request, output) -> order.add(code));
            sinks.add(submit(engine, of(code.substring(0, 1), code), Cancellation.never()));
        }
        release.countDown();
        sinks.forEach(RecordingEvents::end);
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
        assertThat(burst.get(2).events()).containsExactly("rejected QUEUE_FULL");
        assertThat(submit(engine, of("a", "hello"), Cancellation.never()).events())
                .containsExactly("rejected QUEUE_FULL");
        release.countDown();
        assertThat(other.end()).isEqualTo("finished COMPLETED");
        assertThat(burst.get(1).end()).isEqualTo("finished COMPLETED");
    }

    @Test
    void limitsTheSlotsOfATenant() {
        var engine = engine(ONE_SLOT.withSlots(3).withTenantLimits(new TenantLimits(1, 1, 0, 1)));
        var blocking = submit(engine, of("a", "block"), Cancellation.never());
        await().until(() -> runtime.runs() == 1);
        var waiting = submit(engine, of("a", "hello"), Cancellation.never());
        assertThat(submit(engine, of("a", "hello"), Cancellation.never()).events())
                .containsExactly("rejected TENANT_QUEUE_FULL");
        assertThat(submit(engine, of("b", "hello"), Cancellation.never()).end()).isEqualTo("finished COMPLETED");
        assertThat(waiting.ended()).isFalse();
        release.countDown();
        assertThat(blocking.end()).isEqualTo("finished COMPLETED");
        assertThat(waiting.end()).isEqualTo("finished COMPLETED");
    }

    @Test
    void limitsTheRateOfATenant() {
        var engine = engine(ONE_SLOT.withTenantLimits(new TenantLimits(1, 10, 1, 2)));
        assertThat(submit(engine, of("a", "hello"), Cancellation.never()).end()).isEqualTo("finished COMPLETED");
        assertThat(submit(engine, of("a", "hello"), Cancellation.never()).end()).isEqualTo("finished COMPLETED");
        assertThat(submit(engine, of("a", "hello"), Cancellation.never()).events())
                .containsExactly("rejected TENANT_RATE");
        assertThat(submit(engine, of("b", "hello"), Cancellation.never()).end()).isEqualTo("finished COMPLETED");
    }

    @Test
    void runsAtTheSameTimeWhatFitsTheBudget() {
        budget = budget.withBound(Purpose.RUN, 32 << 20);
        var engine = engine(EngineSettings.defaults().withSlots(3));
        var sinks = List.of(submit(engine, "block"), submit(engine, "block"), submit(engine, "block"));
        await().until(() -> runtime.runs() == 2);
        assertThat(engine.running()).isEqualTo(2);
        assertThat(engine.waiting()).isEqualTo(1);

        release.countDown();
        sinks.forEach(sink -> assertThat(sink.end()).isEqualTo("finished COMPLETED"));
    }

    @Test
    void aCancelledRunMakesWayForThoseBehindIt() {
        budget = budget.withBound(Purpose.RUN, 32 << 20);
        var engine = engine(EngineSettings.defaults().withSlots(3));
        var blocking = submit(engine, "block");
        await().until(() -> runtime.runs() == 1);
        var cancellation = new CancellationSource();
        var large = new RecordingEvents();
        engine.submit(request("large", LIMITS.withMemoryBytes(24 << 20)), large, cancellation);
        var small = submit(engine, "small");
        cancellation.request();

        assertThat(large.end()).isEqualTo("abandoned");
        assertThat(small.end()).isEqualTo("finished COMPLETED");
        release.countDown();
        assertThat(blocking.end()).isEqualTo("finished COMPLETED");
    }

    @Test
    void runsAsManyProgramsAsItHasSlots() {
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
    void reportsTheTimeInTheQueue() {
        var engine = engine(ONE_SLOT);
        var first = occupy(engine);
        var second = submit(engine, "hello");
        ticker.advance(Duration.ofMillis(120));
        release.countDown();
        assertThat(first.result().usage().queueTime()).isZero();
        assertThat(second.result().usage().queueTime()).isEqualTo(Duration.ofMillis(120));
    }

    @Test
    void operatorsSeeHowOldRunsAreAndHowLongTheyHaveRun() {
        var engine = engine(ONE_SLOT);
        occupy(engine);
        ticker.advance(Duration.ofSeconds(2));
        submit(engine, "hello");
        ticker.advance(Duration.ofSeconds(1));
        assertThat(engine.active())
                .extracting(ActiveExecution::age, ActiveExecution::runningTime)
                .containsExactlyInAnyOrder(
                        tuple(Duration.ofSeconds(3), Duration.ofSeconds(3)), tuple(Duration.ofSeconds(1), null));
    }

    @Test
    void rejectsAtOnceWhenTheQueueIsFull() {
        var engine = engine(ONE_SLOT.withQueue(2, Duration.ofSeconds(60)));
        occupy(engine);
        submit(engine, "hello");
        submit(engine, "hello");
        var rejected = submit(engine, "hello");
        assertThat(rejected.ended()).isTrue();
        assertThat(rejected.events()).containsExactly("rejected QUEUE_FULL");
    }

    @Test
    void boundsTheMemoryOfRequests() {
        budget = budget.withBound(Purpose.REQUEST, 1000);
        var engine = engine(ONE_SLOT.withQueue(10, Duration.ofSeconds(60)));
        var blocking = submit(engine, "block");
        await().until(() -> runtime.runs() == 1);
        var cancellation = new CancellationSource();
        var large = submit(engine, withInput(600), cancellation);
        var rejected = submit(engine, withInput(600), Cancellation.never());
        assertThat(rejected.events()).containsExactly("rejected QUEUE_FULL");
        cancellation.request();
        assertThat(large.events()).containsExactly("abandoned");
        var next = submit(engine, withInput(600), Cancellation.never());
        release.countDown();
        assertThat(blocking.end()).isEqualTo("finished COMPLETED");
        assertThat(next.end()).isEqualTo("finished COMPLETED");
        // Runs that have ended hold nothing.
        assertThat(submit(engine, withInput(900), Cancellation.never()).end()).isEqualTo("finished COMPLETED");
        assertThat(submit(engine, withInput(2000), Cancellation.never()).end())
                .as("a single one may be larger")
                .isEqualTo("finished COMPLETED");
    }

    @Test
    void withoutAQueueARunNeedsAFreeSlot() {
        var engine = engine(ONE_SLOT.withQueue(0, Duration.ofSeconds(60)));
        assertThat(submit(engine, "hello").end()).isEqualTo("finished COMPLETED");
        occupy(engine);
        assertThat(submit(engine, "hello").events()).containsExactly("rejected QUEUE_FULL");
    }

    @Test
    void theSlotIsFreeWhenTheEndIsDelivered() {
        var engine = engine(ONE_SLOT.withQueue(0, Duration.ofSeconds(60)));
        var next = new RecordingEvents();
        var resubmitting = new RecordingEvents(end -> engine.submit(request("hello"), next, Cancellation.never()));
        engine.submit(request("hello"), resubmitting, Cancellation.never());
        assertThat(next.end()).isEqualTo("finished COMPLETED");
    }

    @Test
    void rejectsRunsAfterTheQueueTimeout() {
        var engine = engine(ONE_SLOT.withQueue(8, Duration.ofMillis(50)), Ticker.system());
        while (runtime.runs() == 0) {
            // On a busy machine, even a run with a free slot may exceed such a short timeout.
            var blocking = submit(engine, "block");
            await().until(() -> runtime.runs() == 1 || blocking.ended());
        }
        var first = submit(engine, "hello");
        var second = submit(engine, "hello");
        assertThat(first.end()).isEqualTo("rejected QUEUE_TIMEOUT");
        assertThat(second.end()).isEqualTo("rejected QUEUE_TIMEOUT");
        assertThat(engine.waiting()).isZero();
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
    void anEarlierCancellationRunsNothing() {
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
        cancellation.request();
        assertThat(sink.end()).isEqualTo("finished CANCELLED");
        assertThat(submit(engine, "hello").end()).isEqualTo("finished COMPLETED");
    }

    @Test
    void cancellationWhileTheSandboxIsMadePreventsTheProgramsStart() {
        var cancellation = new CancellationSource();
        runtime.onOpen("hello", cancellation::request);
        assertThat(submit(engine(ONE_SLOT), request("hello"), cancellation).end())
                .isEqualTo("abandoned");
        assertThat(runtime.runs()).isZero();
    }

    @Test
    void aSandboxThatCannotBeMadeIsAnInternalError() {
        var failure = new IllegalStateException("no memory for it");
        var engine = engine(ONE_SLOT);
        runtime.failOpening("broken", failure);
        var sink = submit(engine, "broken");
        assertThat(sink.failure().cause()).isSameAs(failure);
        assertThat(sink.failure().started()).isFalse();
        assertThat(sink.events()).containsExactly("failed");
        assertThat(submit(engine, "hello").end()).isEqualTo("finished COMPLETED");
    }

    @Test
    void whateverASandboxThrowsIsAnInternalErrorAndCostsNoSlot() {
        var engine = engine(ONE_SLOT);
        for (var failure : List.of(new StackOverflowError(), new OutOfMemoryError(), new IllegalStateException())) {
            runtime.on("broken", (request, output) -> {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            });
            var sink = submit(engine, "broken");
            assertThat(sink.failure().cause()).isSameAs(failure);
            assertThat(sink.failure().started()).isTrue();
            assertThat(sink.events()).containsExactly("started", "failed");
        }
        assertThat(submit(engine, "hello").end()).isEqualTo("finished COMPLETED");
    }

    @Test
    void aSandboxThatCannotBeClosedIsAnInternalError() {
        var failure = new IllegalStateException();
        runtime.onClose("broken", () -> {
            throw failure;
        });
        var sink = submit(engine(ONE_SLOT), "broken");
        assertThat(sink.failure().cause()).isSameAs(failure);
        assertThat(sink.failure().started()).isTrue();
        assertThat(sink.events()).containsExactly("started", "failed");
    }

    @Test
    void aReceiverThatThrowsCostsNoSlot() {
        var engine = engine(ONE_SLOT);
        var throwing = new RecordingEvents(end -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
            throw new IllegalStateException("against the contract");
        });
        engine.submit(request("hello"), throwing, Cancellation.never());
        assertThat(throwing.end()).isEqualTo("finished COMPLETED");
        assertThat(submit(engine, "hello").end()).isEqualTo("finished COMPLETED");
    }

    @Test
    void anInterruptionThatASandboxLeavesBehindIsCleared() {
        runtime.onClose("interrupt", () -> Thread.currentThread().interrupt());
        var interruptedAtEnd = new CompletableFuture<Boolean>();
        var events = new RecordingEvents(
                end -> interruptedAtEnd.complete(Thread.currentThread().isInterrupted()));
        engine(ONE_SLOT).submit(request("interrupt"), events, Cancellation.never());
        assertThat(interruptedAtEnd.orTimeout(30, TimeUnit.SECONDS).join()).isFalse();
    }

    @Test
    void aDeadlineShortensTheWallTimeFromTheProgramsStart() {
        var engine = engine(ONE_SLOT);
        occupy(engine);
        var run = submit(engine, due("hello", Duration.ofMillis(800)), Cancellation.never());
        ticker.advance(Duration.ofMillis(300));
        release.countDown();
        assertThat(run.end()).isEqualTo("finished COMPLETED");
        assertThat(run.inForce().limits()).isEqualTo(LIMITS.withWallTime(Duration.ofMillis(450)));
    }

    @Test
    void aProgramIsStoppedBeforeItsDeadline() {
        var run = submit(engine(ONE_SLOT), due("sleep", Duration.ofMillis(100)), Cancellation.never());
        assertThat(run.end()).isEqualTo("finished WALL_TIME_EXCEEDED");
        assertThat(run.inForce().limits().wallTime()).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void aDistantDeadlineChangesNothing() {
        var run = submit(engine(ONE_SLOT), due("hello", Duration.ofHours(1)), Cancellation.never());
        assertThat(run.end()).isEqualTo("finished COMPLETED");
        assertThat(run.inForce().limits()).isEqualTo(LIMITS);
    }

    @Test
    void nothingRunsAfterItsDeadline() {
        var engine = engine(ONE_SLOT);
        occupy(engine);
        var run = submit(engine, due("hello", Duration.ofMillis(20)), Cancellation.never());
        ticker.advance(Duration.ofMillis(20));
        release.countDown();
        assertThat(run.end()).isEqualTo("abandoned");
        assertThat(runtime.runs()).isEqualTo(1);
    }

    @Test
    void drainingRejectsTheNewAndWaitsForTheOld() {
        var engine = engine(ONE_SLOT);
        var running = occupy(engine);
        var waiting = submit(engine, "hello");
        var drained = CompletableFuture.runAsync(() -> engine.drain(Duration.ofSeconds(30)));
        await().until(() -> submit(engine, "hello").events().contains("rejected DRAINING"));
        assertThat(drained).isNotDone();
        release.countDown();
        drained.orTimeout(30, TimeUnit.SECONDS).join();
        // Not end(), which would wait: all ends have been delivered when drain returns.
        assertThat(running.events()).containsExactly("started", "finished COMPLETED");
        assertThat(waiting.events()).containsExactly("started", "finished COMPLETED");
    }

    @Test
    void drainingCancelsAfterItsTimeout() {
        var engine = engine(ONE_SLOT);
        var running = submit(engine, "sleep");
        await().until(() -> runtime.runs() == 1);
        var waiting = submit(engine, "hello");
        engine.drain(Duration.ofMillis(100));
        assertThat(running.events()).containsExactly("started", "finished CANCELLED");
        assertThat(waiting.events()).containsExactly("rejected DRAINING");
        engine.drain(Duration.ofSeconds(30));
        assertThat(submit(engine, "hello").events()).containsExactly("rejected DRAINING");
    }

    @Test
    void anInterruptionEndsTheDrainTimeout() throws InterruptedException {
        var engine = engine(ONE_SLOT);
        var running = submit(engine, "sleep");
        await().until(() -> runtime.runs() == 1);
        var interrupted = new CompletableFuture<Boolean>();
        var drainer = Thread.ofPlatform().start(() -> {
            engine.drain(Duration.ofSeconds(60));
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        drainer.interrupt();
        drainer.join();
        assertThat(interrupted).isCompletedWithValue(true);
        assertThat(running.events()).containsExactly("started", "finished CANCELLED");
    }

    @Test
    void everyRunEndsExactlyOnceUnderPressure() {
        runtime.on(
                "brief",
                (request, output) -> Thread.sleep(ThreadLocalRandom.current().nextInt(3)));
        var engine = engine(ONE_SLOT.withSlots(4).withQueue(16, Duration.ofMillis(5)), Ticker.system());
        var sinks = new CopyOnWriteArrayList<RecordingEvents>();
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
        assertThat(sinks.stream().map(RecordingEvents::end).distinct())
                .contains("finished COMPLETED", "rejected QUEUE_FULL", "abandoned")
                .doesNotContain("failed");
        await().until(() -> runtime.openSandboxes() == 0);
    }

    private ExecutionEngine engine(EngineSettings settings) {
        return engine(settings, ticker);
    }

    private ExecutionEngine engine(EngineSettings settings, Ticker time) {
        var made = new ExecutionEngine(runtime, settings, budget, time);
        engine = made;
        return made;
    }

    /** Starts a program that runs until {@code release}. */
    private RecordingEvents occupy(ExecutionEngine engine) {
        int before = runtime.runs();
        var sink = submit(engine, "block");
        await().until(() -> runtime.runs() == before + 1);
        return sink;
    }

    private static RecordingEvents submit(ExecutionEngine engine, String code) {
        return submit(engine, request(code), Cancellation.never());
    }

    private static RecordingEvents submit(ExecutionEngine engine, String code, Limits limits) {
        return submit(engine, request(code, limits), Cancellation.never());
    }

    private static RecordingEvents submit(ExecutionEngine engine, ExecutionRequest request, Cancellation cancellation) {
        var sink = new RecordingEvents();
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

    private ExecutionRequest due(String code, Duration remaining) {
        return new ExecutionRequest(
                ExecutionId.random(),
                Tenant.ANYBODY,
                PythonProgram.of(code),
                LIMITS,
                Map.of(),
                Deadline.after(remaining, ticker));
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
