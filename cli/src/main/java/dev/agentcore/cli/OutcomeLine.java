package dev.agentcore.cli;

import dev.agentcore.client.ExecutionEvent.Finished;
import dev.agentcore.client.Limits;
import dev.agentcore.config.ByteSize;
import dev.agentcore.config.DurationText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The line that says what stopped a program, where it did not end by itself. */
final class OutcomeLine {
    private OutcomeLine() {}

    /**
     * The line, or nothing where the program's own exit code or traceback says it all.
     *
     * @param limits those in force, if the server told them
     */
    static Optional<String> of(Finished end, @Nullable Limits limits) {
        String what = switch (end.outcome()) {
            case COMPLETED, EXCEPTION -> null;
            case WALL_TIME_EXCEEDED ->
                "stopped after " + DurationText.format(end.usage().wallTime())
                        + limit(limits == null ? null : DurationText.format(limits.wallTime()));
            case CPU_TIME_EXCEEDED ->
                "stopped after " + DurationText.format(end.usage().cpuTime())
                        + " of processor time"
                        + limit(limits == null ? null : DurationText.format(limits.cpuTime()));
            case MEMORY_EXCEEDED ->
                "needed more memory than it was allowed"
                        + limit(limits == null ? null : new ByteSize(limits.memoryBytes()).toString());
            case OUTPUT_EXCEEDED ->
                "printed more than it was allowed"
                        + limit(limits == null ? null : new ByteSize(limits.outputBytes()).toString());
            case SCRATCH_EXCEEDED ->
                "needed more room for files than it was allowed"
                        + limit(
                                limits == null || limits.scratchBytes() == 0
                                        ? null
                                        : new ByteSize(limits.scratchBytes()).toString());
            case CANCELLED -> "stopped by the server";
            case CRASHED -> "the interpreter failed: a WebAssembly trap, or its stack ran out";
            case UNKNOWN -> "ended in a way that this version does not know";
        };
        return Optional.ofNullable(what).map(text -> end.outcome() + ": " + text);
    }

    private static String limit(@Nullable String limit) {
        return limit == null ? "" : " (limit " + limit + ")";
    }
}
