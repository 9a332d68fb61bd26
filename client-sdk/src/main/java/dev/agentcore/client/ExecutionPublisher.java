// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import dev.agentcore.client.internal.ProgramCall;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/** Publishes the events of a program. Each subscription is a separate execution. */
final class ExecutionPublisher implements Flow.Publisher<ExecutionEvent> {
    private final Supplier<ProgramCall> calls;

    ExecutionPublisher(Supplier<ProgramCall> calls) {
        this.calls = calls;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ExecutionEvent> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        var subscription = new ExecutionSubscription(calls.get(), subscriber);
        subscriber.onSubscribe(subscription);
        subscription.subscribed();
    }
}
