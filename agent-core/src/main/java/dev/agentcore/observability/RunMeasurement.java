// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.observability;

import dev.agentcore.execution.RunEnd;
import dev.agentcore.execution.RunEvent;
import dev.agentcore.execution.RunObservation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Measures one run. From its start to its end, both on the slot's thread, log events carry the context of its call. Not
 * thread-safe.
 */
final class RunMeasurement implements RunObservation {
    private final RunTelemetry telemetry;
    private final RunSpans spans;
    private RunSpans.@Nullable Entered entered;
    private @Nullable String engine;

    RunMeasurement(RunTelemetry telemetry, RunSpans spans) {
        this.telemetry = telemetry;
        this.spans = spans;
    }

    @Override
    public void started(RunEvent.Started event) {
        entered = spans.enter();
        String executing = event.interpreter().engine();
        engine = executing;
        spans.started(executing);
        telemetry.started(executing);
    }

    @Override
    public void filesBegan() {
        spans.filesBegan();
    }

    @Override
    public void ending(RunEnd end) {
        if (entered == null) {
            entered = spans.enter();
        }
        switch (end) {
            case RunEnd.Finished finished -> spans.ending(outcome(end), finished.result());
            case RunEnd.Rejected rejected ->
                spans.notRun(
                        outcome(end), RunTelemetry.name(rejected.rejection().reason()));
            case RunEnd.Abandoned abandoned -> spans.notRun(outcome(end), null);
            case RunEnd.Failed failed -> spans.failed(outcome(end));
        }
    }

    @Override
    public void ended(RunEnd end, Duration outputWait) {
        try {
            switch (end) {
                case RunEnd.Finished finished -> {
                    telemetry.measured(outcome(end), engine, finished.result().usage(), outputWait);
                    spans.ended(finished.result().usage(), outputWait);
                }
                case RunEnd.Rejected rejected -> telemetry.rejected(rejected.rejection());
                case RunEnd.Abandoned abandoned -> {}
                case RunEnd.Failed failed -> {}
            }
            telemetry.ended(outcome(end), engine);
        } finally {
            if (entered != null) {
                entered.leave();
            }
        }
    }

    private static String outcome(RunEnd end) {
        return switch (end) {
            case RunEnd.Finished finished -> RunTelemetry.name(finished.result().outcome());
            case RunEnd.Rejected rejected -> RunTelemetry.REFUSED;
            case RunEnd.Abandoned abandoned -> RunTelemetry.ABANDONED;
            case RunEnd.Failed failed -> failed.started() ? RunTelemetry.INTERNAL_DEFECT : RunTelemetry.START_FAILED;
        };
    }
}
