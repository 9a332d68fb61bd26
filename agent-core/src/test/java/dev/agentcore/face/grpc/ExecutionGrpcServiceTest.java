// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.engine.EngineSettings;
import dev.agentcore.service.RequestValidator;
import dev.agentcore.v1.ExecutePythonRequest;
import dev.agentcore.v1.ExecutePythonResponse;
import dev.agentcore.v1.ExecutePythonResponse.EventCase;
import dev.agentcore.v1.GetCapabilitiesRequest;
import dev.agentcore.v1.InputFile;
import dev.agentcore.v1.Limits;
import dev.agentcore.v1.Outcome;
import dev.agentcore.v1.Output;
import dev.agentcore.v1.OutputStream;
import dev.agentcore.v1.ResultFormat;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("runs programs with short limits of time")
@Timeout(60)
final class ExecutionGrpcServiceTest {
    private static final EngineSettings ONE_SLOT =
            EngineSettings.defaults().withSlots(1).withQueue(1, Duration.ofSeconds(60));

    private final CountDownLatch release = new CountDownLatch(1);
    private ServiceFixture service = ServiceFixture.start(ONE_SLOT);

    @AfterEach
    void close() {
        release.countDown();
        service.close();
    }

    @Test
    void streamsStartedOutputAndResult() {
        service.runtime().on("print", (request, output) -> {
            output.output(OutputStreamName.STDOUT, bytes("hello "), 0);
            output.output(OutputStreamName.STDERR, bytes("oh"), 0);
            output.output(OutputStreamName.STDOUT, bytes("world"), 6);
        });
        var call = RecordingCall.begin(service.async(), "print");
        assertThat(call.status()).isEqualTo(Status.OK);
        assertThat(call.cases())
                .containsExactly(
                        EventCase.STARTED, EventCase.OUTPUT, EventCase.OUTPUT, EventCase.OUTPUT, EventCase.RESULT);
        var started = call.events().get(0).getStarted();
        assertThat(started.getExecutionId()).isNotEmpty();
        assertThat(started.getInterpreter().getName()).isEqualTo("Scripted");
        assertThat(started.getLimits())
                .isEqualTo(Limits.newBuilder()
                        .setWallTime(seconds(30))
                        .setCpuTime(seconds(30))
                        .setMemoryBytes(512 << 20)
                        .setOutputBytes(8 << 20)
                        .setThreads(64)
                        .build());
        assertThat(call.events().subList(1, 4))
                .extracting(
                        event -> event.getOutput().getStream(),
                        event -> event.getOutput().getData().toStringUtf8(),
                        event -> event.getOutput().getOffset())
                .containsExactly(
                        tuple(OutputStream.OUTPUT_STREAM_STDOUT, "hello ", 0L),
                        tuple(OutputStream.OUTPUT_STREAM_STDERR, "oh", 0L),
                        tuple(OutputStream.OUTPUT_STREAM_STDOUT, "world", 6L));
        var result = call.events().get(4).getResult();
        assertThat(result.getOutcome()).isEqualTo(Outcome.OUTCOME_COMPLETED);
        assertThat(result.hasExitCode()).isTrue();
        assertThat(result.getExitCode()).isZero();
        assertThat(result.getUsage().hasQueueTime()).isTrue();
    }

    @Test
    void streamsWhileTheProgramRuns() {
        service.runtime().on("print", (request, output) -> {
            output.output(OutputStreamName.STDOUT, bytes("first"), 0);
            release.await();
        });
        var call = RecordingCall.begin(service.async(), "print");
        await().until(() -> call.cases().contains(EventCase.OUTPUT));
        assertThat(call.ended()).isFalse();
        release.countDown();
        assertThat(call.status()).isEqualTo(Status.OK);
    }

