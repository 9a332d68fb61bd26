package dev.agentcore.client.internal;

import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.v1.ExecutePythonRequest;
import dev.agentcore.v1.ExecutePythonResponse;
import dev.agentcore.v1.ExecutionServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Server;
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
    public InProcessService(Function<PythonProgram, Answer> answers, Runnable cancelled) {
        server = InProcessServerBuilder.forName(name)
                .addService(new Service(answers, cancelled))
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
        private final Runnable cancelled;

        Service(Function<PythonProgram, Answer> answers, Runnable cancelled) {
            this.answers = answers;
            this.cancelled = cancelled;
        }

        @Override
        public void executePython(ExecutePythonRequest request, StreamObserver<ExecutePythonResponse> responses) {
            ((ServerCallStreamObserver<ExecutePythonResponse>) responses).setOnCancelHandler(cancelled);
            Answer answer = answers.apply(Answers.program(request));
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
    }
}
