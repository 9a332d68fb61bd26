// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.observability;

import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.RejectedCall;
import dev.agentcore.execution.Rejection;
import dev.agentcore.execution.RunObservation;
import dev.agentcore.execution.RunObserver;
import dev.agentcore.execution.Usage;
import dev.agentcore.execution.engine.ExecutionEngine;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The metrics and spans of runs. Names and units follow OpenTelemetry's conventions for metrics: seconds and bytes;
 * {@code TELEMETRY.md} lists them all. All attributes have low cardinality. Thread-safe.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/general/metrics/">OpenTelemetry semantic conventions, metrics</a>
 */
public final class RunTelemetry implements RunObserver {
    /** The name of the instrumentation scope. */
    public static final String SCOPE = "dev.agentcore";

    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("agentcore.outcome");
    static final AttributeKey<String> ENGINE = AttributeKey.stringKey("agentcore.engine");
    static final AttributeKey<String> REASON = AttributeKey.stringKey("agentcore.refusal.reason");

    static final String REFUSED = "refused";
    static final String ABANDONED = "abandoned";
    static final String START_FAILED = "start_failed";
    static final String INTERNAL_DEFECT = "internal_defect";

    /** The ends of a request whose program was not started. No engine is named: none executed it. */
    private static final List<String> NOT_STARTED = List.of(REFUSED, ABANDONED, START_FAILED);

    /** The reasons to reject a run. Alerts rely on the others having no series before the first rejection. */
    private static final Set<Rejection.Reason> OF_RUNS = Set.of(
            Rejection.Reason.QUEUE_FULL,
            Rejection.Reason.QUEUE_TIMEOUT,
            Rejection.Reason.TENANT_QUEUE_FULL,
            Rejection.Reason.TENANT_RATE,
            Rejection.Reason.ABANDONED,
            Rejection.Reason.DRAINING,
            Rejection.Reason.OPERATOR);

    private static final List<Double> SECONDS = List.of(
            0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0);
    private static final List<Long> BYTES =
            List.of(0L, 1L << 10, 1L << 14, 1L << 18, 1L << 20, 1L << 24, 1L << 26, 1L << 28, 1L << 30);

    private final Tracer tracer;
    private final LongCounter submitted;
    private final LongCounter started;
    private final LongCounter ended;
    private final LongCounter rejections;
    private final DoubleHistogram duration;
    private final DoubleHistogram queueTime;
    private final DoubleHistogram cpuTime;
    private final DoubleHistogram startTime;
    private final DoubleHistogram outputWaits;
    private final LongHistogram peakMemory;
    private final LongHistogram output;
    private final Map<End, Attributes> ends = new ConcurrentHashMap<>();

    /** @param engine what executed the program; null if nothing did */
    private record End(String outcome, @Nullable String engine) {}

    /**
     * Creates the instruments.
     *
     * @param engine its gauges are read at each collection
     * @param serving whether health is SERVING; read at each collection
     */
    public RunTelemetry(OpenTelemetry openTelemetry, ExecutionEngine engine, BooleanSupplier serving) {
        tracer = openTelemetry.getTracer(SCOPE);
        Meter meter = openTelemetry.getMeter(SCOPE);
        submitted = counter(meter, "agentcore.runs.submitted", "{run}", "Valid requests");
        started = counter(meter, "agentcore.runs.started", "{run}", "Started programs");
        ended = counter(meter, "agentcore.runs.ended", "{run}", "Ended requests, by outcome");
        rejections = counter(meter, "agentcore.refusals", "{call}", "Rejected calls, by reason");
        tellOfZero(engine.images().stream()
                .map(image -> image.interpreter().engine())
                .distinct()
                .toList());
        duration = seconds(meter, "agentcore.run.duration", "Wall time of programs");
        queueTime = seconds(meter, "agentcore.run.queue.duration", "Queue time of programs");
        cpuTime = seconds(meter, "agentcore.run.cpu.time", "CPU time of programs");
        startTime = seconds(meter, "agentcore.sandbox.start.duration", "Time to create a sandbox");
        outputWaits = seconds(
                meter, "agentcore.run.output.wait", "Time that programs waited for their output to be delivered");
        peakMemory = bytes(meter, "agentcore.run.memory.peak", "Peak memory of programs");
        output = bytes(meter, "agentcore.run.output.size", "Output of programs, both streams");
        gauge(
                meter,
                "agentcore.serving",
                "",
                "1 if the health status is SERVING; 0 while the server starts or drains, or if its guest fails",
                now -> now.record(serving.getAsBoolean() ? 1 : 0));
        gauge(meter, "agentcore.slots", "{slot}", "Slots", now -> now.record(engine.slots()));
        gauge(meter, "agentcore.slots.used", "{slot}", "Slots in use", now -> now.record(engine.running()));
        gauge(
                meter,
                "agentcore.queue.capacity",
                "{run}",
                "Capacity of the queue",
                now -> now.record(engine.queueCapacity()));
        gauge(meter, "agentcore.queue.length", "{run}", "Queued programs", now -> now.record(engine.waiting()));
        gauge(
                meter,
                "agentcore.sandboxes.prepared",
                "{sandbox}",
                "Prepared sandboxes",
                now -> now.record(engine.prepared()));
    }

