// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import dev.agentcore.client.internal.EventReceiver;
import dev.agentcore.client.internal.ProgramCall;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A subscription with its own execution, which starts with the first request. */
final class ExecutionSubscription implements Flow.Subscription, EventReceiver {
    private final ProgramCall call;
    private final TextContinuity continuity = new TextContinuity();
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile boolean subscribed;
    private volatile boolean requested;
    private volatile @Nullable IllegalArgumentException violation;

    /** Null after the subscription has ended. */
    private volatile Flow.@Nullable Subscriber<? super ExecutionEvent> subscriber;

    ExecutionSubscription(ProgramCall call, Flow.Subscriber<? super ExecutionEvent> subscriber) {
        this.call = call;
        this.subscriber = subscriber;
    }

    @Override
    public void request(long count) {
        if (subscriber == null) {
            return;
        }
        if (count <= 0) {
            refuse(new IllegalArgumentException("request must be positive (rule 3.9): " + count));
            return;
        }
        call.request(count);
        requested = true;
        startIfDue();
    }

    /** To be called after {@code onSubscribe} has returned. */
    void subscribed() {
        subscribed = true;
        startIfDue();
    }

    /** Starts the call once something is requested, but not during {@code onSubscribe}: signals are serial (rule 1.3). */
    private void startIfDue() {
        if (subscribed && requested && begun.compareAndSet(false, true)) {
            call.start(this);
        }
    }

    @Override
    public void cancel() {
        subscriber = null;
        // A call that has not started never will.
        if (!begun.compareAndSet(false, true)) {
            call.cancel("cancelled by the subscriber");
        }
    }

    @Override
    public void event(ExecutionEvent event) {
        Flow.Subscriber<? super ExecutionEvent> target = subscriber;
        if (target == null || violation != null) {
            return;
        }
        try {
            target.onNext(continuity.continued(event));
        } catch (RuntimeException | Error broken) {
            // A subscriber must not throw (rule 2.13). If it does, it is not called again.
            cancel();
            throw broken;
        }
    }

    @Override
    public void ended(@Nullable AgentCoreException failure) {
        Flow.Subscriber<? super ExecutionEvent> target = subscriber;
        if (target == null) {
            return;
        }
        subscriber = null;
        IllegalArgumentException refused = violation;
        if (refused != null) {
            target.onError(refused);
        } else if (failure != null) {
            target.onError(failure);
        } else {
            target.onComplete();
        }
    }

    private void refuse(IllegalArgumentException because) {
        violation = because;
        if (begun.compareAndSet(false, true)) {
            ended(null);
        } else {
            // The end of the call comes after the event that is being delivered, if any.
            call.cancel("the subscriber's request is not positive");
        }
    }
}
