// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.execution.RunEnd;
import dev.agentcore.execution.RunEvent;
import dev.agentcore.execution.Tenant;
import dev.agentcore.execution.Usage;
import dev.agentcore.execution.engine.MemoryBudget;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;

/** A delivery under test, with a time that stands still, and a program that prints into its journals. */
final class Scenario {
    static final Duration KEEP_ALIVE = Duration.ofSeconds(10);
    static final Duration WALL_TIME = Duration.ofSeconds(5);
    static final int CHUNK = 64 << 10;
    static final int MIB = 1 << 20;

    private final ManualTime time = new ManualTime();
    private final RunDelivery delivery;

    Scenario(RetentionSettings settings) {
        delivery = new RunDelivery(settings, budget(settings), time, time, KEEP_ALIVE);
    }

    /** With the default settings. */
    Scenario() {
        this(RetentionSettings.defaults());
    }

    /** A delivery with a real clock, for tests with several threads. */
    static RunDelivery onRealTime(RetentionSettings settings, ScheduledExecutorService clock) {
        return new RunDelivery(settings, budget(settings), clock, System::nanoTime, KEEP_ALIVE);
    }

    private static MemoryBudget budget(RetentionSettings settings) {
        return MemoryBudget.unlimited().withBound(MemoryBudget.Purpose.JOURNAL, settings.memoryBytes());
    }

    ManualTime time() {
        return time;
    }

    RunDelivery delivery() {
        return delivery;
    }

    /** Claims an id for a tenant without a name, and a request that is always the same. */
    IdempotencyClaim claim(String requestId, RunStream stream) {
        return delivery.claim(key(requestId), digest("request"), stream);
    }

    /** Claims an id that nobody has claimed. */
    IdempotencyClaim.First first(String requestId, RunStream stream) {
        return (IdempotencyClaim.First) claim(requestId, stream);
    }

    /** Claims an id whose run can be joined, and lets the stream begin. */
    IdempotencyClaim.Joined join(String requestId, RunStream stream) {
        var joined = (IdempotencyClaim.Joined) claim(requestId, stream);
        joined.subscription().ready();
        return joined;
    }

    static RequestKey key(String requestId) {
        return new RequestKey(Tenant.ANYBODY, requestId);
    }

    static Bytes digest(String request) {
        return Bytes.wrap(request.getBytes(StandardCharsets.UTF_8));
    }

    static RunEvent.Started started(RunJournal journal) {
        return started(journal, WALL_TIME);
    }

    static RunEvent.Started started(RunJournal journal, Duration wallTime) {
        var limits = LimitsPolicy.defaultPolicy().defaults().withWallTime(wallTime);
        return new RunEvent.Started(
                new ExecutionRequest(journal.id(), PythonProgram.of("secret"), limits, Map.of("label", "value")),
                new Interpreter("Fake", "1"));
    }

    static void start(RunJournal journal) throws InterruptedException {
        journal.next(started(journal));
    }

    static void stdout(RunJournal journal, String text, long offset) throws InterruptedException {
        print(journal, OutputStreamName.STDOUT, text.getBytes(StandardCharsets.UTF_8), offset);
    }

    static void stderr(RunJournal journal, String text, long offset) throws InterruptedException {
        print(journal, OutputStreamName.STDERR, text.getBytes(StandardCharsets.UTF_8), offset);
    }

    static void print(RunJournal journal, OutputStreamName stream, byte[] data, long offset)
            throws InterruptedException {
        journal.next(new RunEvent.Output(stream, data, offset));
    }

    /** Prints so many chunks, beginning with the one of that number. */
    static void chunks(RunJournal journal, int first, int count) throws InterruptedException {
        for (int chunk = first; chunk < first + count; chunk++) {
            print(journal, OutputStreamName.STDOUT, new byte[CHUNK], (long) chunk * CHUNK);
        }
    }

    /** A piece of a file of one byte. */
    static RunEvent.File file(String path) {
        return new RunEvent.File(OutputFile.piece(path, Bytes.copyOf(new byte[1]), 0, 1));
    }

    static RunEvent.File problem(String path) {
        return new RunEvent.File(OutputFile.problem(path, 1, OutputFile.Problem.READER_TOO_SLOW));
    }

    static RunEnd.Finished finished() {
        var usage = new Usage(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 0, 0);
        return new RunEnd.Finished(new ExecutionResult(Outcome.COMPLETED, OptionalInt.of(0), null, null, usage, false));
    }

    /** An internal error ended the run, after its program had begun. */
    static RunEnd.Failed failed(RunJournal journal) {
        return new RunEnd.Failed(journal.id(), new IllegalStateException(), true);
    }

    /** Something that a program's thread does. */
    interface Action {
        void perform() throws InterruptedException;
    }

    /** A program's thread that does something, and how that ended. */
    record Program(Thread thread, CompletableFuture<Void> done) {
        /** Waits for it to end by itself. */
        void join() {
            done.join();
        }

        /** Waits until it waits. */
        Program awaitBlocked() {
            while (thread.getState() != Thread.State.WAITING) {
                if (done.isDone()) {
                    done.join();
                    throw new AssertionError("the program did not wait");
                }
                Thread.onSpinWait();
            }
            return this;
        }
    }

    /** Does something on another thread. */
    static Program program(Action action) {
        var done = new CompletableFuture<Void>();
        var thread = Thread.ofPlatform().daemon().name("program").start(() -> {
            try {
                action.perform();
                done.complete(null);
            } catch (InterruptedException | RuntimeException | Error thrown) {
                done.completeExceptionally(thrown);
            }
        });
        return new Program(thread, done);
    }

    /** Does something on another thread, and returns once that waits. */
    static Program blocked(Action action) {
        return program(action).awaitBlocked();
    }
}
