package dev.agentcore.client.internal;

import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.Capabilities;
import dev.agentcore.client.ExecutionEvent;
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

/** The service without a network, which answers as it is told. Thread-safe. */
public final class InProcessService implements AutoCloseable {
    private final String name = InProcessServerBuilder.generateName();
    private final Server server;

    /**
     * What a call is answered.
     *
     * @param events in their order
     * @param failure comes after them; null for none, and then the call ends after {@link ExecutionEvent.Finished}, and
     *     never if there is none
     */
    public record Answer(
            List<ExecutionEvent> events, @Nullable AgentCoreException failure) {}

    /** Serves from now on. */
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

    /** A channel to it. */
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
            Answer answer;
            try {
                answer = answers.apply(Answers.program(request));
            } catch (RuntimeException | Error broken) {
                responses.onError(Status.INTERNAL
                        .withDescription("the test's own answer threw " + broken)
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

        @Override
        public void getCapabilities(GetCapabilitiesRequest request, StreamObserver<GetCapabilitiesResponse> responses) {
            responses.onNext(Answers.capabilities(capabilities));
            responses.onCompleted();
        }
    }
}
