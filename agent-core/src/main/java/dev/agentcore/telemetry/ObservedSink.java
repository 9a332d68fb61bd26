// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.telemetry;

import dev.agentcore.execution.EventSink;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.ForwardingEventSink;
import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Measures a run by what it hears, and passes it on first: nobody waits for a measurement. What is logged of the run on the
 * slot's thread is logged in the context of its call.
 */
final class ObservedSink extends ForwardingEventSink {
    private final RunTelemetry telemetry;
    private final RunSpans spans;
    private RunSpans.@Nullable Here slot;
    private long waitedNanos;

    ObservedSink(RunTelemetry telemetry, RunSpans spans, EventSink sink) {
        super(sink);
        this.telemetry = telemetry;
        this.spans = spans;
    }

    @Override
    public void started(ExecutionRequest inForce, Interpreter interpreter) {
        // Until the run's end, which is told on the same thread.
        slot = spans.enter();
        spans.started();
        super.started(inForce, interpreter);
        telemetry.started();
    }

    @Override
    public void output(OutputStreamName stream, byte[] data, long offset) throws InterruptedException {
        long began = System.nanoTime();
        try {
            super.output(stream, data, offset);
        } finally {
            waitedNanos += System.nanoTime() - began;
        }
    }

    @Override
    public boolean file(OutputFile piece) throws InterruptedException {
        spans.file();
        try {
            return super.file(piece);
        } finally {
            spans.fileTaken();
        }
    }

    @Override
    public void finished(ExecutionResult result) {
        String outcome = RunTelemetry.name(result.outcome());
        RunSpans.Here here = slot == null ? spans.enter() : slot;
        try {
            spans.ending(outcome, result);
            super.finished(result);
            telemetry.measured(outcome, result.usage(), waitedNanos);
            telemetry.ended(outcome);
            spans.ended(result.usage(), waitedNanos);
        } finally {
            here.leave();
        }
    }

    @Override
    public void refused(Refusal refusal) {
        RunSpans.Here here = spans.enter();
        try {
            spans.notRun(RunTelemetry.REFUSED, RunTelemetry.name(refusal.reason()));
            super.refused(refusal);
            telemetry.refused(refusal);
            telemetry.ended(RunTelemetry.REFUSED);
        } finally {
            here.leave();
        }
    }

    @Override
    public void abandoned() {
        RunSpans.Here here = spans.enter();
        try {
            spans.notRun(RunTelemetry.ABANDONED, null);
            super.abandoned();
            telemetry.ended(RunTelemetry.ABANDONED);
        } finally {
            here.leave();
        }
    }

    @Override
    public void failed(Throwable defect) {
        String outcome = slot == null ? RunTelemetry.START_FAILED : RunTelemetry.INTERNAL_DEFECT;
        RunSpans.Here here = slot == null ? spans.enter() : slot;
        try {
            spans.failed(outcome);
            super.failed(defect);
            telemetry.ended(outcome);
        } finally {
            here.leave();
        }
    }
}
