// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service;

import dev.agentcore.execution.ActiveExecution;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.PrintableText;
import dev.agentcore.execution.RejectedException;
import dev.agentcore.execution.Rejection;
import dev.agentcore.execution.Tenant;
import dev.agentcore.execution.engine.ExecutionEngine;
import dev.agentcore.service.identity.Caller;
import dev.agentcore.service.identity.Operators;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators see and do. Thread-safe. */
public final class OperatorService {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorService.class);

    private static final int ID_LENGTH = ExecutionId.random().value().length();
    private static final int DEFAULT_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1000;

    /** Running executions first, the longest before the others; then queued ones, likewise. */
    private static final Comparator<ActiveExecution> ORDER = Comparator.comparing(OperatorService::runningTime)
            .thenComparing(ActiveExecution::age)
            .reversed();

    private final ExecutionEngine engine;
    private final Operators operators;

    /**
     * Composes the service.
     *
     * @param engine whose executions they see
     * @param operators the callers with permission
     */
    public OperatorService(ExecutionEngine engine, Operators operators) {
        this.engine = engine;
        this.operators = operators;
    }

    /**
     * Some of the executions that are queued or running, and how many there are.
     *
     * @param executions at most as many as were asked for
     * @param total how many there are
     */
    public record Listing(List<ActiveExecution> executions, int total) {}

    /**
     * Checks that a tenant is an operator.
     *
     * @throws RejectedException if it is not
     */
    public void requireOperator(Tenant tenant) {
        if (!operators.include(tenant)) {
            throw new RejectedException(new Rejection.OperatorRequired());
        }
    }

    /**
     * Lists executions.
     *
     * @param limit how many at most, up to 1,000; 0 for 100
     * @throws RejectedException if the limit is out of bounds
     */
    public Listing list(int limit) {
        if (limit < 0 || limit > LARGEST_LIMIT) {
            var violations = new Violations();
            violations.add("limit", "is %d; 0 to %d are allowed", limit, LARGEST_LIMIT);
            throw new RejectedException(new Rejection.InvalidRequest(violations.toList()));
        }
        List<ActiveExecution> all = engine.active();
        return new Listing(
                all.stream()
                        .sorted(ORDER)
                        .limit(limit == 0 ? DEFAULT_LIMIT : limit)
                        .toList(),
                all.size());
    }

    /**
     * Cancels an execution that is queued or running.
     *
     * @throws RejectedException if there is none of that id
     */
    public void cancel(Caller operator, ExecutionId id) {
        if (!engine.cancel(id)) {
            throw new RejectedException(new Rejection.NoSuchExecution(printable(id.value())));
        }
        LOG.info(
                "Operator {} cancelled execution {}",
                PrintableText.of(operator.tenant().name()),
                id);
    }

    /** An id for the log: escaped, and truncated if it is longer than the ids of this server. */
    private static String printable(String id) {
        return id.length() <= ID_LENGTH ? PrintableText.of(id) : Violations.excerpt(id);
    }

    private static Duration runningTime(ActiveExecution execution) {
        Duration time = execution.runningTime();
        return time == null ? Duration.ofNanos(-1) : time;
    }
}
