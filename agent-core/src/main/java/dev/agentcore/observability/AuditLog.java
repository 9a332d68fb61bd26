// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.observability;

import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.RejectedCall;
import dev.agentcore.execution.RunEnd;
import dev.agentcore.execution.RunEvent;
import dev.agentcore.execution.RunObservation;
import dev.agentcore.execution.RunObserver;
import dev.agentcore.execution.Sha256;
import dev.agentcore.execution.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Records who ran what, when, and the outcome: one event for each call that requested a run, by a logger named
 * {@value #NAME}. An event consists of key-value pairs, which a logger's encoder turns into JSON; {@code TELEMETRY.md} lists
 * them. Thread-safe.
 */
public final class AuditLog implements RunObserver {
    /** The name of the logger. */
    public static final String NAME = "dev.agentcore.audit";

    private static final Logger LOG = LoggerFactory.getLogger(NAME);

    private final boolean withCode;

    /** @param withCode whether the programs themselves are logged, beside their hashes */
    public AuditLog(boolean withCode) {
        this.withCode = withCode;
    }

    @Override
    public RunObservation submitted(ExecutionRequest request, @Nullable String peer) {
        return new AuditedRun(request, peer);
    }

    @Override
    public void rejected(RejectedCall call) {
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

    /** Logs before the caller gets the result: every result that a caller has seen is on record. */
    private final class AuditedRun implements RunObservation {
        private final ExecutionRequest request;
        private final @Nullable String peer;
        private @Nullable String engine;

        AuditedRun(ExecutionRequest request, @Nullable String peer) {
            this.request = request;
            this.peer = peer;
        }

        @Override
        public void started(RunEvent.Started started) {
            engine = started.interpreter().engine();
        }

        @Override
        public void ending(RunEnd end) {
            log("run", eventOf(end));
        }

        private Map<String, Object> eventOf(RunEnd end) {
            return switch (end) {
                case RunEnd.Finished finished -> finished(finished.result());
                case RunEnd.Rejected rejected -> {
                    Map<String, Object> event = event("REFUSED");
                    event.put("reason", rejected.rejection().reason().name());
                    yield event;
                }
                case RunEnd.Abandoned abandoned -> event("ABANDONED");
                case RunEnd.Failed failed -> event("INTERNAL_DEFECT");
            };
        }

        private Map<String, Object> finished(ExecutionResult result) {
            Usage usage = result.usage();
            Map<String, Object> event = event(result.outcome().name());
            result.exitCode().ifPresent(code -> event.put("exit_code", code));
            event.put("wall_ms", millis(usage.wallTime()));
            event.put("cpu_ms", millis(usage.cpuTime()));
            event.put("queue_ms", millis(usage.queueTime()));
            event.put("memory_peak_bytes", usage.peakMemoryBytes());
            event.put("stdout_bytes", usage.stdoutBytes());
            event.put("stderr_bytes", usage.stderrBytes());
            return event;
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
            event.put("limit_threads", limits.threads());
            if (engine != null) {
                event.put("engine", engine);
            }
            event.put("outcome", outcome);
            return event;
        }
    }
}
