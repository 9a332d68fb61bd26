package dev.agentcore.grpc;

import com.google.rpc.BadRequest.FieldViolation;
import dev.agentcore.execution.CancellationSource;
import dev.agentcore.execution.Deadline;
import dev.agentcore.execution.EventSink;
import dev.agentcore.execution.ExecutionEngine;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.RunObserver;
import dev.agentcore.v1.ExecutePythonRequest;
import dev.agentcore.v1.ExecutePythonResponse;
import dev.agentcore.v1.ExecutionServiceGrpc;
import dev.agentcore.v1.GetCapabilitiesRequest;
import dev.agentcore.v1.GetCapabilitiesResponse;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service on the wire: validates requests, maps them, and hands them to the engine. Never blocks, so that a few
 * threads can serve all calls. Safe for use by many threads.
 */
public final class ExecutionGrpcService extends ExecutionServiceGrpc.ExecutionServiceImplBase {
    /** The largest message that a request within all bounds can be; what gRPC is to accept. */
    public static final int MAX_REQUEST_BYTES = RequestValidator.MAX_MESSAGE_BYTES;

    private static final Logger LOG = LoggerFactory.getLogger(ExecutionGrpcService.class);

    private final ExecutionEngine engine;
    private final LimitsPolicy policy;
    private final RequestValidator validator;
    private final GetCapabilitiesResponse capabilities;
    private final ScheduledExecutorService clock;
    private final Duration silence;
    private final List<RunObserver> observers;

    /**
     * Composes a service.
     *
     * @param engine runs the programs
     * @param policy defaults and bounds of their limits
     * @param serverVersion this server's own
     * @param mountPaths where programs find the operator's directories
     * @param clock sends what is due on quiet streams; stays the caller's
     * @param silence after how long a stream is quiet; the wire's definition says 10 s
     * @param observers watch each run
     */
    public ExecutionGrpcService(
            ExecutionEngine engine,
            LimitsPolicy policy,
            String serverVersion,
            List<String> mountPaths,
            ScheduledExecutorService clock,
            Duration silence,
            List<RunObserver> observers) {
        this.engine = engine;
        this.policy = policy;
        this.clock = clock;
        this.silence = silence;
        this.observers = List.copyOf(observers);
        validator = new RequestValidator(policy, engine.resultFormats());
        capabilities = GetCapabilitiesResponse.newBuilder()
                .setServerVersion(serverVersion)
                .setInterpreter(EventMapping.toProto(engine.interpreter()))
                .setDefaultLimits(EventMapping.toProto(policy.defaults()))
                .setMaximumLimits(EventMapping.toProto(policy.maximum()))
                .setMinimumMemoryBytes(policy.minimumMemoryBytes())
                .setSlotCount(engine.slots())
                .setQueueCapacity(engine.queueCapacity())
                .addAllResultFormats(EventMapping.toProto(engine.resultFormats()))
                .addAllMountPaths(mountPaths)
                .build();
    }

    /** The same service with nobody who watches, for runs that nobody asked for. */
    public ExecutionGrpcService unobserved() {
        return new ExecutionGrpcService(
                engine,
                policy,
                capabilities.getServerVersion(),
                capabilities.getMountPathsList(),
                clock,
                silence,
                List.of());
    }

    @Override
    public void executePython(ExecutePythonRequest request, StreamObserver<ExecutePythonResponse> responses) {
        try {
            List<FieldViolation> violations = validator.validate(request);
            if (violations.isEmpty()) {
                ExecutionRequest run =
                        RequestMapping.toDomain(request, CallerIdentity.tenant(), policy, callDeadline());
                submit(run, (ServerCallStreamObserver<ExecutePythonResponse>) responses);
            } else {
                responses.onError(StatusMapping.invalid(violations));
            }
        } catch (RuntimeException | OutOfMemoryError defect) {
            var id = ExecutionId.random();
            LOG.error("Execution {} could not be submitted", id, defect);
            responses.onError(StatusMapping.defect(id));
        }
    }

    @Override
    public void getCapabilities(GetCapabilitiesRequest request, StreamObserver<GetCapabilitiesResponse> responses) {
        responses.onNext(capabilities);
        responses.onCompleted();
    }

    private void submit(ExecutionRequest run, ServerCallStreamObserver<ExecutePythonResponse> call) {
        var cancellation = new CancellationSource();
        var sink = new StreamingEventSink(call, run.id(), clock, silence, StreamingEventSink.FILES_PATIENCE);
        call.setOnReadyThreshold(StreamingEventSink.ROOM_BYTES);
        call.setOnReadyHandler(sink::callReady);
        call.setOnCancelHandler(() -> {
            cancellation.request();
            sink.callCancelled();
        });
        EventSink observed = sink;
        for (RunObserver observer : observers) {
            observed = observer.observe(run, observed);
        }
        engine.submit(run, observed, cancellation);
    }

    private static @Nullable Deadline callDeadline() {
        var deadline = Context.current().getDeadline();
        return deadline == null ? null : Deadline.after(Duration.ofNanos(deadline.timeRemaining(TimeUnit.NANOSECONDS)));
    }
}
