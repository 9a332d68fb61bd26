// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a call was rejected. Made once, where the decision is made; each face maps it once to what its protocol has for it.
 *
 * <p>Nothing of the call has run, except for {@link OutputNotRetained}.
 */
public sealed interface Rejection {
    /** The reason, one of a few; a part of the interface. */
    Reason reason();

    /** One sentence for the caller, without a full stop. Names no internals and no other tenant. */
    String message();

    /** How long to wait before trying again; null if trying again is useless or is up to the caller. */
    default @Nullable Duration retryAfter() {
        return null;
    }

    /** The execution that the rejection is about; null if there is none. */
    default @Nullable ExecutionId execution() {
        return null;
    }

    /** The reasons, by the names that faces, metrics and the audit log use. */
    enum Reason {
        INVALID_REQUEST,
        UNAUTHENTICATED,
        OPERATOR_REQUIRED,
        STARTING,
        REQUEST_MEMORY_FULL,
        REQUEST_TOO_SLOW,
        QUEUE_FULL,
        QUEUE_TIMEOUT,
        TENANT_QUEUE_FULL,
        TENANT_RATE,
        ABANDONED,
        DRAINING,
        OPERATOR,
        DEADLINE_PASSED,
        REQUEST_ID_REUSED,
        REPLAY_READERS,
        REPLAY_FULL,
        REPLAY_GONE,
        NO_SUCH_EXECUTION
    }

    /**
     * The request is not valid, and never will be.
     *
     * @param violations what is wrong; at least one
     */
    record InvalidRequest(List<Violation> violations) implements Rejection {
        /** Copies the list. */
        public InvalidRequest {
            violations = List.copyOf(violations);
            if (violations.isEmpty()) {
                throw new IllegalArgumentException("no violation");
            }
        }

        @Override
        public Reason reason() {
            return Reason.INVALID_REQUEST;
        }

        @Override
        public String message() {
            Violation first = violations.getFirst();
            String more = violations.size() == 1 ? "" : " (and %d more)".formatted(violations.size() - 1);
            return first.field() + " " + first.description() + more;
        }
    }

    /**
     * The caller has not proved who it is.
     *
     * @param message what is missing
     */
    record Unauthenticated(String message) implements Rejection {
        @Override
        public Reason reason() {
            return Reason.UNAUTHENTICATED;
        }
    }

    /** The caller is not an operator. */
    record OperatorRequired() implements Rejection {
        @Override
        public Reason reason() {
            return Reason.OPERATOR_REQUIRED;
        }

        @Override
        public String message() {
            return "operator permission required";
        }
    }

    /** The server is not ready yet. */
    record Starting(Duration retryAfter) implements Rejection {
        @Override
        public Reason reason() {
            return Reason.STARTING;
        }

        @Override
        public String message() {
            return "the server is starting";
        }
    }

    /** The requests that are being received take all the memory that is set aside for them. */
    record RequestMemoryFull(Duration retryAfter) implements Rejection {
        @Override
        public Reason reason() {
            return Reason.REQUEST_MEMORY_FULL;
        }

        @Override
        public String message() {
            return "too much memory is in use by requests that are being received";
        }
    }

    /**
     * The request did not arrive in time.
     *
     * @param timeout how long it may take
     */
    record RequestTooSlow(Duration timeout) implements Rejection {
        @Override
        public Reason reason() {
            return Reason.REQUEST_TOO_SLOW;
        }

        @Override
        public String message() {
            return "the request was not complete within %d s".formatted(timeout.toSeconds());
        }
    }

    /** All slots are in use and the queue is full, by number or by bytes; or a tenant with fewer runs took the place. */
    record QueueFull(Duration retryAfter) implements Rejection {
        @Override
        public Reason reason() {
            return Reason.QUEUE_FULL;
        }

        @Override
        public String message() {
            return "all slots are in use and the queue is full";
        }
    }

