// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service;

import dev.agentcore.execution.RunEnd;
import dev.agentcore.execution.RunEvent;
import dev.agentcore.execution.RunEvents;
import dev.agentcore.execution.RunObservation;
import dev.agentcore.execution.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Passes the events of one run on, and has it observed. The first observation sees the run first and leaves it last, so that
 * it can set up a context for the others. Output passes one class only, however many observe.
 */
final class ObservedRun implements RunEvents {
    private final RunEvents events;
    private final List<RunObservation> observations;
    private final Ticker ticker;
    private long waitedNanos;
    private boolean filesBegan;

    /** @param events takes what happens to the run */
    ObservedRun(RunEvents events, List<RunObservation> observations, Ticker ticker) {
        this.events = events;
        this.observations = List.copyOf(observations);
        this.ticker = ticker;
    }

    @Override
    public boolean next(RunEvent event) throws InterruptedException {
        return switch (event) {
            case RunEvent.Started started -> {
                report(observations, each -> each.started(started));
                yield events.next(event);
            }
            case RunEvent.Output output -> {
                long began = ticker.nanos();
                try {
                    yield events.next(output);
                } finally {
                    waitedNanos += ticker.nanos() - began;
                }
            }
            case RunEvent.File file -> {
                if (!filesBegan) {
                    filesBegan = true;
                    report(observations, RunObservation::filesBegan);
                }
                yield events.next(file);
            }
        };
    }

    @Override
    public void end(RunEnd end) {
        report(observations, each -> each.ending(end));
        try {
            events.end(end);
        } finally {
            Duration waited = Duration.ofNanos(waitedNanos);
            report(observations.reversed(), each -> each.ended(end, waited));
        }
    }

    /** A failing observation must not affect the run or the caller's result. */
    private static void report(List<RunObservation> observations, Consumer<RunObservation> message) {
        for (RunObservation observation : observations) {
            try {
                message.accept(observation);
            } catch (RuntimeException | OutOfMemoryError error) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, error);
            }
        }
    }
}
