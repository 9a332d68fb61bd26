// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.engine.EngineSettings;
import dev.agentcore.v1.ExecutePythonResponse.EventCase;
import dev.agentcore.v1.Outcome;
import dev.agentcore.v1.OutputStream;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many calls read a run, how much is held for them, and that no program runs twice whatever they do. */
@Timeout(60)
final class ReplayBoundsTest extends RequestIdCalls {
    @Test
    void fourCallsReadARunAtATime() throws InvalidProtocolBufferException {
        service.runtime().on("block", (request, output) -> release.await());
        var calls = new ArrayList<RecordingCall>();
        for (int reader = 0; reader < 4; reader++) {
            calls.add(begin("block", "id"));
            var call = calls.getLast();
            await().until(() -> call.cases().contains(EventCase.STARTED));
        }
        var fifth = begin("block", "id").error();
        assertError(fifth, Status.Code.RESOURCE_EXHAUSTED, "REPLAY_READERS");
        assertThat(detail(fifth, RetryInfo.class).getRetryDelay().getSeconds()).isEqualTo(1);
        calls.getFirst().cancel();
        await().until(() -> {
            var next = begin("block", "id");
            await().until(() -> next.ended() || next.cases().contains(EventCase.STARTED));
            return !next.ended();
        });
        release.countDown();
        calls.subList(1, 4).forEach(call -> assertThat(call.status()).isEqualTo(Status.OK));
        assertThat(service.runtime().runs()).isEqualTo(1);
    }

