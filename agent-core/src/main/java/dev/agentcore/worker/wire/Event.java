// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.wire;

import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.PythonImage;
import java.util.List;

/** What a worker says. */
public sealed interface Event {
    /** An event of one sandbox. */
    sealed interface OfSandbox extends Event {
        /** The sandbox's number. */
        int number();
    }

    /**
     * The worker is ready, and has given up what it does not need. Said once, before anything else.
     *
     * @param images what sandboxes can be made of
     * @param inForce the measures that confine it
     * @param missing those that this machine does not have
     */
    record Ready(List<PythonImage> images, List<String> inForce, List<String> missing) implements Event {
        /** Copies the lists. */
        public Ready {
            images = List.copyOf(images);
            inForce = List.copyOf(inForce);
            missing = List.copyOf(missing);
        }
    }

    /**
     * The worker cannot become ready. Said once, instead of that.
     *
     * @param reason why, in one line
     * @param engine whether the engine cannot be used here
     */
    record Unusable(String reason, boolean engine) implements Event {}

    /** The worker lives. Said every second. */
    record Alive() implements Event {}

    /**
     * A command has been followed.
     *
     * @param value what the command asked for; 0 if for nothing
     */
    record Done(int number, long value) implements OfSandbox {}

    /** A program has printed 1 byte to 64 KiB, which the receiver owns. */
    // An array, because output is on the hot path.
    @SuppressWarnings("ArrayRecordComponent")
    record Output(int number, OutputStreamName stream, byte[] data) implements OfSandbox {}

    /** A run has ended. */
    record Ended(int number, ExecutionResult result) implements OfSandbox {}

    /** A piece of a file, or why there is none. */
    record File(int number, OutputFile piece) implements OfSandbox {}

    /**
     * A command has not been followed.
     *
     * @param value what belongs to the kind; 0 for nothing
     * @param text why, for the server
     */
    record Failed(int number, Kind kind, long value, String text) implements OfSandbox {}

    /** Why a command was not followed. */
    enum Kind {
        /** {@link dev.agentcore.execution.UnusableSandboxException}, with its reason. */
        UNUSABLE,
        /** {@link dev.agentcore.execution.LiveThreadsException}, with the number of threads. */
        LIVE_THREADS,
        /** {@link UnsupportedOperationException}. */
        UNSUPPORTED,
        /** Anything else. */
        INTERNAL
    }
}
