// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
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
import dev.agentcore.replay.Claim;
import dev.agentcore.replay.Reader;
import dev.agentcore.replay.RememberedRun;
import dev.agentcore.replay.RememberedRuns;
import dev.agentcore.replay.RequestKey;
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
    private final RememberedRuns remembered;
    private final ScheduledExecutorService clock;
    private final Duration silence;
    private final List<RunObserver> observers;

    /**
     * Composes a service.
     *
     * @param engine runs the programs
     * @param policy defaults and bounds of their limits
     * @param serverVersion this server's own
     * @param remembered the runs of requests with an id
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
            RememberedRuns remembered,
            ScheduledExecutorService clock,
            Duration silence,
            List<RunObserver> observers) {
        this.engine = engine;
        this.policy = policy;
        this.remembered = remembered;
        this.clock = clock;
        this.silence = silence;
        this.observers = List.copyOf(observers);
        validator = new RequestValidator(
                policy, engine.resultFormats(), remembered.time().isPositive());
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
                .setReplayTime(Durations.toProto(remembered.time()))
                .build();
    }

    /** The same service with nobody who watches, for runs that nobody asked for. */
    public ExecutionGrpcService unobserved() {
        return new ExecutionGrpcService(
                engine,
                policy,
                capabilities.getServerVersion(),
                capabilities.getMountPathsList(),
                remembered,
                clock,
                silence,
                List.of());
    }

    @Override
    public void executePython(ExecutePythonRequest request, StreamObserver<ExecutePythonResponse> responses) {
        try {
            List<FieldViolation> violations = validator.validate(request);
            var call = (ServerCallStreamObserver<ExecutePythonResponse>) responses;
            if (!violations.isEmpty()) {
                responses.onError(StatusMapping.invalid(violations));
            } else if (request.hasRequestId()) {
                submitOnce(request, call);
            } else {
                submit(toDomain(ExecutionId.random(), request), call);
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
        StreamingEventSink sink = sinkOf(call, run.id(), StreamingEventSink.Patience.RUN);
        call.setOnCancelHandler(() -> {
            cancellation.request();
            sink.callCancelled();
        });
        engine.submit(run, observed(run, sink), cancellation);
    }

    private void submitOnce(ExecutePythonRequest request, ServerCallStreamObserver<ExecutePythonResponse> call) {
        var key = new RequestKey(CallerIdentity.tenant(), request.getRequestId());
        Claim claim = remembered.claim(
                key, RequestDigest.of(request), id -> sinkOf(call, id, StreamingEventSink.Patience.REPLAY));
        switch (claim) {
            case Claim.First first -> {
                follow(call, first.reader());
                begin(first.run(), request);
            }
            case Claim.Again again -> {
                CallWatch.submitted();
                LOG.info("Execution {} is read by another call", again.execution());
                follow(call, again.reader());
            }
            case Claim.Refused refused -> call.onError(StatusMapping.unclaimed(refused));
        }
    }

    private static void follow(ServerCallStreamObserver<ExecutePythonResponse> call, Reader reader) {
        call.setOnCancelHandler(reader::leave);
        reader.start();
    }

    /** From here on the run tells its calls how it ends, also if it cannot begin. */
    private void begin(RememberedRun remembering, ExecutePythonRequest request) {
        try {
            ExecutionRequest run = toDomain(remembering.id(), request);
            engine.submit(run, observed(run, remembering), remembering.cancellation());
        } catch (RuntimeException | OutOfMemoryError defect) {
            LOG.error("Execution {} could not be submitted", remembering.id(), defect);
            remembering.failed(defect);
        }
    }

    private StreamingEventSink sinkOf(
            ServerCallStreamObserver<ExecutePythonResponse> call,
            ExecutionId id,
            StreamingEventSink.Patience patience) {
        var sink = new StreamingEventSink(call, id, clock, silence, patience);
        call.setOnReadyThreshold(StreamingEventSink.ROOM_BYTES);
        call.setOnReadyHandler(sink::callReady);
        return sink;
    }

    private ExecutionRequest toDomain(ExecutionId id, ExecutePythonRequest request) {
        return RequestMapping.toDomain(id, request, CallerIdentity.tenant(), policy, callDeadline());
    }

    private EventSink observed(ExecutionRequest run, EventSink sink) {
        EventSink observed = sink;
        for (RunObserver observer : observers) {
            observed = observer.observe(run, observed);
        }
        CallWatch.submitted();
        return observed;
    }

    private static @Nullable Deadline callDeadline() {
        var deadline = Context.current().getDeadline();
        return deadline == null ? null : Deadline.after(Duration.ofNanos(deadline.timeRemaining(TimeUnit.NANOSECONDS)));
    }
}
