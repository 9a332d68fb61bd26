package dev.agentcore.client;

import dev.agentcore.client.internal.EventReceiver;
import dev.agentcore.client.internal.ProgramCall;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One subscriber's run: its demand is the call's, and the call begins with the first of it. */
final class ExecutionSubscription implements Flow.Subscription, EventReceiver {
    private final ProgramCall call;
    private final TextContinuity continuity = new TextContinuity();
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile @Nullable IllegalArgumentException mistake;

    /** Null when nothing more is to be said. */
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
        if (begun.compareAndSet(false, true)) {
            call.start(this);
        }
    }

    @Override
    public void cancel() {
        subscriber = null;
        // A call that has not begun never does.
        if (!begun.compareAndSet(false, true)) {
            call.cancel("cancelled by the subscriber");
        }
    }

    @Override
    public void event(ExecutionEvent event) {
        Flow.Subscriber<? super ExecutionEvent> target = subscriber;
        if (target == null || mistake != null) {
            return;
        }
        try {
            target.onNext(continuity.continued(event));
        } catch (RuntimeException | Error broken) {
            // A subscriber must not throw (rule 2.13), and hears nothing more if it does.
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
        IllegalArgumentException refused = mistake;
        if (refused != null) {
            target.onError(refused);
        } else if (failure != null) {
            target.onError(failure);
        } else {
            target.onComplete();
        }
    }

    private void refuse(IllegalArgumentException because) {
        mistake = because;
        if (begun.compareAndSet(false, true)) {
            ended(null);
        } else {
            // The call's end comes after the event that is being told, if one is.
            call.cancel("a request that is not positive");
        }
    }
}
