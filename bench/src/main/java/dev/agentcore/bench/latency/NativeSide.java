// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.latency;

import dev.agentcore.bench.Hello;
import dev.agentcore.bench.NativePython;
import java.io.IOException;

/** For comparison: a native Python process, from its start to its end. */
final class NativeSide implements Side {
    private final NativePython python;

    NativeSide(NativePython python) {
        this.python = python;
    }

    @Override
    public String name() {
        return "native process";
    }

    @Override
    public long run() throws IOException, InterruptedException {
        long began = System.nanoTime();
        String printed = python.run(Hello.CODE);
        long took = System.nanoTime() - began;
        Hello.check(printed);
        return took;
    }
}
