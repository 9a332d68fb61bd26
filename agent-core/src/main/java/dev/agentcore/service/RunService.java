// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service;

import dev.agentcore.execution.Deadline;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.ProgramFile;
import dev.agentcore.execution.PythonImage;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.execution.RejectedCall;
import dev.agentcore.execution.Rejection;
import dev.agentcore.execution.RunEnd;
import dev.agentcore.execution.RunObservation;
import dev.agentcore.execution.RunObserver;
import dev.agentcore.execution.Ticker;
import dev.agentcore.execution.Violation;
import dev.agentcore.execution.engine.ExecutionEngine;
import dev.agentcore.service.delivery.IdempotencyClaim;
import dev.agentcore.service.delivery.RequestKey;
import dev.agentcore.service.delivery.RunDelivery;
import dev.agentcore.service.delivery.RunJournal;
import dev.agentcore.service.delivery.RunStream;
import dev.agentcore.service.delivery.Subscription;
import dev.agentcore.service.identity.Caller;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs programs for callers: validates a request, claims its id, has its run observed, and submits it to the engine. Never
 * blocks. Thread-safe.
 *
 * <p>All faces go through here, so that limits, identity, quotas, audit and metrics are the same for all of them. Whatever
 * happens, a stream that is handed over gets exactly one end.
 */
public final class RunService {
    private static final Logger LOG = LoggerFactory.getLogger(RunService.class);

    private final ExecutionEngine engine;
    private final Capabilities capabilities;
    private final RequestValidator validator;
    private final RunDelivery delivery;
    private final List<RunObserver> observers;
    private final Ticker ticker;
    private final Duration retryAfter;
    private volatile boolean open;

    /**
     * Composes the service; it rejects all requests until it is {@linkplain #open opened}.
     *
     * @param engine runs the programs
     * @param capabilities the capabilities that it reports
     * @param delivery delivers the events of runs
     * @param observers observe each run; the first sees it first and leaves it last
     * @param ticker measures
     * @param retryAfter the retry delay sent to callers while the service is not open
     */
    public RunService(
            ExecutionEngine engine,
            Capabilities capabilities,
            RunDelivery delivery,
            List<RunObserver> observers,
            Ticker ticker,
            Duration retryAfter) {
        this.engine = engine;
        this.capabilities = capabilities;
        this.delivery = delivery;
        this.observers = List.copyOf(observers);
        this.ticker = ticker;
        this.retryAfter = retryAfter;
        validator = new RequestValidator(
                capabilities.limits(),
                capabilities.resultFormats(),
                capabilities.retentionTime().isPositive(),
                capabilities.images().stream().map(PythonImage::name).collect(Collectors.toSet()));
    }

    /** An open copy without observers, for warm-up runs. */
    public RunService unobserved() {
        var copy = new RunService(engine, capabilities, delivery, List.of(), ticker, retryAfter);
        copy.open();
        return copy;
    }

    /** Accepts requests from now on. */
    public void open() {
        open = true;
    }

    /** Why no request is accepted yet; null once the service is open. */
    public @Nullable Rejection notReady() {
        return open ? null : new Rejection.Starting(retryAfter);
    }

    /** What the service offers. */
    public Capabilities capabilities() {
        return capabilities;
    }

    /** A deadline for a request's caller, on the service's ticker. */
    public Deadline deadlineAfter(Duration remaining) {
        return Deadline.after(remaining, ticker);
    }

    /** Tells observers of a call that a face or its protocol rejected before there was a request. */
    public void rejected(RejectedCall call) {
        observers.forEach(observer -> observer.rejected(call));
    }

    /**
     * Runs a program. Returns at once; the stream gets the run's events, or its rejection.
     *
     * @param caller who calls
     * @param request what to run; checked here
     * @param stream the caller's
     * @return the subscription that the face reports the caller's stream to
     */
    public Subscription submit(Caller caller, RunRequest request, RunStream stream) {
        Rejection rejection = check(request);
        if (rejection != null) {
            return reject(caller, request, stream, rejection);
        }
        if (request.requestId() == null) {
            RunDelivery.Live live = delivery.live(stream);
            begin(caller, request, live.journal());
            return live.subscription();
        }
        var key = new RequestKey(caller.tenant(), request.requestId());
        return switch (delivery.claim(key, RequestDigest.of(request), stream)) {
            case IdempotencyClaim.First first -> {
                begin(caller, request, first.journal());
                yield first.subscription();
            }
            case IdempotencyClaim.Joined joined -> {
                LOG.info("Execution {} has another reader", joined.execution());
                yield joined.subscription();
            }
            case IdempotencyClaim.Rejected rejected -> reject(caller, request, stream, rejected.rejection());
        };
    }

    private @Nullable Rejection check(RunRequest request) {
        Rejection notReady = notReady();
        if (notReady != null) {
            return notReady;
        }
        List<Violation> violations = validator.validate(request);
        return violations.isEmpty() ? null : new Rejection.InvalidRequest(violations);
    }

    private Subscription reject(Caller caller, RunRequest request, RunStream stream, Rejection rejection) {
        rejected(new RejectedCall(
                rejection.reason().name(), caller.method(), caller.tenant(), caller.peer(), request.code()));
        stream.end(new RunEnd.Rejected(rejection));
        return Ended.SUBSCRIPTION;
    }

    /** From here on the journal delivers the end of the run to its readers, also if the run cannot begin. */
    private void begin(Caller caller, RunRequest request, RunJournal journal) {
        try {
            ExecutionRequest run = toRun(journal.id(), caller, request);
            List<RunObservation> observations = observers.stream()
                    .map(observer -> observer.submitted(run, caller.peer()))
                    .toList();
            engine.submit(run, new ObservedRun(journal, observations, ticker), journal.cancellation());
        } catch (RuntimeException | OutOfMemoryError error) {
            LOG.error("Execution {} could not be submitted", journal.id(), error);
            journal.end(new RunEnd.Failed(journal.id(), error, false));
        }
    }

    private ExecutionRequest toRun(ExecutionId id, Caller caller, RunRequest request) {
        var program = new PythonProgram(
                request.code(),
                request.arguments(),
                request.environment(),
                request.stdin(),
                request.files().stream()
                        .map(file -> new ProgramFile(file.path(), file.content()))
                        .toList(),
                request.resultFormat(),
                request.outputPaths().stream().map(OutputPaths::absolute).toList());
        return new ExecutionRequest(
                id,
                caller.tenant(),
                program,
                request.limits().orElse(capabilities.limits().defaults()),
                request.labels(),
                request.deadline(),
                request.image());
    }

    /** The subscription of a stream that has ended: ignores everything. */
    private enum Ended implements Subscription {
        SUBSCRIPTION;

        @Override
        public void ready() {}

        @Override
        public void cancel() {}
    }
}
