package dev.agentcore.cli;

import dev.agentcore.client.PythonProgram;
import dev.agentcore.config.ByteSize;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The limits of a run; what is not given is the server's default. */
final class LimitOptions {
    @Option(
            names = "--wall-time",
            paramLabel = "TIME",
            description = "Stop it after this time, waiting included: 500ms, 1s, 2m.")
    private @Nullable Duration wallTime;

    @Option(names = "--cpu-time", paramLabel = "TIME", description = "Stop it after this much processor time.")
    private @Nullable Duration cpuTime;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "Give it this much memory, the interpreter's own included: 64MiB, 1GiB.")
    private @Nullable ByteSize memory;

    @Option(
            names = "--output-limit",
            paramLabel = "SIZE",
            description = "Stop it when it prints more than this, on both streams together.")
    private @Nullable ByteSize output;

    @Option(
            names = "--scratch",
            paramLabel = "SIZE",
            description = "Let it write files of its own, in memory, below /workspace and /tmp, up to this size in all."
                    + " Without it everything is read-only.")
    private @Nullable ByteSize scratch;

    void addTo(PythonProgram.Builder program) {
        if (wallTime != null) {
            program.wallTime(wallTime);
        }
        if (cpuTime != null) {
            program.cpuTime(cpuTime);
        }
        if (memory != null) {
            program.memoryBytes(memory.bytes());
        }
        if (output != null) {
            program.outputBytes(output.bytes());
        }
        if (scratch != null) {
            program.scratchBytes(scratch.bytes());
        }
    }
}
