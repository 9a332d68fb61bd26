// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.observability;

import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.Usage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The spans of one run: attributes on the call's span, and one child span for each phase. The child spans are created when
 * the run has ended, from times that are measured anyway: they cost the guest's thread nothing. Not thread-safe.
 */
final class RunSpans {
    private static final AttributeKey<String> EXECUTION_ID = AttributeKey.stringKey("agentcore.execution_id");
    private static final AttributeKey<String> TENANT = AttributeKey.stringKey("agentcore.tenant");
    private static final AttributeKey<Long> EXIT_CODE = AttributeKey.longKey("agentcore.exit_code");
    private static final AttributeKey<Double> CPU_TIME = AttributeKey.doubleKey("agentcore.cpu_seconds");
    private static final AttributeKey<Long> PEAK_MEMORY = AttributeKey.longKey("agentcore.memory_peak_bytes");
    private static final AttributeKey<Long> OUTPUT = AttributeKey.longKey("agentcore.output_bytes");
    private static final AttributeKey<Double> WAIT = AttributeKey.doubleKey("agentcore.wait_seconds");

    private final Tracer tracer;
    private final Context parent;
    private final Span call;
    private final boolean recorded;
    private final String id;
    private final long submittedNanos = System.nanoTime();
    private final long submittedEpochNanos;
    private long startedNanos;
    private long filesBeganNanos;
    private long endingNanos;

    /** @param parent holds the call's span */
    RunSpans(Tracer tracer, Context parent, ExecutionRequest request) {
        this.tracer = tracer;
        this.parent = parent;
        call = Span.fromContext(parent);
        // Read now: once the call has ended, its span no longer records, but its children do.
        recorded = call.isRecording();
        id = request.id().value();
        Instant now = Instant.now();
        submittedEpochNanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        call.setAttribute(EXECUTION_ID, id)
                .setAttribute(TENANT, request.tenant().name());
    }

    /** The call's context on the current thread, until the thread leaves it. */
    interface Entered {
        void leave();
    }

    /** Makes the call's context current on this thread, so that logs name the trace. */
    @SuppressWarnings("MustBeClosedChecker") // the caller leaves, but in another method
    Entered enter() {
        Scope scope = parent.makeCurrent();
        if (!call.getSpanContext().isValid()) {
            return scope::close;
        }
        MDC.put("trace_id", call.getSpanContext().getTraceId());
        MDC.put("span_id", call.getSpanContext().getSpanId());
        return () -> {
            MDC.remove("trace_id");
            MDC.remove("span_id");
            scope.close();
        };
    }

    void started(String engine) {
        startedNanos = System.nanoTime();
        call.setAttribute(RunTelemetry.ENGINE, engine);
    }

    void filesBegan() {
        filesBeganNanos = System.nanoTime();
    }

    /** Must be called before the call ends: its span takes no attributes after that. */
    void ending(String outcome, ExecutionResult result) {
        endingNanos = System.nanoTime();
        call.setAttribute(RunTelemetry.OUTCOME, outcome);
        result.exitCode().ifPresent(code -> call.setAttribute(EXIT_CODE, (long) code));
    }

    /** The run has ended, and gRPC has all of its events. */
    void ended(Usage usage, Duration outputWait) {
        if (!recorded) {
            return;
        }
        long now = System.nanoTime();
        phase(
                "agentcore.queue",
                submittedNanos,
                submittedNanos + usage.queueTime().toNanos());
        phase("agentcore.clone", startedNanos - usage.startTime().toNanos(), startedNanos);
        Span run = begin("agentcore.run", startedNanos)
                .setAttribute(CPU_TIME, RunTelemetry.seconds(usage.cpuTime()))
                .setAttribute(PEAK_MEMORY, usage.peakMemoryBytes());
        end(run, startedNanos + usage.wallTime().toNanos());
        if (filesBeganNanos != 0) {
            phase("agentcore.files", filesBeganNanos, endingNanos);
        }
        Span stream = begin("agentcore.stream", startedNanos)
                .setAttribute(OUTPUT, usage.stdoutBytes() + usage.stderrBytes())
                .setAttribute(WAIT, RunTelemetry.seconds(outputWait));
        end(stream, now);
    }

    /** The run was rejected or abandoned before its program started. */
    void notRun(String outcome, @Nullable String reason) {
        call.setAttribute(RunTelemetry.OUTCOME, outcome);
        if (reason != null) {
            call.setAttribute(RunTelemetry.REASON, reason);
        }
        if (recorded) {
            phase("agentcore.queue", submittedNanos, System.nanoTime());
        }
    }

    /** The run failed with an internal error. The span carries no details; the log does. */
    void failed(String outcome) {
        call.setAttribute(RunTelemetry.OUTCOME, outcome);
        call.setStatus(StatusCode.ERROR, "internal error");
    }

    private void phase(String name, long began, long ended) {
        end(begin(name, began), ended);
    }

    private Span begin(String name, long nanos) {
        return tracer.spanBuilder(name)
                .setParent(parent)
                .setStartTimestamp(epochNanos(nanos), TimeUnit.NANOSECONDS)
                .setAttribute(EXECUTION_ID, id)
                .startSpan();
    }

    private void end(Span span, long nanos) {
        span.end(epochNanos(nanos), TimeUnit.NANOSECONDS);
    }

    private long epochNanos(long nanos) {
        return submittedEpochNanos + (nanos - submittedNanos);
    }
}
