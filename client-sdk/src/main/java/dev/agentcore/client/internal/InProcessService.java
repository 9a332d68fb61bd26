// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.Capabilities;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.client.FieldViolation;
import dev.agentcore.client.GuestImage;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.v1.ExecutePythonRequest;
import dev.agentcore.v1.ExecutePythonResponse;
import dev.agentcore.v1.ExecutionServiceGrpc;
import dev.agentcore.v1.GetCapabilitiesRequest;
import dev.agentcore.v1.GetCapabilitiesResponse;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An in-process service with scripted responses. Thread-safe. */
public final class InProcessService implements AutoCloseable {
    private final String name = InProcessServerBuilder.generateName();
    private final Server server;

    /**
     * The response to a call.
     *
     * @param events the events, in order
     * @param failure the failure after the events; if null, the call ends after {@link ExecutionEvent.Finished}, or never if that
     *     is missing
     */
    public record Answer(
            List<ExecutionEvent> events, @Nullable AgentCoreException failure) {}

    /** Starts the service. */
    public InProcessService(Function<PythonProgram, Answer> answers, Capabilities capabilities, Runnable cancelled) {
        server = InProcessServerBuilder.forName(name)
                .addService(new Service(answers, capabilities, cancelled))
                .build();
        try {
            server.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A new channel to the service. */
    public ManagedChannel channel() {
        return InProcessChannelBuilder.forName(name).build();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static final class Service extends ExecutionServiceGrpc.ExecutionServiceImplBase {
        private final Function<PythonProgram, Answer> answers;
        private final Capabilities capabilities;
        private final Runnable cancelled;

        Service(Function<PythonProgram, Answer> answers, Capabilities capabilities, Runnable cancelled) {
            this.answers = answers;
            this.capabilities = capabilities;
            this.cancelled = cancelled;
        }

        @Override
        public void executePython(ExecutePythonRequest request, StreamObserver<ExecutePythonResponse> responses) {
            ((ServerCallStreamObserver<ExecutePythonResponse>) responses).setOnCancelHandler(cancelled);
            List<String> images =
                    capabilities.images().stream().map(GuestImage::name).toList();
            if (!request.getImage().isEmpty() && !images.contains(request.getImage())) {
                responses.onError(Answers.status(unknownImage(request.getImage(), images)));
                return;
            }
            Answer answer;
            try {
                answer = answers.apply(Answers.program(request));
            } catch (RuntimeException | Error broken) {
                responses.onError(Status.INTERNAL
                        .withDescription("the test's response threw " + broken)
                        .withCause(broken)
                        .asRuntimeException());
                return;
            }
            boolean finished = false;
            for (ExecutionEvent event : answer.events()) {
                responses.onNext(Answers.message(event));
                finished = event instanceof ExecutionEvent.Finished;
            }
            if (answer.failure() != null) {
                responses.onError(Answers.status(answer.failure()));
            } else if (finished) {
                responses.onCompleted();
            }
        }

        private static AgentCoreException unknownImage(String image, List<String> images) {
            String description = "is '" + image + "'; this server has " + String.join(", ", images);
            return AgentCoreException.builder(ErrorCode.INVALID_ARGUMENT, "image " + description)
                    .reason("INVALID_REQUEST")
                    .fieldViolations(List.of(new FieldViolation("image", description)))
                    .build();
        }

        @Override
        public void getCapabilities(GetCapabilitiesRequest request, StreamObserver<GetCapabilitiesResponse> responses) {
            responses.onNext(Answers.capabilities(capabilities));
            responses.onCompleted();
        }
    }
}