    @Test
    void handsEverythingToTheProgram() {
        var received = new CompletableFuture<dev.agentcore.execution.ExecutionRequest>();
        service.runtime().on("all", (request, output) -> received.complete(request));
        var request = ExecutePythonRequest.newBuilder()
                .setCode("all")
                .addArgs("one")
                .putEnv("NAME", "value")
                .setStdin(ByteString.copyFromUtf8("in"))
                .addFiles(InputFile.newBuilder().setPath("a/b").setContent(ByteString.copyFromUtf8("content")))
                .setLimits(Limits.newBuilder().setWallTime(seconds(7)).setMemoryBytes(40 << 20))
                .setResultFormat(ResultFormat.RESULT_FORMAT_JSON)
                .putLabels("who", "me")
                .build();
        assertThat(RecordingCall.begin(service.async(), request, RecordingCall.ALL)
                        .status())
                .isEqualTo(Status.OK);
        var run = received.join();
        var program = run.program();
        assertThat(program.arguments()).containsExactly("one");
        assertThat(program.environment()).containsOnly(entry("NAME", "value"));
        assertThat(program.stdin().toByteArray()).isEqualTo(bytes("in"));
        assertThat(program.files()).hasSize(1);
        assertThat(program.files().getFirst().path()).isEqualTo("a/b");
        assertThat(program.files().getFirst().content().toByteArray()).isEqualTo(bytes("content"));
        assertThat(program.resultFormat()).isEqualTo(dev.agentcore.execution.ResultFormat.JSON);
        assertThat(run.labels()).containsOnly(entry("who", "me"));
        assertThat(run.limits())
                .isEqualTo(new dev.agentcore.execution.Limits(
                        Duration.ofSeconds(7), Duration.ofSeconds(30), 40 << 20, 8 << 20));
        assertThat(run.deadline()).isNull();
    }

    @Test
    void takesRequestsAsLargeAsItsBounds() {
        var request = ExecutePythonRequest.newBuilder()
                .setCode("#".repeat(1 << 20))
                .setStdin(ByteString.copyFrom(new byte[16 << 20]))
                .addFiles(InputFile.newBuilder().setPath("a").setContent(ByteString.copyFrom(new byte[64 << 20])))
                .build();
        assertThat(RecordingCall.begin(service.async(), request, RecordingCall.ALL)
                        .status())
                .isEqualTo(Status.OK);
    }

    @Test
    void refusesMessagesLargerThanAllBounds() {
        var request = ExecutePythonRequest.newBuilder()
                .setStdin(ByteString.copyFrom(new byte[RequestValidator.MAX_MESSAGE_BYTES]))
                .build();
        assertThat(RecordingCall.begin(service.async(), request, RecordingCall.ALL)
                        .status()
                        .getCode())
                .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    }

    @Test
    void splitsLargeOutput() {
        byte[] large = new byte[150_000];
        for (int index = 0; index < large.length; index++) {
            large[index] = (byte) (index * 31);
        }
        service.runtime().on("print", (request, output) -> output.output(OutputStreamName.STDERR, large, 1000));
        var call = RecordingCall.begin(service.async(), "print");
        assertThat(call.status()).isEqualTo(Status.OK);
        var chunks = outputs(call);
        assertThat(chunks.stream().map(chunk -> chunk.getData().size())).containsExactly(65_536, 65_536, 18_928);
        assertThat(chunks.stream().map(Output::getOffset)).containsExactly(1000L, 66_536L, 132_072L);
        var whole = ByteString.copyFrom(chunks.stream().map(Output::getData).toList());
        assertThat(whole.toByteArray()).isEqualTo(large);
    }

