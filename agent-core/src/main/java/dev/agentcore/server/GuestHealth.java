// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import dev.agentcore.execution.Cancellation;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.execution.Rejection;
import dev.agentcore.execution.RunEnd;
import dev.agentcore.execution.RunEvent;
import dev.agentcore.execution.RunEvents;
import dev.agentcore.execution.RunObservation;
import dev.agentcore.execution.RunObserver;
import dev.agentcore.execution.engine.ExecutionEngine;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets health to NOT_SERVING when several consecutive runs fail with internal errors: the guest is unusable then, and
 * another server can serve the callers. A successful probe restores SERVING. Thread-safe.
 */
final class GuestHealth implements RunObserver {
    private static final Logger LOG = LoggerFactory.getLogger(GuestHealth.class);

    /** Consecutive failures until the guest counts as unusable; fewer may be chance. */
    static final int FAILURES = 3;

    private static final PythonProgram PROBE = PythonProgram.of("print()");

    private final Health health;
    private final ScheduledExecutorService clock;
    private final Duration pause;
    private final ExecutionEngine engine;
    private final Limits limits;

    // Guarded by this.
    private int failures;
    private boolean probing;

    /**
     * Starts with a usable guest.
     *
     * @param clock schedules the probes
     * @param pause the time between two probes
     * @param limits the limits of a probe
     */
    GuestHealth(Health health, ScheduledExecutorService clock, Duration pause, ExecutionEngine engine, Limits limits) {
        this.health = health;
        this.clock = clock;
        this.pause = pause;
        this.engine = engine;
        this.limits = limits;
    }

    @Override
    public RunObservation submitted(ExecutionRequest request, @Nullable String peer) {
        return new RunObservation() {
            @Override
            public void ended(RunEnd end, Duration outputWait) {
                switch (end) {
                    case RunEnd.Finished finished -> succeeded();
                    case RunEnd.Failed failed -> failedAgain();
                    case RunEnd.Rejected rejected -> {}
                    case RunEnd.Abandoned abandoned -> {}
                }
            }
        };
    }

    private synchronized void succeeded() {
        failures = 0;
        if (probing) {
            probing = false;
            health.setServing(true);
            LOG.info("The guest is usable again");
        }
    }

    private synchronized void failedAgain() {
        failures++;
        if (failures >= FAILURES && !probing) {
            probing = true;
            health.setServing(false);
            LOG.error(
                    "{} consecutive runs failed with internal errors: the guest is unusable; health is NOT_SERVING",
                    failures);
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

    private final class Probe implements RunEvents {
        @Override
        public boolean next(RunEvent event) {
            return true;
        }

        @Override
        public void end(RunEnd end) {
            switch (end) {
                case RunEnd.Finished finished -> succeeded();
                case RunEnd.Rejected rejected -> {
                    if (rejected.rejection().reason() != Rejection.Reason.DRAINING) {
                        probeLater();
                    }
                }
                case RunEnd.Abandoned abandoned -> probeLater();
                case RunEnd.Failed failed -> probeLater();
            }
        }
    }
}
