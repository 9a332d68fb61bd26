// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.FileSink;
import dev.agentcore.execution.FrozenSandbox;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.MemoryClaim;
import dev.agentcore.execution.MemoryFootprint;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.PythonImage;
import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.execution.RunEnd;
import dev.agentcore.execution.RunEvent;
import dev.agentcore.execution.RunIo;
import dev.agentcore.execution.RunObservation;
import dev.agentcore.execution.RunObserver;
import dev.agentcore.execution.RunSpec;
import dev.agentcore.execution.Sandbox;
import dev.agentcore.execution.SandboxSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What became of each run, by the label that its caller gave it. Thread-safe. */
final class RunLedger implements RunObserver {
    static final String LABEL = "run";

    private final Map<String, AtomicInteger> counts = new ConcurrentSkipListMap<>();
    private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> opened = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> ended = new ConcurrentHashMap<>();
    private final AtomicInteger openSandboxes = new AtomicInteger();

    /** The same runtime, whose sandboxes are counted by the run that they are opened for. */
    PythonRuntime watching(PythonRuntime runtime) {
        return new WatchedRuntime(runtime);
    }

    @Override
    public RunObservation submitted(ExecutionRequest request, @Nullable String peer) {
        count("submitted");
        String run = request.labels().getOrDefault(LABEL, request.id().value());
        return new RunObservation() {
            @Override
            public void started(RunEvent.Started event) {
                count("started");
            }

            @Override
            public void ending(RunEnd end) {
                switch (end) {
                    case RunEnd.Finished finished -> {
                        Outcome outcome = finished.result().outcome();
                        outcomes.put(run, outcome);
                        count("outcome " + outcome);
                        count("finished");
                    }
                    case RunEnd.Rejected rejected -> count("rejected");
                    case RunEnd.Abandoned abandoned -> count("abandoned");
                    case RunEnd.Failed failed -> count("failed");
                }
                add(ended, run, 1);
            }
        };
    }

    /** How that run ended; null if it has not. */
    @Nullable
    Outcome outcome(String run) {
        return outcomes.get(run);
    }

    /** Checks that everything has ended, once, and that the counts of it add up. */
    void assertBalanced() {
        int finished = of("finished");
        int outcomeSum = counts.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("outcome "))
                .mapToInt(entry -> entry.getValue().get())
                .sum();
        assertThat(of("submitted")).isEqualTo(finished + of("rejected") + of("abandoned") + of("failed"));
        assertThat(of("failed")).as("internal errors").isZero();
        assertThat(of("started")).as("each that has started has an outcome").isEqualTo(outcomeSum);
        assertThat(finished).isEqualTo(outcomeSum);
        assertThat(ended.values()).as("ends of a run").allMatch(count -> count.get() == 1);
        assertThat(opened.values()).as("sandboxes of a run").allMatch(count -> count.get() == 1);
        assertThat(opened).hasSize(finished);
        assertThat(openSandboxes).hasValue(0);
    }

    /** Whether all that came has ended. */
    boolean isAtRest() {
        return of("submitted") == of("finished") + of("rejected") + of("abandoned") + of("failed");
    }

    /** How often something has happened. */
    int of(String what) {
        AtomicInteger count = counts.get(what);
        return count == null ? 0 : count.get();
    }

    @Override
    public String toString() {
        return counts.toString();
    }

    private void count(String what) {
        add(counts, what, 1);
    }

    private static void add(Map<String, AtomicInteger> map, String key, int change) {
        map.computeIfAbsent(key, absent -> new AtomicInteger()).addAndGet(change);
    }

    private final class WatchedRuntime implements PythonRuntime {
        private final PythonRuntime runtime;

        WatchedRuntime(PythonRuntime runtime) {
            this.runtime = runtime;
        }

        @Override
        public List<PythonImage> images() {
            return runtime.images();
        }

        @Override
        public Set<ResultFormat> resultFormats() {
            return runtime.resultFormats();
        }

        @Override
        public MemoryClaim claim(Limits limits) {
            return runtime.claim(limits);
        }

        @Override
        public MemoryFootprint footprint() {
            return runtime.footprint();
        }

        @Override
        public Sandbox open(SandboxSpec spec) {
            return runtime.open(spec);
        }

        @Override
        public Sandbox open(ExecutionRequest request) {
            Sandbox sandbox = runtime.open(request);
            add(opened, request.labels().getOrDefault(LABEL, request.id().value()), 1);
            openSandboxes.incrementAndGet();
            return new WatchedSandbox(sandbox);
        }

        @Override
        public void close() {
            runtime.close();
        }
    }

    private final class WatchedSandbox implements Sandbox {
        private final Sandbox sandbox;

        WatchedSandbox(Sandbox sandbox) {
            this.sandbox = sandbox;
        }

        @Override
        public ExecutionResult run(RunSpec spec, RunIo io) {
            return sandbox.run(spec, io);
        }

        @Override
        public ExecutionResult runAndFinish(RunSpec spec, RunIo io) {
            return sandbox.runAndFinish(spec, io);
        }

        @Override
        public void interrupt() {
            sandbox.interrupt();
        }

        @Override
        public void deliverFiles(List<String> paths, FileSink sink) throws InterruptedException {
            sandbox.deliverFiles(paths, sink);
        }

        @Override
        public Sandbox fork() {
            return sandbox.fork();
        }

        @Override
        public FrozenSandbox freeze() {
            return sandbox.freeze();
        }

        @Override
        public void close() {
            openSandboxes.decrementAndGet();
            sandbox.close();
        }
    }
}