    @Test
    void namesEveryViolation() throws InvalidProtocolBufferException {
        var request = ExecutePythonRequest.newBuilder()
                .setCode("\0")
                .addFiles(InputFile.newBuilder().setPath("../etc/passwd"))
                .build();
        var error =
                RecordingCall.begin(service.async(), request, RecordingCall.ALL).error();
        assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(error.getStatus().getDescription())
                .isEqualTo("code has a NUL at index 0; none is allowed (and 1 more)");
        assertThat(detail(error, ErrorInfo.class).getReason()).isEqualTo("INVALID_REQUEST");
        assertThat(detail(error, ErrorInfo.class).getDomain()).isEqualTo("agentcore.dev");
        assertThat(detail(error, BadRequest.class).getFieldViolationsList())
                .extracting(BadRequest.FieldViolation::getField, BadRequest.FieldViolation::getDescription)
                .containsExactly(
                        tuple("code", "has a NUL at index 0; none is allowed"),
                        tuple("files[0].path", "is '../etc/passwd'; no part of it may be empty, '.' or '..'"));
        assertThat(service.runtime().runs()).isZero();
    }

    @Test
    void theWorstRequestsViolationsFitIntoTrailers() throws InvalidProtocolBufferException {
        var request = ExecutePythonRequest.newBuilder();
        for (int index = 0; index < 256; index++) {
            request.putEnv("💥".repeat(100) + index, "\0");
        }
        var error = RecordingCall.begin(service.async(), request.build(), RecordingCall.ALL)
                .error();
        assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(detail(error, BadRequest.class).getFieldViolationsCount()).isPositive();
    }

    @Test
    void aFullQueueIsUnavailableForNow() throws InvalidProtocolBufferException {
        occupy();
        RecordingCall.begin(service.async(), "waits");
        await().until(() -> unavailable("QUEUE_FULL"));
    }

    @Test
    void aLongWaitInTheQueueIsUnavailableForNow() throws InvalidProtocolBufferException {
        restart(ONE_SLOT.withQueue(1, Duration.ofMillis(50)), Duration.ofSeconds(10));
        occupy();
        var error = RecordingCall.begin(service.async(), "waits").error();
        assertUnavailable(error, "QUEUE_TIMEOUT");
    }

    @Test
    void aDrainingServerIsUnavailableForNow() throws InvalidProtocolBufferException {
        service.engine().drain(Duration.ZERO);
        assertUnavailable(RecordingCall.begin(service.async(), "hello").error(), "DRAINING");
    }

    @Test
    void drainingReportsCancelledRunsToTheirCallers() {
        service.runtime().on("sleep", (request, output) -> Thread.sleep(60_000));
        var call = RecordingCall.begin(service.async(), "sleep");
        await().until(() -> service.runtime().runs() == 1);
        service.engine().drain(Duration.ZERO);
        assertThat(call.status()).isEqualTo(Status.OK);
        assertThat(call.events().getLast().getResult().getOutcome()).isEqualTo(Outcome.OUTCOME_CANCELLED);
        assertThat(call.events().getLast().getResult().hasExitCode()).isFalse();
    }

    @Test
    void anInternalErrorRevealsNoDetails() throws InvalidProtocolBufferException {
        service.runtime()
                .on("broken", (request, output) -> {
                    output.output(OutputStreamName.STDOUT, bytes("before"), 0);
                    throw new IllegalStateException("secret", new RuntimeException("deeper secret"));
                })
                .failOpening("unopened", new IllegalStateException("secret"));
        var broken = RecordingCall.begin(service.async(), "broken");
        assertDefect(broken.error());
        assertThat(broken.cases()).containsExactly(EventCase.STARTED, EventCase.OUTPUT);
        var id = broken.events().getFirst().getStarted().getExecutionId();
        assertThat(detail(broken.error(), ErrorInfo.class).getMetadataMap()).containsOnly(entry("execution_id", id));

        var unopened = RecordingCall.begin(service.async(), "unopened");
        assertDefect(unopened.error());
        assertThat(unopened.events()).isEmpty();
    }

