// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.throughput;

import dev.agentcore.bench.Hello;
import dev.agentcore.bench.NativePython;
import java.io.IOException;

/** For comparison: a native Python process for each run. Thread-safe. */
final class NativeJob implements Job {
    private final NativePython python;

    NativeJob(NativePython python) {
        this.python = python;
    }

    @Override
    public void run() throws IOException, InterruptedException {
        Hello.check(python.run(Hello.CODE));
    }
}