    @Test
    void fiftyCallsAtOnceRunTheProgramOnce() throws InterruptedException {
        byte[] text = random(100_000);
        service.runtime().on("print", (request, output) -> output.output(OutputStreamName.STDOUT, text, 0));
        var calls = ConcurrentHashMap.<RecordingCall>newKeySet();
        var threads = new ArrayList<Thread>();
        for (int caller = 0; caller < 50; caller++) {
            threads.add(Thread.ofPlatform().start(() -> {
                // Retries like a client after a rejection with a retry delay.
                RecordingCall call = begin("print", "id");
                while (call.status().getCode() == Status.Code.RESOURCE_EXHAUSTED) {
                    call = begin("print", "id");
                }
                calls.add(call);
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(calls).hasSize(50).allSatisfy(call -> {
            assertThat(call.status()).isEqualTo(Status.OK);
            assertThat(bytes(call, OutputStream.OUTPUT_STREAM_STDOUT)).isEqualTo(text);
        });
        assertThat(calls.stream().map(RequestIdCalls::executionId).distinct()).hasSize(1);
        assertThat(service.runtime().runs()).isEqualTo(1);
    }

    @Test
    void aReaderThatDoesNotReadHoldsUpNoOther() {
        byte[] text = random(4 * MIB);
        var begun = new CountDownLatch(1);
        service.runtime().on("print", (request, output) -> {
            begun.await();
            printInChunks(output, text);
        });
        var stalled = RecordingCall.begin(service.async(), request("print", "id"), 1);
        await().until(() -> stalled.cases().contains(EventCase.STARTED));
        var other = begin("print", "id");
        await().until(() -> other.cases().contains(EventCase.STARTED));
        begun.countDown();
        assertThat(other.status()).isEqualTo(Status.OK);
        assertThat(bytes(other, OutputStream.OUTPUT_STREAM_STDOUT)).isEqualTo(text);
        assertThat(stalled.ended()).isFalse();
        stalled.request(RecordingCall.ALL);
        assertThat(stalled.status()).isEqualTo(Status.OK);
        assertThat(bytes(stalled, OutputStream.OUTPUT_STREAM_STDOUT)).isEqualTo(text);
    }

    @Test
    void aProgramWaitsWhileNobodyReads() throws InterruptedException {
        byte[] text = random(16 * MIB);
        var written = new AtomicLong();
        service.runtime().on("print", (request, output) -> {
            for (int from = 0; from < text.length; from += CHUNK) {
                output.output(OutputStreamName.STDOUT, Arrays.copyOfRange(text, from, from + CHUNK), from);
                written.addAndGet(CHUNK);
            }
        });
        var call = RecordingCall.begin(service.async(), request("print", "id"), 1);
        await().until(() -> written.get() > 0);
        long before = -1;
        while (before != written.get()) {
            before = written.get();
            Thread.sleep(300);
        }
        assertThat(written).hasValueLessThan(8 * MIB);
        call.request(RecordingCall.ALL);
        assertThat(call.status()).isEqualTo(Status.OK);
        assertThat(bytes(call, OutputStream.OUTPUT_STREAM_STDOUT)).isEqualTo(text);
    }

    @Test
    void aRetryOfARunTooLargeToRetainIsRejectedAndRunsNothing() throws InvalidProtocolBufferException {
        restart(TWO_SLOTS, RETENTION.withMemoryBytes(4 * MIB));
        byte[] text = random(6 * MIB);
        service.runtime().on("print", (request, output) -> {
            printInChunks(output, text);
            release.await();
        });
        var first = begin("print", "id");
        await().until(() -> bytes(first, OutputStream.OUTPUT_STREAM_STDOUT).length == text.length);
        assertGone(begin("print", "id"), first);
        release.countDown();
        assertThat(first.status()).isEqualTo(Status.OK);
        assertThat(bytes(first, OutputStream.OUTPUT_STREAM_STDOUT)).isEqualTo(text);
        assertGone(begin("print", "id"), first);
        assertThat(service.runtime().runs()).isEqualTo(1);
    }

    @Test
    void aProgramThatNobodyCanReadAnyMoreIsStoppedAtOnce() {
        restart(TWO_SLOTS, RETENTION.withMemoryBytes(4 * MIB));
        service.runtime().on("print", (request, output) -> {
            printInChunks(output, random(6 * MIB));
            Thread.sleep(60_000);
        });
        var first = begin("print", "id");
        await().until(() -> bytes(first, OutputStream.OUTPUT_STREAM_STDOUT).length == 6 * MIB);
        first.cancel();
        await().atMost(Duration.ofSeconds(5)).until(() -> service.runtime().openSandboxes() == 0);
    }

    @Test
    void aReaderTooFarBehindALargeRunIsRejected() throws InvalidProtocolBufferException {
        restart(TWO_SLOTS, RETENTION.withMemoryBytes(4 * MIB));
        byte[] text = random(24 * MIB);
        var begun = new CountDownLatch(1);
        service.runtime().on("print", (request, output) -> {
            begun.await();
            printInChunks(output, text);
        });
        var fast = begin("print", "id");
        var stalled = RecordingCall.begin(service.async(), request("print", "id"), 1);
        await().until(() -> stalled.cases().contains(EventCase.STARTED));
        begun.countDown();
        assertThat(fast.status()).isEqualTo(Status.OK);
        assertThat(bytes(fast, OutputStream.OUTPUT_STREAM_STDOUT)).isEqualTo(text);
        stalled.request(RecordingCall.ALL);
        assertError(stalled.error(), Status.Code.DATA_LOSS, "REPLAY_GONE");
        assertThat(text).startsWith(bytes(stalled, OutputStream.OUTPUT_STREAM_STDOUT));
    }

    @Test
    void whatIsHeldStaysWithinItsBoundAndTheOldestEndsGoFirst() throws InvalidProtocolBufferException {
        restart(TWO_SLOTS, RETENTION.withMemoryBytes(8 * MIB));
        byte[] text = random(MIB);
        service.runtime().on("print", (request, output) -> printInChunks(output, text));
        var calls = new ArrayList<RecordingCall>();
        for (int run = 0; run < 30; run++) {
            calls.add(begin("print", "id-" + run));
            assertThat(calls.getLast().status()).isEqualTo(Status.OK);
            assertThat(service.delivery().retainedBytes()).isBetween(1L, 8L * MIB);
        }
        assertThat(service.delivery().retainedRuns()).isEqualTo(30);
        await().untilAsserted(
                        () -> assertThat(service.delivery().retainedBytes()).isGreaterThan(6 * MIB));
        for (int run = 0; run < 22; run++) {
            assertGone(begin("print", "id-" + run), calls.get(run));
        }
        for (int run = 24; run < 30; run++) {
            var again = begin("print", "id-" + run);
            assertThat(again.status()).isEqualTo(Status.OK);
            assertThat(bytes(again, OutputStream.OUTPUT_STREAM_STDOUT)).isEqualTo(text);
        }
        assertThat(service.runtime().runs()).isEqualTo(30);
    }

    @Test
    void oneTenantsRunsDoNotDriveOutAnothers() throws InvalidProtocolBufferException {
        restart(TWO_SLOTS, RETENTION.withMemoryBytes(8 * MIB).withRuns(20));
        byte[] text = random(MIB);
        service.runtime().on("print", (request, output) -> printInChunks(output, text));
        var alice = RecordingCall.begin(stubOf("alice"), request("print", "id"), RecordingCall.ALL);
        assertThat(alice.status()).isEqualTo(Status.OK);
        for (int run = 0; run < 40; run++) {
            var mallory = RecordingCall.begin(stubOf("mallory"), request("print", "id-" + run), RecordingCall.ALL);
            assertThat(mallory.status()).isEqualTo(Status.OK);
        }
        assertThat(service.delivery().retainedRuns()).isEqualTo(20);
        var again = RecordingCall.begin(stubOf("alice"), request("print", "id"), RecordingCall.ALL);
        assertThat(again.status()).isEqualTo(Status.OK);
        assertThat(again.events()).isEqualTo(alice.events());
        assertThat(service.runtime().runs()).isEqualTo(41);
    }

    @Test
    void runsInProgressAreNotEvictedForAnother() throws InvalidProtocolBufferException {
        restart(TWO_SLOTS, RETENTION.withRuns(1));
        service.runtime().on("block", (request, output) -> release.await());
        var first = begin("block", "one");
        await().until(() -> first.cases().contains(EventCase.STARTED));
        assertError(begin("print", "two").error(), Status.Code.UNAVAILABLE, "REPLAY_FULL");
        release.countDown();
        assertThat(first.status()).isEqualTo(Status.OK);
        await().until(() -> begin("print", "two").status().isOk());
        assertThat(service.delivery().retainedRuns()).isEqualTo(1);
    }

    /** Callers come, stall, cancel and come again at random: each program runs once, and each result has all its output. */
    @Test
    void whateverCallersDoEachProgramRunsOnceAndEachResultIsWhole() throws InterruptedException {
        restart(
                EngineSettings.defaults().withSlots(2).withQueue(64, Duration.ofSeconds(30)),
                RETENTION.withMemoryBytes(16 * MIB).withReconnectTimeout(Duration.ofMillis(200)));
        var random = new Random(7);
        int programs = 40;
        var runs = new ConcurrentHashMap<String, AtomicInteger>();
        var texts = new ConcurrentHashMap<String, byte[]>();
        for (int program = 0; program < programs; program++) {
            String code = "program-" + program;
            byte[] text = random(1 + random.nextInt(MIB));
            texts.put(code, text);
            int step = 1 + random.nextInt(100_000);
            service.runtime().on(code, (request, output) -> {
                runs.computeIfAbsent(code, name -> new AtomicInteger()).incrementAndGet();
                for (int from = 0; from < text.length; from += step) {
                    byte[] part = Arrays.copyOfRange(text, from, Math.min(text.length, from + step));
                    output.output(OutputStreamName.STDOUT, part, from);
                    Thread.sleep(0, 100_000);
                }
            });
        }
        var counts = new ConcurrentHashMap<String, AtomicInteger>();
        var problems = ConcurrentHashMap.<String>newKeySet();
        var threads = new ArrayList<Thread>();
        long ends = System.nanoTime() + Duration.ofSeconds(6).toNanos();
        for (int caller = 0; caller < 16; caller++) {
            var own = new Random(caller);
            threads.add(Thread.ofPlatform().start(() -> {
                while (System.nanoTime() < ends) {
                    String code = "program-" + own.nextInt(programs);
                    String end = callAtRandom(code, own, texts.getOrDefault(code, new byte[0]), problems);
                    counts.computeIfAbsent(end, name -> new AtomicInteger()).incrementAndGet();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(problems).isEmpty();
        assertThat(runs.values()).allSatisfy(count -> assertThat(count).hasValue(1));
        assertThat(service.runtime().runs()).isEqualTo(runs.size());
        assertThat(counts.keySet())
                .contains("OK", "CANCELLED")
                .isSubsetOf("OK", "CANCELLED", "RESOURCE_EXHAUSTED", "DATA_LOSS");
        await().until(() ->
                service.runtime().openSandboxes() == 0 && service.engine().running() == 0);
        assertThat(service.delivery().retainedBytes()).isLessThanOrEqualTo(16 * MIB);
        assertThat(service.delivery().retainedRuns()).isEqualTo(runs.size());
    }

    private String callAtRandom(String code, Random random, byte[] text, Set<String> problems) {
        boolean stalls = random.nextInt(4) == 0;
        var call = RecordingCall.begin(service.async(), request(code, code), stalls ? 2 : RecordingCall.ALL);
        try {
            if (random.nextInt(3) == 0) {
                Thread.sleep(random.nextInt(20));
                call.cancel();
            } else if (stalls) {
                Thread.sleep(random.nextInt(50));
                call.request(RecordingCall.ALL);
            }
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
        Status status = call.status();
        if (status.isOk()) {
            byte[] printed = bytes(call, OutputStream.OUTPUT_STREAM_STDOUT);
            boolean whole = result(call) == Outcome.OUTCOME_COMPLETED;
            if (whole && !Arrays.equals(printed, text)) {
                problems.add(code + ": " + printed.length + " of " + text.length + " bytes");
            }
            if (!Arrays.equals(printed, Arrays.copyOf(text, printed.length))) {
                problems.add(code + ": other bytes");
            }
        }
        return status.getCode().name();
    }
}
