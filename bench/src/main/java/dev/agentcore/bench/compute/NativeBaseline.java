// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.compute;

import dev.agentcore.bench.NativePython;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Measures the native Python, before and after the others. */
final class NativeBaseline {
    private final NativePython python;
    private final Duration length;

    NativeBaseline(NativePython python, Duration length) {
        this.python = python;
        this.length = length;
    }

    Map<Size, Measurement> measure(Program program, Set<Size> sizes) throws IOException, InterruptedException {
        var measured = new EnumMap<Size, Measurement>(Size.class);
        for (Size size : sizes) {
            measured.put(size, Measurement.parse(python.run(program.measured(size, length))));
        }
        return measured;
    }

    static Baseline between(Map<Size, Measurement> before, Map<Size, Measurement> after, Size size) {
        return Baseline.between(Objects.requireNonNull(before.get(size)), Objects.requireNonNull(after.get(size)));
    }
}
