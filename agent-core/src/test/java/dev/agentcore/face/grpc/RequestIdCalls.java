// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import dev.agentcore.execution.OutputSink;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.engine.EngineSettings;
import dev.agentcore.service.delivery.RetentionSettings;
import dev.agentcore.v1.ExecutePythonRequest;
import dev.agentcore.v1.ExecutePythonResponse;
import dev.agentcore.v1.ExecutionServiceGrpc.ExecutionServiceStub;
import dev.agentcore.v1.GetCapabilitiesRequest;
import dev.agentcore.v1.Outcome;
import dev.agentcore.v1.OutputStream;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;

/** A service, calls to it with a request's id, and what came of them. */
abstract class RequestIdCalls {
    static final EngineSettings TWO_SLOTS = EngineSettings.defaults().withSlots(2);
    static final RetentionSettings RETENTION = RetentionSettings.defaults();
    static final int MIB = 1 << 20;
    static final int CHUNK = 64 << 10;

    final CountDownLatch release = new CountDownLatch(1);
    ServiceFixture service = ServiceFixture.start(TWO_SLOTS);

    @AfterEach
    final void close() {
        release.countDown();
        service.close();
    }

    final void restart(EngineSettings settings, RetentionSettings retention) {
        service.close();
        service = ServiceFixture.start(settings, retention, Duration.ofSeconds(10));
    }

    final RecordingCall begin(String code, String id) {
        return begin(request(code, id));
    }

    final RecordingCall begin(ExecutePythonRequest request) {
        return RecordingCall.begin(service.async(), request, RecordingCall.ALL);
    }

    static ExecutePythonRequest request(String code, String id) {
        return ExecutePythonRequest.newBuilder().setCode(code).setRequestId(id).build();
    }

    final ExecutionServiceStub stubOf(String tenant) {
        var headers = new Metadata();
        headers.put(Metadata.Key.of(ServiceFixture.TENANT_HEADER, Metadata.ASCII_STRING_MARSHALLER), tenant);
        return service.async().withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    final long replayTime() {
        return service.blocking()
                .getCapabilities(GetCapabilitiesRequest.getDefaultInstance())
                .getReplayTime()
                .getSeconds();
    }

    final void assertRefused(String id, String message) throws InvalidProtocolBufferException {
        var error = begin("print", id).error();
        assertError(error, Status.Code.INVALID_ARGUMENT, "INVALID_REQUEST");
        assertThat(error.getStatus().getDescription()).isEqualTo(message);
        assertThat(detail(error, BadRequest.class).getFieldViolations(0).getField())
                .isEqualTo("request_id");
    }

    static void assertGone(RecordingCall call, RecordingCall first) throws InvalidProtocolBufferException {
        assertError(call.error(), Status.Code.DATA_LOSS, "REPLAY_GONE");
        assertThat(detail(call.error(), ErrorInfo.class).getMetadataMap())
                .containsEntry("execution_id", executionId(first));
        assertThat(call.events()).isEmpty();
    }

    static void assertError(StatusRuntimeException error, Status.Code code, String reason)
            throws InvalidProtocolBufferException {
        assertThat(error.getStatus().getCode()).as(error.toString()).isEqualTo(code);
        assertThat(detail(error, ErrorInfo.class).getReason()).isEqualTo(reason);
    }

    static <T extends Message> T detail(StatusRuntimeException error, Class<T> type)
            throws InvalidProtocolBufferException {
        var status = StatusProto.fromThrowable(error);
        if (status != null) {
            for (var detail : status.getDetailsList()) {
                if (detail.is(type)) {
                    return detail.unpack(type);
                }
            }
        }
        throw new AssertionError("No " + type.getSimpleName() + " in " + status);
    }

    static String executionId(RecordingCall call) {
        return call.events().getFirst().getStarted().getExecutionId();
    }

    static Outcome result(RecordingCall call) {
        return call.events().getLast().getResult().getOutcome();
    }

    /** What came of a stream, each chunk where the one before ended. */
    static byte[] bytes(RecordingCall call, OutputStream stream) {
        var bytes = new ByteArrayOutputStream();
        for (ExecutePythonResponse event : call.events()) {
            if (event.hasOutput() && event.getOutput().getStream() == stream) {
                assertThat(event.getOutput().getOffset()).isEqualTo(bytes.size());
                bytes.writeBytes(event.getOutput().getData().toByteArray());
            }
        }
        return bytes.toByteArray();
    }

    static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    static void print(OutputSink output, OutputStreamName stream, String text, long offset)
            throws InterruptedException {
        output.output(stream, text.getBytes(StandardCharsets.UTF_8), offset);
    }

    static void printInChunks(OutputSink output, byte[] text) throws InterruptedException {
        for (int from = 0; from < text.length; from += CHUNK) {
            int to = Math.min(text.length, from + CHUNK);
            output.output(OutputStreamName.STDOUT, Arrays.copyOfRange(text, from, to), from);
        }
    }
}
