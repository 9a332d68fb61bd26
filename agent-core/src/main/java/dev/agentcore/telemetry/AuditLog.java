// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.telemetry;

import dev.agentcore.execution.EventSink;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.ForwardingEventSink;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.Refusal;
import dev.agentcore.execution.RunObserver;
import dev.agentcore.execution.Sha256;
import dev.agentcore.execution.TurnedAway;
import dev.agentcore.execution.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Who had what run, when, and what became of it: one event for each call that wanted a program run, by a logger of its own
 * whose name is {@value #NAME}. What an event holds are key-value pairs, so that a logger's encoder makes JSON of them;
 * {@code TELEMETRY.md} lists them. Safe for use by many threads.
 */
public final class AuditLog implements RunObserver {
    /** The logger's. */
    public static final String NAME = "dev.agentcore.audit";

    private static final Logger LOG = LoggerFactory.getLogger(NAME);

    private final boolean withCode;
    private final Supplier<@Nullable String> peer;

    /**
     * Has logged nothing yet.
     *
     * @param withCode whether the programs themselves are logged, and not their hashes alone
     * @param peer where the current call comes from; null if that is not known
     */
    public AuditLog(boolean withCode, Supplier<@Nullable String> peer) {
        this.withCode = withCode;
        this.peer = peer;
    }

    @Override
    public EventSink observe(ExecutionRequest request, EventSink sink) {
        return new AuditSink(request, peer.get(), sink);
    }

    @Override
    public void turnedAway(TurnedAway call) {
        var event = new LinkedHashMap<String, Object>();
        event.put("method", call.method());
        if (call.tenant() != null) {
            event.put("tenant", call.tenant().name());
        }
        putPeer(event, call.peer());
        if (call.code() != null) {
            putCode(event, call.code());
        }
        event.put("outcome", "TURNED_AWAY");
        event.put("reason", call.reason());
        log("call", event);
    }

    private static void log(String name, Map<String, Object> event) {
        LoggingEventBuilder line = LOG.atInfo();
        for (var pair : event.entrySet()) {
            line = line.addKeyValue(pair.getKey(), pair.getValue());
        }
        line.log(name);
    }

    private void putCode(Map<String, Object> event, String code) {
        byte[] bytes = code.getBytes(StandardCharsets.UTF_8);
        event.put("code_sha256", HexFormat.of().formatHex(Sha256.newDigest().digest(bytes)));
        event.put("code_bytes", bytes.length);
        if (withCode) {
            event.put("code", code);
        }
    }

    private static void putPeer(Map<String, Object> event, @Nullable String peer) {
        if (peer != null) {
            event.put("peer", peer);
        }
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }

    /** What is told to a caller is on record by then. */
    private final class AuditSink extends ForwardingEventSink {
        private final ExecutionRequest request;
        private final @Nullable String peer;

        AuditSink(ExecutionRequest request, @Nullable String peer, EventSink sink) {
            super(sink);
            this.request = request;
            this.peer = peer;
        }

        @Override
        public void finished(ExecutionResult result) {
            Usage usage = result.usage();
            Map<String, Object> event = event(result.outcome().name());
            result.exitCode().ifPresent(code -> event.put("exit_code", code));
            event.put("wall_ms", millis(usage.wallTime()));
            event.put("cpu_ms", millis(usage.cpuTime()));
            event.put("queue_ms", millis(usage.queueTime()));
            event.put("memory_peak_bytes", usage.peakMemoryBytes());
            event.put("stdout_bytes", usage.stdoutBytes());
            event.put("stderr_bytes", usage.stderrBytes());
            logThen(event, () -> super.finished(result));
        }

        @Override
        public void refused(Refusal refusal) {
            Map<String, Object> event = event("REFUSED");
            event.put("reason", refusal.reason().name());
            logThen(event, () -> super.refused(refusal));
        }

        @Override
        public void abandoned() {
            logThen(event("ABANDONED"), super::abandoned);
        }

        @Override
        public void failed(Throwable defect) {
            logThen(event("INTERNAL_DEFECT"), () -> super.failed(defect));
        }

        /** Whatever becomes of the log, the caller must hear of its end. */
        private void logThen(Map<String, Object> event, Runnable end) {
            try {
                log("run", event);
            } finally {
                end.run();
            }
        }

        private Map<String, Object> event(String outcome) {
            var event = new LinkedHashMap<String, Object>();
            event.put("execution_id", request.id().value());
            event.put("tenant", request.tenant().name());
            putPeer(event, peer);
            putCode(event, request.program().code());
            event.put("stdin_bytes", request.program().stdin().size());
            event.put("files", request.program().files().size());
            event.put("labels", request.labels());
            Limits limits = request.limits();
            event.put("limit_wall_ms", millis(limits.wallTime()));
            event.put("limit_cpu_ms", millis(limits.cpuTime()));
            event.put("limit_memory_bytes", limits.memoryBytes());
            event.put("limit_output_bytes", limits.outputBytes());
            event.put("limit_scratch_bytes", limits.scratchBytes());
            event.put("outcome", outcome);
            return event;
        }
    }
}
