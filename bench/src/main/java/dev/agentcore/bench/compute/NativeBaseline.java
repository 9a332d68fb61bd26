package dev.agentcore.bench.compute;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Measures the native Python, before and after the others. */
final class NativeBaseline {
    private final Side side;
    private final Duration length;

    NativeBaseline(Side side, Duration length) {
        this.side = side;
        this.length = length;
    }

    Map<Size, Measurement> measure(Program program, Set<Size> sizes) throws IOException, InterruptedException {
        var measured = new EnumMap<Size, Measurement>(Size.class);
        for (Size size : sizes) {
            measured.put(size, Measurement.parse(side.run(program.measured(size, length))));
        }
        return measured;
    }

    static Baseline between(Map<Size, Measurement> before, Map<Size, Measurement> after, Size size) {
        return Baseline.between(Objects.requireNonNull(before.get(size)), Objects.requireNonNull(after.get(size)));
    }
}