    @Test
    void cancellingTheCallFreesTheSlot() {
        service.runtime().on("sleep", (request, output) -> Thread.sleep(60_000));
        for (int round = 0; round < 5; round++) {
            int runs = service.runtime().runs();
            var call = RecordingCall.begin(service.async(), "sleep");
            await().pollInterval(Duration.ofMillis(2))
                    .until(() -> service.runtime().runs() == runs + 1);
            call.cancel();
            // The program would sleep for a minute.
            await().until(() -> service.runtime().openSandboxes() == 0);
            assertThat(call.status().getCode()).isEqualTo(Status.Code.CANCELLED);
        }
    }

    @Test
    void cancellingAQueuedCallFreesItsPlace() {
        occupy();
        var queued = RecordingCall.begin(service.async(), "waits");
        await().until(() -> unavailable("QUEUE_FULL"));
        queued.cancel();
        assertThat(queued.status().getCode()).isEqualTo(Status.Code.CANCELLED);
        RecordingCall next = queuedOnceThereIsRoom();
        release.countDown();
        assertThat(next.status()).isEqualTo(Status.OK);
        assertThat(service.runtime().runs()).isEqualTo(2);
    }

    @Test
    void aDeadlineShortensTheWallTimeSoThatAResultArrives() {
        service.runtime().on("print", (request, output) -> {
            output.output(OutputStreamName.STDOUT, bytes("so far"), 0);
            Thread.sleep(60_000);
        });
        var call = RecordingCall.begin(service.async().withDeadlineAfter(1, TimeUnit.SECONDS), "print");
        assertThat(call.status()).isEqualTo(Status.OK);
        assertThat(call.cases()).containsExactly(EventCase.STARTED, EventCase.OUTPUT, EventCase.RESULT);
        var limits = call.events().getFirst().getStarted().getLimits();
        assertThat(limits.getWallTime().getSeconds()).isZero();
        assertThat(limits.getWallTime().getNanos()).isBetween(1, 900_000_000);
        assertThat(limits.getCpuTime()).isEqualTo(seconds(30));
        assertThat(call.events().getLast().getResult().getOutcome()).isEqualTo(Outcome.OUTCOME_WALL_TIME_EXCEEDED);
    }

