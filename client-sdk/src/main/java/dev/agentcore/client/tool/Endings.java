// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.tool;

import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.client.Limits;
import dev.agentcore.client.PythonResult;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One or two sentences about how a call ended, for a language model. At most 200 characters, unless it was rejected. */
final class Endings {
    private Endings() {}

    static String of(PythonResult result, boolean silent) {
        return switch (result.outcome()) {
            case COMPLETED -> {
                if (!result.succeeded()) {
                    yield "The program ended with exit code "
                            + result.exitCode().orElse(1) + ".";
                }
                yield silent ? "The program completed and printed nothing." : "The program completed.";
            }
            case EXCEPTION -> "The program failed" + uncaught(result) + ".";
            case WALL_TIME_EXCEEDED ->
                "The program was stopped: it ran longer than "
                        + limit(result, limits -> Quantity.of(limits.wallTime()))
                        + " Let it compute or sleep less.";
            case CPU_TIME_EXCEEDED ->
                "The program was stopped: it used more CPU time than "
                        + limit(result, limits -> Quantity.of(limits.cpuTime()))
                        + " Let it compute less.";
            case MEMORY_EXCEEDED ->
                "The program failed: it needed more memory than "
                        + limit(result, limits -> Quantity.ofBytes(limits.memoryBytes()))
                        + " Keep less in memory at once.";
            case OUTPUT_EXCEEDED ->
                "The program was stopped: it printed more than "
                        + limit(result, limits -> Quantity.ofBytes(limits.outputBytes()))
                        + " Print less.";
            case SCRATCH_EXCEEDED ->
                "The program failed: its files needed more space than "
                        + limit(result, limits -> Quantity.ofBytes(limits.scratchBytes()))
                        + " Write less.";
            case CANCELLED -> "The program was stopped on request.";
            case CRASHED -> "The program crashed the interpreter, for example by too deep a recursion.";
            case SANDBOX_LOST ->
                "The program was lost with the process that ran it, through no known fault of its own. Only the output so far is"
                        + " known.";
            case UNKNOWN -> "The program failed.";
        };
    }

    static String of(AgentCoreException failure) {
        if (failure.code() == ErrorCode.INVALID_ARGUMENT) {
            String reasons = failure.fieldViolations().stream()
                    .map(violation -> violation.field() + " " + violation.description())
                    .collect(Collectors.joining("; "));
            return "The program was rejected and did not run" + (reasons.isEmpty() ? "." : ": " + reasons + ".");
        }
        if (failure.executionId().isPresent()) {
            return "The service that runs Python failed (" + failure.code()
                    + ") while the program ran. Its result is lost; only the output so far is known.";
        }
        if (failure.retryAfter().isPresent()) {
            return "Python cannot be run at the moment (" + failure.code() + "); the program did not run. Try again in "
                    + Quantity.of(failure.retryAfter().get()) + ".";
        }
        return "Python cannot be run (" + failure.code()
                + "). Do not try again. Continue without running code, and tell the user.";
    }

    private static String uncaught(PythonResult result) {
        return result.exception()
                .map(error -> " with an uncaught "
                        + Excerpt.cut(error.type())
                        + (error.line().isPresent() ? " at line " + error.line().getAsInt() : ""))
                .orElse("");
    }

    private static String limit(PythonResult result, Function<Limits, String> words) {
        return result.limits().map(words).map(limit -> limit + ", its limit.").orElse("allowed.");
    }
}
