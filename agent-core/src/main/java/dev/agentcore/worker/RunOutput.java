// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker;

import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.OutputSink;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.Usage;
import dev.agentcore.worker.wire.Command;
import dev.agentcore.worker.wire.Event;
import dev.agentcore.worker.wire.OutputWindow;

/** What a run in a worker prints, on its way to the reader. Used by the run's thread. */
final class RunOutput {
    private final Channel channel;
    private final OutputSink sink;
    private long stdoutBytes;
    private long stderrBytes;
    private boolean readerGone;

    RunOutput(Channel channel, OutputSink sink) {
        this.channel = channel;
        this.sink = sink;
    }

    long stdoutBytes() {
        return stdoutBytes;
    }

    long stderrBytes() {
        return stderrBytes;
    }

    /** Passes a chunk on, and lets the program print as much again. Once the reader has not taken one, all are dropped. */
    void deliver(Event.Output printed) {
        byte[] data = printed.data();
        int cost = OutputWindow.cost(data.length);
        boolean isOut = printed.stream() == OutputStreamName.STDOUT;
        if (!readerGone) {
            try {
                sink.output(printed.stream(), data, isOut ? stdoutBytes : stderrBytes);
                if (isOut) {
                    stdoutBytes += data.length;
                } else {
                    stderrBytes += data.length;
                }
            } catch (InterruptedException notTaken) {
                readerGone = true;
            }
        }
        channel.send(new Command.Taken(channel.number(), cost));
    }

    /** The worker's result, with the bytes that were delivered: it cannot know what a reader did not take. */
    ExecutionResult corrected(ExecutionResult result) {
        Usage usage = result.usage();
        return usage.stdoutBytes() == stdoutBytes && usage.stderrBytes() == stderrBytes
                ? result
                : result.withUsage(usage.withOutput(stdoutBytes, stderrBytes));
    }
}
