// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.v1.ExecutePythonResponse;
import dev.agentcore.v1.ExecutePythonResponse.EventCase;
import dev.agentcore.v1.OutputFileProblem;
import io.grpc.stub.ServerCallStreamObserver;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** What cannot be seen from outside: whoever waits here is woken without a watchdog, too. */
@Isolated("asserts on real time")
@Timeout(30)
final class StreamingEventSinkTest {
    private static final OutputFile PIECE = OutputFile.piece("/tmp/a", Bytes.copyOf(new byte[1]), 0, 1);

    private final FakeCall call = new FakeCall();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final StreamingEventSink sink = sink(Duration.ofSeconds(60));

    private StreamingEventSink sink(Duration filesPatience) {
        return new StreamingEventSink(
                call,
                new ExecutionId("id"),
                clock,
                Duration.ofSeconds(10),
                new StreamingEventSink.Patience(Duration.ofSeconds(1), filesPatience));
    }

    @AfterEach
    void close() {
        clock.shutdownNow();
    }

    @Test
    void readinessWakesTheGuest() {
        start(Duration.ofSeconds(60));
        var waiting = outputOnAnotherThread();
        // Spurious: there is no room yet.
        sink.callReady();
        assertThat(call.sent).hasSize(1);
        call.ready = true;
        sink.callReady();
        waiting.orTimeout(5, TimeUnit.SECONDS).join();
        assertThat(call.sent).hasSize(2);
    }

    @Test
    void theCallersLeavingWakesTheGuest() {
        start(Duration.ofSeconds(60));
        var waiting = outputOnAnotherThread();
        sink.callCancelled();
        assertThatThrownBy(() -> waiting.orTimeout(5, TimeUnit.SECONDS).join())
                .hasRootCauseInstanceOf(InterruptedException.class)
                .hasRootCauseMessage("The caller has gone");
        sink.failed(new IllegalStateException());
        assertThat(call.sent).hasSize(1);
        assertThat(call.ends).isEmpty();
    }

