// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.observability;

import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.PrintableText;
import dev.agentcore.execution.Rejection;
import dev.agentcore.execution.RunEnd;
import dev.agentcore.execution.RunEvent;
import dev.agentcore.execution.RunObservation;
import dev.agentcore.execution.RunObserver;
import dev.agentcore.execution.Usage;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Logs one line for each run when it has ended. Neither the program nor its output is logged. Thread-safe. */
public final class RunLog implements RunObserver {
    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);

    @Override
    public RunObservation submitted(ExecutionRequest request, @Nullable String peer) {
        return new LoggedRun(request);
    }

    private static final class LoggedRun implements RunObservation {
        private final ExecutionRequest request;
        private @Nullable String engine;

        LoggedRun(ExecutionRequest request) {
            this.request = request;
        }

        @Override
        public void started(RunEvent.Started started) {
            engine = started.interpreter().engine();
        }

        @Override
        public void ended(RunEnd end, Duration outputWait) {
            switch (end) {
                case RunEnd.Finished finished -> finished(finished.result());
                case RunEnd.Rejected rejected -> rejected(rejected.rejection());
                case RunEnd.Abandoned abandoned ->
                    line(Level.INFO, "ABANDONED")
                            .log("Execution {} abandoned before it began, labels {}", request.id(), labels());
                case RunEnd.Failed failed ->
                    line(Level.ERROR, "INTERNAL_DEFECT")
                            .setCause(failed.cause())
                            .log("Execution {} failed by an internal error, labels {}", request.id(), labels());
            }
        }

        private void finished(ExecutionResult result) {
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
                    "Execution {} {}: exit code {}, wall {} ms, cpu {} ms, queued {} ms, output {} bytes, engine {}, labels {}",
                    request.id(),
                    result.outcome(),
                    result.exitCode().isPresent() ? result.exitCode().getAsInt() : "none",
                    millis(usage.wallTime()),
                    millis(usage.cpuTime()),
                    millis(usage.queueTime()),
                    usage.stdoutBytes() + usage.stderrBytes(),
                    engine,
                    labels());
        }

        private void rejected(Rejection rejection) {
            line(Level.INFO, "REFUSED")
                    .addKeyValue("reason", rejection.reason().name())
                    .log("Execution {} rejected: {}, labels {}", request.id(), rejection.reason(), labels());
        }

        /** A line with the key-value pairs of every run, for JSON logs; the text format has the message only. */
        private LoggingEventBuilder line(Level level, String outcome) {
            LoggingEventBuilder line = LOG.atLevel(level)
                    .addKeyValue("execution_id", request.id().value())
                    .addKeyValue("tenant", request.tenant().name())
                    .addKeyValue("outcome", outcome)
                    .addKeyValue("labels", request.labels());
            return engine == null ? line : line.addKeyValue("engine", engine);
        }

        private static double exactMillis(Duration time) {
            return time.toNanos() / 1e6;
        }

        private static String millis(Duration time) {
            return String.format(Locale.ROOT, "%.1f", time.toNanos() / 1e6);
        }

        /** Callers choose the labels: characters that could forge a log line are escaped. */
        private Map<String, String> labels() {
            return request.labels().entrySet().stream()
                    .collect(Collectors.toMap(
                            label -> PrintableText.of(label.getKey()),
                            label -> PrintableText.of(label.getValue()),
                            (one, other) -> one,
                            TreeMap::new));
        }
    }
}
