// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.client.ExecutionEvent;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The events of a call for a blocking reader. At most {@link ProgramCall#AHEAD} are buffered; the queue needs no bound of its own,
 * because only requested events arrive.
 */
final class BlockingEvents implements EventSource {
    private final ProgramCall call;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private @Nullable Signal current;

    private BlockingEvents(ProgramCall call) {
        this.call = call;
    }

    static BlockingEvents start(ProgramCall call) {
        BlockingEvents events = new BlockingEvents(call);
        call.start(new EventReceiver() {
            @Override
            public void event(ExecutionEvent event) {
                events.signals.add(new Signal.Event(event));
            }

            @Override
            public void ended(@Nullable AgentCoreException failure) {
                events.signals.add(new Signal.End(failure));
            }
        });
        call.request(ProgramCall.AHEAD);
        return events;
    }

    @Override
    public boolean hasNext() {
        Signal signal = current;
        if (signal == null) {
            signal = take();
            current = signal;
        }
        if (signal instanceof Signal.End end) {
            if (end.failure() != null) {
                throw end.failure();
            }
            return false;
        }
        return true;
    }

    @Override
    public ExecutionEvent next() {
        if (!hasNext() || !(current instanceof Signal.Event event)) {
            throw new NoSuchElementException("the execution has ended");
        }
        current = null;
        call.request(1);
        return event.event();
    }

    @Override
    public void close() {
        call.cancel("closed by the client");
    }

    private Signal take() {
        try {
            return signals.take();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            call.cancel("the client's thread was interrupted");
            return new Signal.End(AgentCoreException.builder(
                            ErrorCode.CANCELLED, "CANCELLED: interrupted while waiting for the program")
                    .cause(interrupt)
                    .build());
        }
    }

    private sealed interface Signal {
        record Event(ExecutionEvent event) implements Signal {}

        record End(@Nullable AgentCoreException failure) implements Signal {}
    }
}
