// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import dev.agentcore.execution.Cancellation;
import dev.agentcore.execution.EventSink;
import dev.agentcore.execution.ExecutionEngine;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.ForwardingEventSink;
import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.execution.Refusal;
import dev.agentcore.execution.RunObserver;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the server out of service while runs fail by defects of ours, one after the other: then the guest is unusable, and
 * callers are better off elsewhere. A program of its own that succeeds brings it back. Safe for use by many threads.
 */
final class GuestHealth implements RunObserver {
    private static final Logger LOG = LoggerFactory.getLogger(GuestHealth.class);

    /** So many in a row are no accident. */
    static final int DEFECTS = 3;

    private static final PythonProgram PROBE = PythonProgram.of("print()");

    private final Health health;
    private final ScheduledExecutorService clock;
    private final Duration pause;
    private final ExecutionEngine engine;
    private final Limits limits;

    // Guarded by this.
    private int defects;
    private boolean probing;

    /**
     * Takes the guest for usable.
     *
     * @param clock says when it is time for a probe
     * @param pause how long to wait between probes
     * @param limits a probe's
     */
    GuestHealth(Health health, ScheduledExecutorService clock, Duration pause, ExecutionEngine engine, Limits limits) {
        this.health = health;
        this.clock = clock;
        this.pause = pause;
        this.engine = engine;
        this.limits = limits;
    }

    @Override
    public EventSink observe(ExecutionRequest request, EventSink sink) {
        return new ForwardingEventSink(sink) {
            @Override
            public void finished(ExecutionResult result) {
                super.finished(result);
                succeeded();
            }

            @Override
            public void failed(Throwable defect) {
                super.failed(defect);
                failedAgain();
            }
        };
    }

    private synchronized void succeeded() {
        defects = 0;
        if (probing) {
            probing = false;
            health.tell(true);
            LOG.info("The guest is usable again");
        }
    }

    private synchronized void failedAgain() {
        defects++;
        if (defects >= DEFECTS && !probing) {
            probing = true;
            health.tell(false);
            LOG.error(
                    "{} runs in a row failed by defects: the guest is unusable, and health says NOT_SERVING", defects);
            probeLater();
        }
    }

    private synchronized void probeLater() {
        if (probing && !clock.isShutdown()) {
            var unused = clock.schedule(this::probe, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void probe() {
        engine.submit(
                new ExecutionRequest(ExecutionId.random(), PROBE, limits, Map.of()), new Probe(), Cancellation.never());
    }

    private final class Probe implements EventSink {
        @Override
        public void started(ExecutionRequest request, Interpreter interpreter) {}

        @Override
        public void output(OutputStreamName stream, byte[] data, long offset) {}

        @Override
        public boolean file(OutputFile piece) {
            return true;
        }

        @Override
        public void finished(ExecutionResult result) {
            succeeded();
        }

        @Override
        public void refused(Refusal refusal) {
            if (refusal.reason() != Refusal.Reason.DRAINING) {
                probeLater();
            }
        }

        @Override
        public void abandoned() {
            probeLater();
        }

        @Override
        public void failed(Throwable defect) {
            probeLater();
        }
    }
}
