// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.wire;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.ProgramFile;
import dev.agentcore.execution.RunSpec;
import java.util.List;

/**
 * What the server asks of a worker. A sandbox has a number that the server chooses, and never uses again. Commands of one sandbox are
 * followed in their order, except for {@link Stop}, {@link Interrupt}, {@link Taken} and {@link FileVerdict}, which are
 * about what runs in it now.
 */
public sealed interface Command {
    /** The number of the sandbox that it is about, or of the frozen one. */
    int number();

    /** Opens a sandbox. Answered by {@link Event.Done} or {@link Event.Failed}. */
    record Open(int number, String image, long memoryBytes, long scratchBytes, List<ProgramFile> files)
            implements Command {
        /** Copies the list. */
        public Open {
            files = List.copyOf(files);
        }
    }

    /**
     * Runs a program. Answered by any number of {@link Event.Output}, then {@link Event.Ended} or {@link Event.Failed}.
     *
     * @param last whether the interpreter ends with it
     */
    record Run(int number, RunSpec spec, Bytes stdin, boolean last) implements Command {}

    /** Cancels the run. Not answered. */
    record Stop(int number) implements Command {}

    /** Raises SIGINT in the run's program. Not answered. */
    record Interrupt(int number) implements Command {}

    /**
     * Lets the run print more. Not answered.
     *
     * @param cost the cost of the output that has been taken: see {@link OutputWindow}
     */
    record Taken(int number, int cost) implements Command {}

    /** Asks for files. Answered by any number of {@link Event.File}, each of which waits for its verdict; then as {@link Open}. */
    record DeliverFiles(int number, List<String> paths) implements Command {
        /** Copies the list. */
        public DeliverFiles {
            paths = List.copyOf(paths);
        }
    }

    /** What became of a piece of a file. Not answered. */
    record FileVerdict(int number, Verdict verdict) implements Command {}

    /** Copies a sandbox. Answered as {@link Open}, for the original's number. */
    record Fork(int number, int copy) implements Command {}

    /** Takes an image of a sandbox. Answered as {@link Open}, for the sandbox's number; with the image's size in bytes. */
    record Freeze(int number, int frozen) implements Command {}

    /** Opens a sandbox from an image. Answered as {@link Open}. */
    record OpenFrozen(int number, int frozen) implements Command {}

    /** Drops an image. Not answered. */
    record DropFrozen(int number) implements Command {}

    /** Discards a sandbox, which may not exist. Not answered. */
    record Close(int number) implements Command {}

    /** What became of a piece of a file. */
    enum Verdict {
        /** The reader has it. */
        TAKEN,
        /** The reader is too slow; it takes only problems from now on. */
        TOO_SLOW,
        /** The run has no reader any more. */
        GONE
    }
}
