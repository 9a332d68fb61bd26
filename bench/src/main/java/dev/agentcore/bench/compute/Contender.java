// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.compute;

import dev.agentcore.bench.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A side that is compared with the native Python, and what it took so far. Not thread-safe. */
final class Contender {
    private final Side side;
    private final Pace pace;
    private final boolean mayFail;
    private final Map<Program, Measurement> unseen = new LinkedHashMap<>();
    private final Map<Program, List<Turn>> turns = new LinkedHashMap<>();
    private final Map<Program, String> failures = new LinkedHashMap<>();
    private final Set<String> versions = new LinkedHashSet<>();

    /**
     * A contender without measurements. The caller keeps ownership of the side.
     *
     * @param mayFail whether a program that fails is recorded and then skipped; otherwise it ends the benchmark
     */
    Contender(Side side, Pace pace, boolean mayFail) {
        this.side = side;
        this.pace = pace;
        this.mayFail = mayFail;
    }

    String name() {
        return side.name();
    }

    Size size() {
        return pace.size();
    }

    /** Why programs failed, by program. */
    Map<Program, String> failures() {
        return failures;
    }

    /** The versions of Python that it reported. */
    Set<String> versions() {
        return versions;
    }

    /** Runs a program for the first time, if this side is warmed up. */
    void warmUp(Program program) throws IOException, InterruptedException {
        if (!pace.warmUp().isZero()) {
            Attempt attempt = attempt(program, pace.warmUp());
            if (attempt.measured != null) {
                unseen.put(program, attempt.measured);
            }
        }
    }

    /** Whether it runs a program in a round, which count from 1. */
    boolean takesPart(int round, Program program) {
        return round <= pace.rounds() && !failures.containsKey(program);
    }

    /** Runs a program for one round. */
    Attempt attempt(Program program) throws IOException, InterruptedException {
        return attempt(program, pace.length());
    }

    private Attempt attempt(Program program, Duration length) throws IOException, InterruptedException {
        long began = System.nanoTime();
        try {
            Measurement measured = Measurement.parse(side.run(program.measured(pace.size(), length)));
            versions.add(measured.python());
            return new Attempt(program, measured, (System.nanoTime() - began) / 1e9 - measured.spent());
        } catch (IOException failed) {
            if (!mayFail) {
                throw new IOException("%s failed at %s".formatted(name(), program.title()), failed);
            }
            failures.put(program, String.valueOf(failed.getMessage()));
            return new Attempt(program, null, Double.NaN);
        }
    }

    /** Records an attempt's time, now that the native Python's times are known. */
    void note(Attempt attempt, Baseline baseline) {
        if (attempt.measured != null) {
            turns.computeIfAbsent(attempt.program, program -> new ArrayList<>())
                    .add(new Turn(attempt.measured, attempt.outside, baseline));
        }
    }

    /** Whether it ran a program in at least one round. */
    boolean ran(Program program) {
        return turns.containsKey(program);
    }

    /** The figures of a program that it ran, by round. */
    Samples samples(Program program, ToDoubleFunction<Turn> figure) {
        return Samples.of(turns.getOrDefault(program, List.of()).stream()
                .mapToDouble(figure)
                .toArray());
    }

    /** Their median; NaN if it did not run the program. */
    double median(Program program, ToDoubleFunction<Turn> figure) {
        return ran(program) ? samples(program, figure).median() : Double.NaN;
    }

    /** The first call of the program on this side, in seconds; NaN if the side was not warmed up. */
    double unseen(Program program) {
        Measurement first = unseen.get(program);
        return first == null ? Double.NaN : first.first();
    }

    /** The median of the figures of all programs and rounds; NaN if there are none. */
    double medianOfAll(ToDoubleFunction<Turn> figure) {
        double[] figures = turns.values().stream()
                .flatMap(List::stream)
                .mapToDouble(figure)
                .toArray();
        return figures.length == 0 ? Double.NaN : Samples.of(figures).median();
    }

    /** How many programs it ran. */
    int programs() {
        return turns.size();
    }

    /** One run of a program, not yet compared; without a measurement if it failed. */
    record Attempt(Program program, @Nullable Measurement measured, double outside) {}
}
