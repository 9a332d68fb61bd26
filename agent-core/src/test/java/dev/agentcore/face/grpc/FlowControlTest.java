// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentcore.execution.OutputSink;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.engine.EngineSettings;
import dev.agentcore.face.grpc.call.Durations;
import dev.agentcore.v1.ExecutePythonRequest;
import dev.agentcore.v1.ExecutePythonResponse.EventCase;
import dev.agentcore.v1.Limits;
import dev.agentcore.v1.Outcome;
import io.grpc.Status;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** What a reader that does not read does to the program, the slot and the memory. */
@Isolated("runs programs with short limits of time")
@Timeout(60)
final class FlowControlTest {
    private static final int CHUNK = 64 << 10;
    private static final int CHUNKS = 512;

    /** The client's HTTP/2 window of 1 MiB, gRPC's buffer, a chunk, and what both sockets hold. */
    private static final long MOST_BUFFERED = 8L << 20;

    private final ServiceFixture service =
            ServiceFixture.start(EngineSettings.defaults().withSlots(1));
    private final AtomicLong written = new AtomicLong();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void aSlowReaderSlowsTheProgramAndLosesNothing() throws InterruptedException {
        service.runtime().on("flood", (request, output) -> flood(output));
        var call = begin("flood", Duration.ofSeconds(60));
        awaitStandstill();
        assertThat(written).hasValueLessThan(MOST_BUFFERED);
        assertThat(call.cases()).containsExactly(EventCase.STARTED);

        call.request(RecordingCall.ALL);
        assertThat(call.status()).isEqualTo(Status.OK);
        assertThat(call.lastCase()).isEqualTo(EventCase.RESULT);
        var outputs = call.events().subList(1, call.events().size() - 1);
        assertThat(outputs).hasSize(CHUNKS);
        for (int index = 0; index < CHUNKS; index++) {
            var output = outputs.get(index).getOutput();
            assertThat(output.getOffset()).isEqualTo((long) index * CHUNK);
            assertThat(output.getData().byteAt(0)).isEqualTo((byte) index);
            assertThat(output.getData().size()).isEqualTo(CHUNK);
        }
    }

    @Test
    void aReaderThatDoesNotReadHoldsTheSlotNoLongerThanTheWallTime() throws InterruptedException {
        service.runtime().on("flood", (request, output) -> flood(output));
        var call = begin("flood", Duration.ofMillis(500));
        await().until(() -> written.get() > 0);
        await().atMost(Duration.ofSeconds(5)).until(() -> service.runtime().openSandboxes() == 0);
        assertThat(RecordingCall.begin(service.async(), "hello").status()).isEqualTo(Status.OK);

        call.request(RecordingCall.ALL);
        assertThat(call.status()).isEqualTo(Status.OK);
        assertThat(call.events().getLast().getResult().getOutcome()).isEqualTo(Outcome.OUTCOME_WALL_TIME_EXCEEDED);
        var outputs = call.events().subList(1, call.events().size() - 1);
        assertThat(outputs)
                .as("the chunk that waited when the time was over is not lost")
                .hasSize((int) (written.get() / CHUNK));
    }

    @Test
    void outputAfterTheStopDoesNotWaitForTheReader() {
        service.runtime().on("flush", (request, output) -> {
            try {
                flood(output);
            } catch (InterruptedException stopped) {
                output.output(OutputStreamName.STDERR, new byte[100], 0);
                output.output(OutputStreamName.STDERR, new byte[100], 100);
                throw stopped;
            }
        });
        var call = begin("flush", Duration.ofMillis(300));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> service.runtime().runs() == 1 && service.runtime().openSandboxes() == 0);
        call.request(RecordingCall.ALL);
        assertThat(call.status()).isEqualTo(Status.OK);
        var events = call.events();
        var last = events.get(events.size() - 2).getOutput();
        assertThat(last.getOffset() + last.getData().size()).isEqualTo(200);
        assertThat(events.getLast().getResult().getOutcome()).isEqualTo(Outcome.OUTCOME_WALL_TIME_EXCEEDED);
    }

    @Test
    void aGuestThatIgnoresItsInterruptionsCannotFillTheMemory() {
        var refused = new AtomicLong();
        service.runtime().on("stubborn", (request, output) -> {
            byte[] chunk = new byte[CHUNK];
            for (int index = 0; index < 5000 && refused.get() < 100; index++) {
                try {
                    output.output(OutputStreamName.STDOUT, chunk, (long) index * CHUNK);
                } catch (InterruptedException ignored) {
                    refused.incrementAndGet();
                }
            }
            throw new InterruptedException();
        });
        var call = begin("stubborn", Duration.ofMillis(300));
        await().atMost(Duration.ofSeconds(10)).until(() -> refused.get() == 100);
        call.request(RecordingCall.ALL);
        assertThat(call.status()).isEqualTo(Status.OK);
        assertThat(call.events().size() * (long) CHUNK).isLessThan(MOST_BUFFERED + 6 * CHUNK);
    }

    @Test
    void cancellingWakesAProgramThatWaitsForItsReader() throws InterruptedException {
        service.runtime().on("flood", (request, output) -> flood(output));
        var call = begin("flood", Duration.ofSeconds(60));
        awaitStandstill();
        call.cancel();
        // The program may run for a minute.
        await().until(() -> service.runtime().openSandboxes() == 0);
    }

    private RecordingCall begin(String code, Duration wallTime) {
        var request = ExecutePythonRequest.newBuilder()
                .setCode(code)
                .setLimits(Limits.newBuilder().setWallTime(Durations.toProto(wallTime)))
                .build();
        return RecordingCall.begin(service.async(), request, 1);
    }

    private void flood(OutputSink output) throws InterruptedException {
        for (int index = 0; index < CHUNKS; index++) {
            byte[] chunk = new byte[CHUNK];
            Arrays.fill(chunk, (byte) index);
            output.output(OutputStreamName.STDOUT, chunk, (long) index * CHUNK);
            written.addAndGet(CHUNK);
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private void awaitStandstill() throws InterruptedException {
        await().until(() -> written.get() > 0);
        long before = -1;
        while (before != written.get()) {
            before = written.get();
            Thread.sleep(300);
        }
    }
}