    @Test
    void aDeadlineThatPassesInTheQueueRunsNothing() {
        occupy();
        var call = RecordingCall.begin(service.async().withDeadlineAfter(100, TimeUnit.MILLISECONDS), "waits");
        assertThat(call.status().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        // The server's clock for the call began when it came, a little later than the client's.
        RecordingCall next = queuedOnceThereIsRoom();
        release.countDown();
        assertThat(next.status()).isEqualTo(Status.OK);
        assertThat(service.runtime().runs()).isEqualTo(2);
    }

    @Test
    void quietStreamsAreKeptAlive() {
        restart(ONE_SLOT, Duration.ofMillis(50));
        service.runtime().on("quiet", (request, output) -> release.await());
        var call = RecordingCall.begin(service.async(), "quiet");
        await().until(() -> call.events().size() >= 4);
        release.countDown();
        assertThat(call.status()).isEqualTo(Status.OK);
        assertThat(call.cases())
                .startsWith(EventCase.STARTED, EventCase.KEEP_ALIVE, EventCase.KEEP_ALIVE, EventCase.KEEP_ALIVE)
                .endsWith(EventCase.RESULT);
    }

    @Test
    void busyStreamsNeedNoKeepingAlive() {
        restart(ONE_SLOT, Duration.ofMillis(500));
        service.runtime().on("busy", (request, output) -> {
            for (int line = 0; line < 60; line++) {
                output.output(OutputStreamName.STDOUT, bytes("x"), line);
                Thread.sleep(20);
            }
        });
        var call = RecordingCall.begin(service.async(), "busy");
        assertThat(call.status()).isEqualTo(Status.OK);
        assertThat(call.cases()).doesNotContain(EventCase.KEEP_ALIVE);
    }

    @Test
    void tellsWhatItCan() {
        var capabilities = service.blocking().getCapabilities(GetCapabilitiesRequest.getDefaultInstance());
        assertThat(capabilities.getServerVersion()).isEqualTo("1.2.3");
        assertThat(capabilities.getInterpreter().getName()).isEqualTo("Scripted");
        assertThat(capabilities.getInterpreter().getVersion()).isEqualTo("1.0");
        assertThat(capabilities.getDefaultLimits().getWallTime()).isEqualTo(seconds(30));
        assertThat(capabilities.getMaximumLimits().getMemoryBytes()).isEqualTo(1 << 30);
        assertThat(capabilities.getMinimumMemoryBytes()).isEqualTo(32 << 20);
        assertThat(capabilities.getSlotCount()).isEqualTo(1);
        assertThat(capabilities.getQueueCapacity()).isEqualTo(1);
        assertThat(capabilities.getResultFormatsList())
                .containsExactly(ResultFormat.RESULT_FORMAT_REPR, ResultFormat.RESULT_FORMAT_JSON);
        assertThat(capabilities.getImagesList()).singleElement().satisfies(image -> {
            assertThat(image.getName()).isEqualTo("scripted");
            assertThat(image.getInterpreter()).isEqualTo(capabilities.getInterpreter());
            assertThat(image.getPackagesList()).isEmpty();
            assertThat(image.getIsDefault()).isTrue();
        });
    }

    /** Has a program run that goes on until {@code release}. */
    private void occupy() {
        service.runtime().on("block", (request, output) -> release.await());
        RecordingCall.begin(service.async(), "block");
        await().until(() -> service.runtime().runs() == 1);
    }

    /** A call that waits in the queue, which is full until somebody's place in it is free. A refusal comes at once. */
    private RecordingCall queuedOnceThereIsRoom() {
        var calls = new ArrayList<RecordingCall>();
        await().until(() -> {
            var call = RecordingCall.begin(service.async(), "next");
            calls.add(call);
            Thread.sleep(200);
            return !call.ended();
        });
        return calls.getLast();
    }

    private boolean unavailable(String reason) throws InvalidProtocolBufferException {
        var deadline = service.async().withDeadlineAfter(200, TimeUnit.MILLISECONDS);
        var error = RecordingCall.begin(deadline, "more").error();
        if (error.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED) {
            return false;
        }
        assertUnavailable(error, reason);
        return true;
    }

    private static void assertUnavailable(StatusRuntimeException error, String reason)
            throws InvalidProtocolBufferException {
        assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(detail(error, ErrorInfo.class).getReason()).isEqualTo(reason);
        assertThat(detail(error, ErrorInfo.class).getDomain()).isEqualTo("agentcore.dev");
        assertThat(detail(error, RetryInfo.class).getRetryDelay()).isEqualTo(seconds(1));
    }

    private static void assertDefect(StatusRuntimeException error) throws InvalidProtocolBufferException {
        assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
        assertThat(detail(error, ErrorInfo.class).getReason()).isEqualTo("INTERNAL_DEFECT");
        assertThat(error.toString() + error.getTrailers() + StatusProto.fromThrowable(error))
                .doesNotContain("secret")
                .doesNotContain("IllegalState");
    }

    private static <T extends Message> T detail(StatusRuntimeException error, Class<T> type)
            throws InvalidProtocolBufferException {
        var status = StatusProto.fromThrowable(error);
        assertThat(status).isNotNull();
        if (status != null) {
            for (var detail : status.getDetailsList()) {
                if (detail.is(type)) {
                    return detail.unpack(type);
                }
            }
        }
        throw new AssertionError("No " + type.getSimpleName() + " in " + status);
    }

    private void restart(EngineSettings settings, Duration silence) {
        service.close();
        service = ServiceFixture.start(settings, silence);
    }

    private static List<Output> outputs(RecordingCall call) {
        return call.events().stream()
                .filter(ExecutePythonResponse::hasOutput)
                .map(ExecutePythonResponse::getOutput)
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static com.google.protobuf.Duration seconds(long seconds) {
        return com.google.protobuf.Duration.newBuilder().setSeconds(seconds).build();
    }
}
