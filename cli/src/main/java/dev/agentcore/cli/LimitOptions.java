// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
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
            description = "Limit the wall time, including time spent waiting: 500ms, 1s, 2m.")
    private @Nullable Duration wallTime;

    @Option(names = "--cpu-time", paramLabel = "TIME", description = "Limit the CPU time.")
    private @Nullable Duration cpuTime;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "Limit the memory, including the interpreter's own: 64MiB, 1GiB.")
    private @Nullable ByteSize memory;

    @Option(names = "--output-limit", paramLabel = "SIZE", description = "Limit the output, both streams together.")
    private @Nullable ByteSize output;

    @Option(
            names = "--scratch",
            paramLabel = "SIZE",
            description = "Let the program write files in /workspace and /tmp, in memory, up to this total size."
                    + " By default the file system is read-only.")
    private @Nullable ByteSize scratch;

    @Option(
            names = "--threads",
            paramLabel = "NUMBER",
            description = "Limit the threads alive at a time, the main one included.")
    private @Nullable Integer threads;

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
        if (threads != null) {
            program.threads(threads);
        }
    }
}
