// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.stream;

import dev.agentcore.bench.memory.ProcessMemory;
import java.io.IOException;

/** The maximum growth of a process's resident set since this object was created. Not thread-safe. */
final class Growth {
    private final ProcessMemory memory;
    private final double beforeMb;

    private Growth(ProcessMemory memory, double beforeMb) {
        this.memory = memory;
        this.beforeMb = beforeMb;
    }

    /** Starts now. Linux has one peak for each process: invalidates earlier objects for the same process. */
    static Growth of(long pid) throws IOException {
        var memory = ProcessMemory.of(pid);
        memory.resetPeak();
        return new Growth(memory, memory.residentMb());
    }

    /** The initial resident set. */
    double beforeMb() {
        return beforeMb;
    }

    /** The peak, minus the initial resident set. */
    double mb() throws IOException {
        return memory.peakMb() - beforeMb;
    }
}
