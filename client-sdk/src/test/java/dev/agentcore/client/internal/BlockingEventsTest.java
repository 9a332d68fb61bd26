// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.v1.ExecutePythonRequest;
import dev.agentcore.v1.ExecutePythonResponse;
import dev.agentcore.v1.ExecutionResult;
import dev.agentcore.v1.KeepAlive;
import dev.agentcore.v1.Outcome;
import dev.agentcore.v1.Output;
import dev.agentcore.v1.OutputStream;
import dev.agentcore.v1.Started;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BlockingEventsTest {
    private static final ExecutePythonResponse STARTED = ExecutePythonResponse.newBuilder()
            .setStarted(Started.newBuilder().setExecutionId("run-1"))
            .build();
    private static final ExecutePythonResponse OUTPUT = ExecutePythonResponse.newBuilder()
            .setOutput(Output.newBuilder()
                    .setStream(OutputStream.OUTPUT_STREAM_STDOUT)
                    .setData(ByteString.copyFromUtf8("x")))
            .build();
    private static final ExecutePythonResponse RESULT = ExecutePythonResponse.newBuilder()
            .setResult(ExecutionResult.newBuilder()
                    .setOutcome(Outcome.OUTCOME_COMPLETED)
                    .setExitCode(0))
            .build();
    private static final ExecutePythonResponse KEEP_ALIVE = ExecutePythonResponse.newBuilder()
            .setKeepAlive(KeepAlive.getDefaultInstance())
            .build();

    private final RecordingCall call = new RecordingCall();
    private final BlockingEvents events =
            BlockingEvents.start(new ExecutionCall(call, ExecutePythonRequest.getDefaultInstance()));

    @Test
    void asksForNoMoreThanIsRead() {
        assertThat(call.requested).isEqualTo(ProgramCall.AHEAD);
        call.receive(STARTED, OUTPUT);
        assertThat(events.hasNext()).isTrue();
        assertThat(call.requested).as("seen, but not taken").isEqualTo(ProgramCall.AHEAD);

        events.next();
        events.next();

        assertThat(call.requested).isEqualTo(ProgramCall.AHEAD + 2);
    }

    @Test
    void aMessageThatSaysNothingCountsAsRead() {
        call.receive(STARTED, KEEP_ALIVE, ExecutePythonResponse.getDefaultInstance());

        assertThat(call.requested).isEqualTo(ProgramCall.AHEAD + 2);
        assertThat(events.next()).isInstanceOf(ExecutionEvent.Started.class);
    }

    @Test
    void endsAfterTheResult() {
        call.receive(STARTED, RESULT);
        call.end(Status.OK);

        assertThat(events).toIterable().hasSize(2);
        events.close();
        assertThat(call.cancelled).isFalse();
    }

    @Test
    void whatBreaksAfterTheResultIsNoFailure() {
        call.receive(STARTED, RESULT);
        call.end(Status.UNAVAILABLE);

        assertThat(events).toIterable().hasSize(2);
    }

    @Test
    void aBrokenStreamThrowsAfterWhatCameBefore() {
        call.receive(STARTED, OUTPUT);
        call.end(Status.UNAVAILABLE);

        assertThat(events.next()).isInstanceOf(ExecutionEvent.Started.class);
        assertThat(events.next()).isInstanceOf(dev.agentcore.client.Output.class);
        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(events::hasNext).isInstanceOfSatisfying(AgentCoreException.class, failure -> {
                assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                assertThat(failure.executionId()).contains("run-1");
            });
        }
    }

    @Test
    void aStreamWithoutResultIsAFailure() {
        call.receive(STARTED);
        call.end(Status.OK);
        events.next();

        assertThatThrownBy(events::next).hasMessage("INTERNAL: the stream ended without a result");
    }

    @Test
    void closingCancels() {
        call.receive(STARTED);
        events.close();

        assertThat(call.cancelled).isTrue();
    }

    @Test
    void anInterruptCancelsAndStays() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(events::hasNext)
                .isInstanceOfSatisfying(
                        AgentCoreException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(call.cancelled).isTrue();
    }

    /** A call that goes nowhere: the test says what comes back. */
    private static final class RecordingCall extends ClientCall<ExecutePythonRequest, ExecutePythonResponse> {
        private ClientCall.@Nullable Listener<ExecutePythonResponse> listener;
        private int requested;
        private boolean cancelled;

        void receive(ExecutePythonResponse... messages) {
            for (ExecutePythonResponse message : messages) {
                listener().onMessage(message);
            }
        }

        void end(Status status) {
            listener().onClose(status, new Metadata());
        }

        private Listener<ExecutePythonResponse> listener() {
            if (listener == null) {
                throw new IllegalStateException("not started");
            }
            return listener;
        }

        @Override
        public void start(Listener<ExecutePythonResponse> responseListener, Metadata headers) {
            listener = responseListener;
        }

        @Override
        public void request(int count) {
            requested += count;
        }

        @Override
        public void cancel(@Nullable String message, @Nullable Throwable cause) {
            cancelled = true;
        }

        @Override
        public void halfClose() {}

        @Override
        public void sendMessage(ExecutePythonRequest message) {}
    }
}
