// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.client.ExecutionEvent;
import io.grpc.Context;
import io.grpc.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A call with retries. To the receiver all attempts are one call: the last attempt serves the remaining demand, and no event is
 * delivered twice. Thread-safe.
 */
final class RetriedCall implements ProgramCall {
    private final BiFunction<Attempt, Deadline, ProgramCall> calls;
    private final RetryDecision decision;
    private final Duration limit;
    private final BooleanSupplier closed;

    /** The caller's context, such as its trace: later attempts start on other threads. */
    private final Context context = Context.current();

    private final Demand owed = new Demand();
    private final Replay replay = new Replay();
    private int attempts;
    private @Nullable EventReceiver receiver;

    /** The current attempt; null between two attempts. */
    private @Nullable ProgramCall current;

    private @Nullable String cancelled;

    /**
     * Creates a call.
     *
     * @param calls creates an attempt
     * @param limit the timeout of all attempts together
     * @param closed whether the channel is closed
     */
    RetriedCall(
            BiFunction<Attempt, Deadline, ProgramCall> calls,
            RetryDecision decision,
            Duration limit,
            BooleanSupplier closed) {
        this.calls = calls;
        this.decision = decision;
        this.limit = limit;
        this.closed = closed;
    }

    @Override
    public void start(EventReceiver told) {
        next(told, Deadline.after(limit.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public void request(long count) {
        ProgramCall call;
        synchronized (this) {
            owed.add(count);
            call = current;
        }
        if (call != null) {
            call.request(count);
        }
    }

    @Override
    public void cancel(String why) {
        ProgramCall call;
        synchronized (this) {
            if (cancelled != null) {
                return;
            }
            cancelled = why;
            call = current;
            if (call == null && receiver != null) {
                // Between two attempts no call reports the end. Not on this thread, which may hold locks that the
                // receiver
                // needs.
                EventReceiver told = receiver;
                ForkJoinPool.commonPool()
                        .execute(() -> told.ended(AgentCoreException.builder(ErrorCode.CANCELLED, "CANCELLED: " + why)
                                .executionId(replay.executionId())
                                .build()));
            }
        }
        if (call != null) {
            call.cancel(why);
        }
    }

    private void again(EventReceiver told, Deadline until) {
        try {
            next(told, until);
        } catch (RuntimeException | Error broken) {
            // The first attempt throws to the caller. Here, only the receiver can be notified.
            told.ended(AgentCoreException.builder(ErrorCode.INTERNAL, "INTERNAL: the call could not be made: " + broken)
                    .cause(broken)
                    .executionId(replay.executionId())
                    .build());
        }
    }

    /** Starts the next attempt, without holding the lock, because interceptors are foreign code. */
    private void next(EventReceiver told, Deadline until) {
        Attempt attempt = new Attempt();
        ProgramCall call = calls.apply(attempt, until);
        long demand;
        String why;
        synchronized (this) {
            why = cancelled;
            if (why != null && attempts > 0) {
                // cancel() has notified the receiver.
                return;
            }
            attempts++;
            receiver = told;
            current = call;
            demand = owed.open();
        }
        if (why != null) {
            call.cancel(why);
        }
        if (demand > 0) {
            call.request(demand);
        }
        call.start(new Listener(attempt, call, told, until));
    }

    private final class Listener implements EventReceiver {
        private final Attempt attempt;
        private final ProgramCall call;
        private final EventReceiver told;
        private final Deadline until;
        private @Nullable AgentCoreException lost;

        Listener(Attempt attempt, ProgramCall call, EventReceiver told, Deadline until) {
            this.attempt = attempt;
            this.call = call;
            this.told = told;
            this.until = until;
        }

        @Override
        public void event(ExecutionEvent event) {
            if (lost != null) {
                return;
            }
            if (replay.contradicts(event)) {
                lost = AgentCoreException.builder(
                                ErrorCode.DATA_LOSS,
                                "DATA_LOSS: the connection broke, and the server does not retain the execution any more")
                        .executionId(replay.executionId())
                        .build();
                call.cancel("a different execution");
                return;
            }
            Optional<ExecutionEvent> news = replay.news(event);
            if (news.isPresent()) {
                owed.take(1);
                told.event(news.get());
            } else {
                call.request(1);
            }
        }

        @Override
        public void ended(@Nullable AgentCoreException failure) {
            if (lost != null) {
                told.ended(lost);
                return;
            }
            Optional<Duration> pause = failure == null ? Optional.empty() : pause(failure);
            if (pause.isEmpty()) {
                told.ended(failure);
                return;
            }
            CompletableFuture.delayedExecutor(pause.get().toNanos(), TimeUnit.NANOSECONDS)
                    .execute(context.wrap(() -> again(told, until)));
        }

        private Optional<Duration> pause(AgentCoreException failure) {
            synchronized (RetriedCall.this) {
                if (cancelled != null || closed.getAsBoolean()) {
                    return Optional.empty();
                }
                Optional<Duration> pause = decision.pause(
                        attempts, failure, attempt.sent(), Duration.ofNanos(until.timeRemaining(TimeUnit.NANOSECONDS)));
                if (pause.isPresent()) {
                    current = null;
                }
                return pause;
            }
        }
    }
}