    /** Initializes all series at zero: a series that begins with its first event has no rate until the second. */
    private void tellOfZero(List<String> engines) {
        submitted.add(0);
        for (String engine : engines) {
            started.add(0, Attributes.of(ENGINE, engine));
            for (Outcome outcome : Outcome.values()) {
                ended.add(0, attributes(name(outcome), engine));
            }
            ended.add(0, attributes(INTERNAL_DEFECT, engine));
        }
        NOT_STARTED.forEach(outcome -> ended.add(0, attributes(outcome, null)));
        for (Rejection.Reason reason : OF_RUNS) {
            rejections.add(0, Attributes.of(REASON, name(reason)));
        }
    }

    private static LongCounter counter(Meter meter, String name, String unit, String description) {
        return meter.counterBuilder(name)
                .setUnit(unit)
                .setDescription(description)
                .build();
    }

    private static DoubleHistogram seconds(Meter meter, String name, String description) {
        return meter.histogramBuilder(name)
                .setUnit("s")
                .setDescription(description)
                .setExplicitBucketBoundariesAdvice(SECONDS)
                .build();
    }

    private static LongHistogram bytes(Meter meter, String name, String description) {
        return meter.histogramBuilder(name)
                .ofLongs()
                .setUnit("By")
                .setDescription(description)
                .setExplicitBucketBoundariesAdvice(BYTES)
                .build();
    }

    private static void gauge(
            Meter meter, String name, String unit, String description, Consumer<ObservableLongMeasurement> now) {
        // Closed with the SDK.
        var unused = meter.gaugeBuilder(name)
                .ofLongs()
                .setUnit(unit)
                .setDescription(description)
                .buildWithCallback(now);
    }

    @Override
    public RunObservation submitted(ExecutionRequest request, @Nullable String peer) {
        submitted.add(1);
        return new RunMeasurement(this, new RunSpans(tracer, Context.current(), request));
    }

    @Override
    public void rejected(RejectedCall call) {
        rejections.add(1, Attributes.of(REASON, call.reason().toLowerCase(Locale.ROOT)));
    }

    void started(String engine) {
        started.add(1, Attributes.of(ENGINE, engine));
    }

    void rejected(Rejection rejection) {
        rejections.add(1, Attributes.of(REASON, name(rejection.reason())));
    }

    /**
     * A run has ended, whether or not its program ran.
     *
     * @param engine what executed the program; null if nothing did
     */
    void ended(String outcome, @Nullable String engine) {
        ended.add(1, attributes(outcome, engine));
    }

    /**
     * A run whose program ran has ended.
     *
     * @param engine what executed the program; null if nothing did
     * @param outputWait how long the program waited for its output to be delivered
     */
    void measured(String outcome, @Nullable String engine, Usage usage, Duration outputWait) {
        Attributes attributes = attributes(outcome, engine);
        duration.record(seconds(usage.wallTime()), attributes);
        queueTime.record(seconds(usage.queueTime()));
        cpuTime.record(seconds(usage.cpuTime()), attributes);
        startTime.record(
                seconds(usage.startTime()), engine == null ? Attributes.empty() : Attributes.of(ENGINE, engine));
        outputWaits.record(seconds(outputWait));
        peakMemory.record(usage.peakMemoryBytes(), attributes);
        output.record(usage.stdoutBytes() + usage.stderrBytes(), attributes);
    }

    private Attributes attributes(String outcome, @Nullable String engine) {
        return ends.computeIfAbsent(
                new End(outcome, engine),
                end -> end.engine() == null
                        ? Attributes.of(OUTCOME, end.outcome())
                        : Attributes.of(OUTCOME, end.outcome(), ENGINE, end.engine()));
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
