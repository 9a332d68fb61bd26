// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.grpc;

import dev.agentcore.execution.EventSink;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.ForwardingEventSink;
import dev.agentcore.execution.Refusal;
import dev.agentcore.execution.Usage;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs one line for each run, when it has ended, and passes its events on. Nothing that the program holds or prints is
 * logged.
 */
public final class RunLog extends ForwardingEventSink {
    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);

    private final ExecutionRequest request;

    /**
     * Has logged nothing yet.
     *
     * @param request the run's
     * @param sink hears of it first
     */
    public RunLog(ExecutionRequest request, EventSink sink) {
        super(sink);
        this.request = request;
    }

    @Override
    public void finished(ExecutionResult result) {
        super.finished(result);
        if (!LOG.isInfoEnabled()) {
            return;
        }
        Usage usage = result.usage();
        LoggingEventBuilder line = line(Level.INFO, result.outcome().name())
                .addKeyValue(
                        "exit_code",
                        result.exitCode().isPresent() ? result.exitCode().getAsInt() : null)
                .addKeyValue("wall_ms", exactMillis(usage.wallTime()))
                .addKeyValue("cpu_ms", exactMillis(usage.cpuTime()))
                .addKeyValue("queue_ms", exactMillis(usage.queueTime()))
                .addKeyValue("memory_peak_bytes", usage.peakMemoryBytes())
                .addKeyValue("output_bytes", usage.stdoutBytes() + usage.stderrBytes());
        line.log(
                "Execution {} {}: exit code {}, wall {} ms, cpu {} ms, queued {} ms, output {} bytes, labels {}",
                request.id(),
                result.outcome(),
                result.exitCode().isPresent() ? result.exitCode().getAsInt() : "none",
                millis(usage.wallTime()),
                millis(usage.cpuTime()),
                millis(usage.queueTime()),
                usage.stdoutBytes() + usage.stderrBytes(),
                labels());
    }

    @Override
    public void refused(Refusal refusal) {
        super.refused(refusal);
        line(Level.INFO, "REFUSED")
                .addKeyValue("reason", refusal.reason().name())
                .log("Execution {} refused: {}, labels {}", request.id(), refusal.reason(), labels());
    }

    @Override
    public void abandoned() {
        super.abandoned();
        line(Level.INFO, "ABANDONED").log("Execution {} abandoned before it began, labels {}", request.id(), labels());
    }

    @Override
    public void failed(Throwable defect) {
        super.failed(defect);
        line(Level.ERROR, "INTERNAL_DEFECT")
                .setCause(defect)
                .log("Execution {} failed by a defect of the server, labels {}", request.id(), labels());
    }

    /** One with what is told of every run, for logs that are read by machines; people read the message. */
    private LoggingEventBuilder line(Level level, String outcome) {
        return LOG.atLevel(level)
                .addKeyValue("execution_id", request.id().value())
                .addKeyValue("tenant", request.tenant().name())
                .addKeyValue("outcome", outcome)
                .addKeyValue("labels", request.labels());
    }

    private static double exactMillis(Duration time) {
        return time.toNanos() / 1e6;
    }

    private static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toNanos() / 1e6);
    }

    /** The caller chose the labels' words, so what could forge a line of the log is escaped. */
    private Map<String, String> labels() {
        return request.labels().entrySet().stream()
                .collect(Collectors.toMap(
                        label -> PrintableText.of(label.getKey()),
                        label -> PrintableText.of(label.getValue()),
                        (one, other) -> one,
                        TreeMap::new));
    }
}