    /** No slot became free in time. */
    record QueueTimeout(Duration retryAfter) implements Rejection {
        @Override
        public Reason reason() {
            return Reason.QUEUE_TIMEOUT;
        }

        @Override
        public String message() {
            return "no slot became free before the queue timeout";
        }
    }

    /**
     * The tenant's quota of runs is reached.
     *
     * @param active how many of its runs are running or queued
     * @param limit how many may be
     */
    record TenantQueueFull(int active, int limit, Duration retryAfter) implements Rejection {
        @Override
        public Reason reason() {
            return Reason.TENANT_QUEUE_FULL;
        }

        @Override
        public String message() {
            return "tenant quota reached: %d running or queued (limit %d)".formatted(active, limit);
        }
    }

    /** The tenant's rate limit is exceeded. */
    record TenantRate(Duration retryAfter) implements Rejection {
        @Override
        public Reason reason() {
            return Reason.TENANT_RATE;
        }

        @Override
        public String message() {
            return "tenant rate limit exceeded";
        }
    }

    /** The call shared the run of another one by its request id, and that one gave it up before it began. */
    record SharedRunAbandoned() implements Rejection {
        @Override
        public Reason reason() {
            return Reason.ABANDONED;
        }

        @Override
        public String message() {
            return "the run was cancelled before it began, by the call that submitted it";
        }

        @Override
        public Duration retryAfter() {
            return Duration.ZERO;
        }
    }

    /** The server is shutting down. */
    record Draining(Duration retryAfter) implements Rejection {
        @Override
        public Reason reason() {
            return Reason.DRAINING;
        }

        @Override
        public String message() {
            return "the server is shutting down";
        }
    }

    /** An operator cancelled the run before it began. */
    record CancelledByOperator() implements Rejection {
        @Override
        public Reason reason() {
            return Reason.OPERATOR;
        }

        @Override
        public String message() {
            return "an operator cancelled the run before it began";
        }
    }

    /** The caller's deadline passed before the program began. */
    record DeadlinePassed() implements Rejection {
        @Override
        public Reason reason() {
            return Reason.DEADLINE_PASSED;
        }

        @Override
        public String message() {
            return "the call's deadline passed before the program began";
        }
    }

    /** The request id belongs to another request. */
    record RequestIdReused(ExecutionId execution) implements Rejection {
        @Override
        public Reason reason() {
            return Reason.REQUEST_ID_REUSED;
        }

        @Override
        public String message() {
            return "request_id was used for a different request";
        }
    }

    /**
     * The execution has as many readers as it may have.
     *
     * @param limit how many
     */
    record TooManyReaders(ExecutionId execution, int limit, Duration retryAfter) implements Rejection {
        @Override
        public Reason reason() {
            return Reason.REPLAY_READERS;
        }

        @Override
        public String message() {
            return "execution %s already has %d concurrent readers".formatted(execution, limit);
        }
    }

    /** There are as many runs with a request id in progress as there may be. */
    record TooManyRetainedRuns(Duration retryAfter) implements Rejection {
        @Override
        public Reason reason() {
            return Reason.REPLAY_FULL;
        }

        @Override
        public String message() {
            return "too many in-flight runs with a request_id";
        }
    }

    /** The program has run, or is running, and its output is no longer retained from the beginning. */
    record OutputNotRetained(ExecutionId execution) implements Rejection {
        @Override
        public Reason reason() {
            return Reason.REPLAY_GONE;
        }

        @Override
        public String message() {
            return "output of execution %s is no longer retained".formatted(execution);
        }
    }

    /**
     * No execution of that name waits or runs.
     *
     * @param name what was asked for, fit to be printed
     */
    record NoSuchExecution(String name) implements Rejection {
        @Override
        public Reason reason() {
            return Reason.NO_SUCH_EXECUTION;
        }

        @Override
        public String message() {
            return "no execution '%s' is queued or running".formatted(name);
        }
    }
}
