// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import dev.agentcore.client.ExecutionEvent.Finished;
import dev.agentcore.client.Limits;
import dev.agentcore.config.ByteSize;
import dev.agentcore.config.DurationText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said of a program that did not end by itself: what stopped it, and where it was. */
final class OutcomeText {
    private OutcomeText() {}

    /**
     * A line, and the traceback of where the program was if that is known; empty if the program's exit code or traceback
     * says enough.
     *
     * @param limits the limits in force; null if unknown
     */
    static Optional<String> of(Finished end, @Nullable Limits limits) {
        String what = switch (end.outcome()) {
            case COMPLETED, EXCEPTION -> null;
            case WALL_TIME_EXCEEDED ->
                "stopped after " + DurationText.format(end.usage().wallTime())
                        + limit(limits == null ? null : DurationText.format(limits.wallTime()));
            case CPU_TIME_EXCEEDED ->
                "stopped after " + DurationText.format(end.usage().cpuTime())
                        + " of CPU time"
                        + limit(limits == null ? null : DurationText.format(limits.cpuTime()));
            case MEMORY_EXCEEDED ->
                "exceeded the memory limit"
                        + limit(limits == null ? null : new ByteSize(limits.memoryBytes()).toString());
            case OUTPUT_EXCEEDED ->
                "exceeded the output limit"
                        + limit(limits == null ? null : new ByteSize(limits.outputBytes()).toString());
            case SCRATCH_EXCEEDED ->
                "exceeded the scratch limit"
                        + limit(
                                limits == null || limits.scratchBytes() == 0
                                        ? null
                                        : new ByteSize(limits.scratchBytes()).toString());
            case CANCELLED -> "stopped by the server";
            case CRASHED -> "the interpreter crashed: a WebAssembly trap or a stack overflow";
            case SANDBOX_LOST -> "the server's process that ran the program ended";
            case UNKNOWN -> "an outcome that this version does not know";
        };
        return Optional.ofNullable(what).map(text -> end.outcome() + ": " + text + "\n" + end.stoppedAt());
    }

    private static String limit(@Nullable String limit) {
        return limit == null ? "" : " (limit " + limit + ")";
    }
}
