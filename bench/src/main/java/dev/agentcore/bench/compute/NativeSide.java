package dev.agentcore.bench.compute;

import dev.agentcore.bench.NativePython;
import java.io.IOException;

/** The native Python of the same build: a process for each program. */
final class NativeSide implements Side {
    private final NativePython python;

    NativeSide(NativePython python) {
        this.python = python;
    }

    @Override
    public String name() {
        return "native";
    }

    @Override
    public String run(String code) throws IOException, InterruptedException {
        return python.run(code);
    }
}