    @Test
    void nobodyWaitsLongerThanTheWallTimeAndASecond() throws InterruptedException {
        start(Duration.ofMillis(1));
        long began = System.nanoTime();
        output();
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(10));
        assertThat(call.sent).hasSize(2);
        for (int chunk = 1; chunk < 4; chunk++) {
            output();
        }
        assertThatThrownBy(this::output)
                .isInstanceOf(InterruptedException.class)
                .hasMessage("The run is over, and its reader is slow");
        assertThat(call.sent).hasSize(5);
    }

    @Test
    void theFirstOutputWaitsForNothing() throws InterruptedException {
        startForReaderThatIsReady();
        print(OutputStreamName.STDOUT, "first", 0);
        assertThat(printed()).containsExactly("STDOUT 0 first");
    }

    @Test
    void whatIsPrintedFasterThanItCanBeSentIsSentTogether() throws InterruptedException {
        startForReaderThatIsReady();
        for (int line = 0; line < 100_000; line++) {
            print(OutputStreamName.STDOUT, "0123456789", 10L * line);
        }
        await().until(() -> printedBytes() == 1_000_000);
        assertThat(call.sent).hasSizeLessThan(5_000);
        long offset = 0;
        for (ExecutePythonResponse event : outputs()) {
            assertThat(event.getOutput().getOffset()).isEqualTo(offset);
            assertThat(event.getOutput().getData().size()).isBetween(1, 64 << 10);
            offset += event.getOutput().getData().size();
        }
    }

    @Test
    void whatWaitsIsSentThoughNothingFollows() throws InterruptedException {
        startForReaderThatIsReady();
        print(OutputStreamName.STDOUT, "a", 0);
        print(OutputStreamName.STDOUT, "b", 1);
        await().atMost(Duration.ofSeconds(5)).until(() -> printed().equals(List.of("STDOUT 0 a", "STDOUT 1 b")));
    }

    @Test
    void theStreamsKeepTheirOrder() throws InterruptedException {
        startForReaderThatIsReady();
        print(OutputStreamName.STDOUT, "a", 0);
        print(OutputStreamName.STDERR, "b", 0);
        print(OutputStreamName.STDOUT, "c", 1);
        sink.failed(new IllegalStateException());
        assertThat(printed()).containsExactly("STDOUT 0 a", "STDERR 0 b", "STDOUT 1 c");
        assertThat(call.ends).containsExactly("error");
    }

    @Test
    void whatWaitsWhenNobodyReadsIsNotMoreThanAChunk() throws InterruptedException {
        startForReaderThatIsReady();
        print(OutputStreamName.STDOUT, "a", 0);
        print(OutputStreamName.STDOUT, "b", 1);
        call.ready = false;
        var waiting = outputOnAnotherThread();
        assertThat(printedBytes()).isLessThanOrEqualTo(2);
        call.ready = true;
        sink.callReady();
        waiting.orTimeout(5, TimeUnit.SECONDS).join();
        assertThat(printedBytes()).isEqualTo(3);
    }

    @Test
    void filesFollowWhatWasPrinted() throws InterruptedException {
        startForReaderThatIsReady();
        print(OutputStreamName.STDOUT, "a", 0);
        print(OutputStreamName.STDOUT, "b", 1);
        assertThat(sink.file(PIECE)).isTrue();
        assertThat(call.sent.stream().map(ExecutePythonResponse::getEventCase))
                .containsExactly(EventCase.STARTED, EventCase.OUTPUT, EventCase.OUTPUT, EventCase.FILE);
    }

    @Test
    void readinessWakesWhoBringsAFile() {
        start(Duration.ofSeconds(60));
        var waiting = onAnotherThread(() -> assertThat(sink.file(PIECE)).isTrue());
        sink.callReady();
        assertThat(call.sent).hasSize(1);
        call.ready = true;
        sink.callReady();
        waiting.orTimeout(5, TimeUnit.SECONDS).join();
        assertThat(call.sent).hasSize(2);
    }

    @Test
    void theCallersLeavingWakesWhoBringsAFile() {
        start(Duration.ofSeconds(60));
        var waiting = onAnotherThread(() -> sink.file(PIECE));
        sink.callCancelled();
        assertThatThrownBy(() -> waiting.orTimeout(5, TimeUnit.SECONDS).join())
                .hasRootCauseInstanceOf(InterruptedException.class)
                .hasRootCauseMessage("The caller has gone");
        assertThat(call.sent).hasSize(1);
    }

    @Test
    void aReaderThatIsTooSlowForTheFilesIsToldOfTheProblem() throws InterruptedException {
        var hasty = sink(Duration.ofMillis(1));
        assertThat(hasty.file(PIECE)).isFalse();
        assertThat(hasty.file(PIECE)).isFalse();
        assertThat(call.sent).isEmpty();
        assertThat(hasty.file(OutputFile.problem("/tmp/a", 1, OutputFile.Problem.READER_TOO_SLOW)))
                .isTrue();
        assertThat(call.sent)
                .singleElement()
                .satisfies(event -> assertThat(event.getFile().getProblem())
                        .isEqualTo(OutputFileProblem.OUTPUT_FILE_PROBLEM_READER_TOO_SLOW));
    }

    private void print(OutputStreamName stream, String text, long offset) throws InterruptedException {
        sink.output(stream, text.getBytes(StandardCharsets.UTF_8), offset);
    }

    private List<ExecutePythonResponse> outputs() {
        return call.sent.stream().filter(ExecutePythonResponse::hasOutput).toList();
    }

    private List<String> printed() {
        return outputs().stream()
                .map(ExecutePythonResponse::getOutput)
                .map(output -> output.getStream().name().substring("OUTPUT_STREAM_".length()) + " " + output.getOffset()
                        + " " + output.getData().toStringUtf8())
                .toList();
    }

    private int printedBytes() {
        return outputs().stream()
                .mapToInt(event -> event.getOutput().getData().size())
                .sum();
    }

    private void startForReaderThatIsReady() {
        call.ready = true;
        start(Duration.ofSeconds(60));
    }

    private void start(Duration wallTime) {
        var limits = LimitsPolicy.defaultPolicy().defaults().withWallTime(wallTime);
        var request = new ExecutionRequest(new ExecutionId("id"), PythonProgram.of(""), limits, Map.of());
        sink.started(request, new Interpreter("Fake", "1"));
    }

    private void output() throws InterruptedException {
        sink.output(OutputStreamName.STDOUT, new byte[1], 0);
    }

    private CompletableFuture<Void> outputOnAnotherThread() {
        return onAnotherThread(this::output);
    }

    private interface Step {
        void take() throws InterruptedException;
    }

    /** Begins a step, and returns once it waits. */
    private static CompletableFuture<Void> onAnotherThread(Step step) {
        var done = new CompletableFuture<Void>();
        var thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                step.take();
                done.complete(null);
            } catch (InterruptedException | AssertionError stopped) {
                done.completeExceptionally(stopped);
            }
        });
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return done;
    }

    private static final class FakeCall extends ServerCallStreamObserver<ExecutePythonResponse> {
        private final List<ExecutePythonResponse> sent = new CopyOnWriteArrayList<>();
        private final List<String> ends = new CopyOnWriteArrayList<>();
        private volatile boolean ready;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void onNext(ExecutePythonResponse event) {
            sent.add(event);
        }

        @Override
        public void onError(Throwable thrown) {
            ends.add("error");
        }

        @Override
        public void onCompleted() {
            ends.add("completed");
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void setOnCancelHandler(Runnable handler) {}

        @Override
        public void setOnReadyHandler(Runnable handler) {}

        @Override
        public void setCompression(String compression) {}

        @Override
        public void setMessageCompression(boolean enable) {}

        @Override
        public void disableAutoInboundFlowControl() {}

        @Override
        public void request(int count) {}
    }
}
