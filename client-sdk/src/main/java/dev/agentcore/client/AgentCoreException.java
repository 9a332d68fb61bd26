// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The service failed, could not be reached, or rejected the request. Never thrown for what a Python program does: that is a
 * {@link PythonResult}.
 *
 * <pre>{@code
 * try {
 *     client.run(program);
 * } catch (AgentCoreException failure) {
 *     if (failure.code() == ErrorCode.UNAVAILABLE) {
 *         Duration pause = failure.retryAfter().orElse(Duration.ofSeconds(1));
 *         System.out.println("again in " + pause);
 *     }
 * }
 * }</pre>
 */
public final class AgentCoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final transient Details details;

    private AgentCoreException(Builder builder) {
        super(builder.message, builder.cause);
        code = builder.code;
        details = new Details(
                Optional.ofNullable(builder.reason),
                builder.metadata,
                builder.fieldViolations,
                Optional.ofNullable(builder.retryAfter),
                Optional.ofNullable(builder.executionId),
                Optional.ofNullable(builder.output));
    }

    /** A builder, for tests and fakes. */
    public static Builder builder(ErrorCode code, String message) {
        return new Builder(code, message);
    }

    /** The kind of failure. */
    public ErrorCode code() {
        return code;
    }

    /** The server's reason in UPPER_SNAKE_CASE, such as {@code QUEUE_FULL}; empty if the failure is not from the server. */
    public Optional<String> reason() {
        return details.reason;
    }

    /** The metadata of the reason; may be empty. Unmodifiable. */
    public Map<String, String> metadata() {
        return details.metadata;
    }

    /** The invalid fields of the request; empty unless {@link ErrorCode#INVALID_ARGUMENT}. Unmodifiable. */
    public List<FieldViolation> fieldViolations() {
        return details.fieldViolations;
    }

    /** The delay before a retry, if the server sent one. In that case the program has not run. */
    public Optional<Duration> retryAfter() {
        return details.retryAfter;
    }

    /** The execution's id in the server's logs. If present, the program may have run in part. */
    public Optional<String> executionId() {
        return details.executionId;
    }

    /**
     * The output before the failure. Present if {@link AgentCoreClient#run(PythonProgram)} threw this exception and the execution
     * had started. Empty from {@link AgentCoreClient#execute}, which has delivered the output already.
     */
    public Optional<CapturedOutput> output() {
        return details.output;
    }

    /** A builder with all properties of this exception, to throw it again with changes. */
    public Builder toBuilder() {
        return new Builder(code, Objects.requireNonNullElse(getMessage(), code.name()))
                .cause(getCause())
                .reason(details.reason.orElse(null))
                .metadata(details.metadata)
                .fieldViolations(details.fieldViolations)
                .retryAfter(details.retryAfter.orElse(null))
                .executionId(details.executionId.orElse(null))
                .output(details.output.orElse(null));
    }

    private record Details(
            Optional<String> reason,
            Map<String, String> metadata,
            List<FieldViolation> fieldViolations,
            Optional<Duration> retryAfter,
            Optional<String> executionId,
            Optional<CapturedOutput> output) {}

    /** Builds an {@link AgentCoreException}. Not thread-safe. */
    public static final class Builder {
        private final ErrorCode code;
        private final String message;
        private @Nullable Throwable cause;
        private @Nullable String reason;
        private Map<String, String> metadata = Map.of();
        private List<FieldViolation> fieldViolations = List.of();
        private @Nullable Duration retryAfter;
        private @Nullable String executionId;
        private @Nullable CapturedOutput output;

        private Builder(ErrorCode code, String message) {
            this.code = Objects.requireNonNull(code, "code");
            this.message = Objects.requireNonNull(message, "message");
        }

        /** See {@link Throwable#getCause()}. */
        public Builder cause(@Nullable Throwable cause) {
            this.cause = cause;
            return this;
        }

        /** See {@link AgentCoreException#reason()}. */
        public Builder reason(@Nullable String reason) {
            this.reason = reason;
            return this;
        }

        /** See {@link AgentCoreException#metadata()}. */
        public Builder metadata(Map<String, String> metadata) {
            this.metadata = Map.copyOf(metadata);
            return this;
        }

        /** See {@link AgentCoreException#fieldViolations()}. */
        public Builder fieldViolations(List<FieldViolation> fieldViolations) {
            this.fieldViolations = List.copyOf(fieldViolations);
            return this;
        }

        /** See {@link AgentCoreException#retryAfter()}. */
        public Builder retryAfter(@Nullable Duration retryAfter) {
            this.retryAfter = retryAfter;
            return this;
        }

        /** See {@link AgentCoreException#executionId()}. */
        public Builder executionId(@Nullable String executionId) {
            this.executionId = executionId;
            return this;
        }

        /** See {@link AgentCoreException#output()}. */
        public Builder output(@Nullable CapturedOutput output) {
            this.output = output;
            return this;
        }

        /** Builds the exception, with the caller's stack trace. */
        public AgentCoreException build() {
            return new AgentCoreException(this);
        }
    }
}
