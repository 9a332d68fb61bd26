// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.stream;

import dev.agentcore.bench.memory.ProcessMemory;
import java.io.IOException;

/** By how much a process's resident set has grown at most since this was made. Confined to one thread. */
final class Growth {
    private final ProcessMemory memory;
    private final double beforeMb;

    private Growth(ProcessMemory memory, double beforeMb) {
        this.memory = memory;
        this.beforeMb = beforeMb;
    }

    /** From now on. There is one peak for each process: an earlier growth of the same process ends. */
    static Growth of(long pid) throws IOException {
        var memory = ProcessMemory.of(pid);
        memory.resetPeak();
        return new Growth(memory, memory.residentMb());
    }

    /** What it took in the beginning. */
    double beforeMb() {
        return beforeMb;
    }

    /** The most that it has taken, less what it took in the beginning. */
    double mb() throws IOException {
        return memory.peakMb() - beforeMb;
    }
}
