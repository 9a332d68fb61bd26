// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.engines;

import dev.agentcore.bench.Benchmark;
import dev.agentcore.bench.Effort;
import dev.agentcore.bench.Findings;
import dev.agentcore.bench.NativePython;
import dev.agentcore.bench.Progress;
import dev.agentcore.bench.SampleBook;
import dev.agentcore.bench.ServerProcess;
import dev.agentcore.bench.Workspace;
import dev.agentcore.bench.coldstart.Serving;
import dev.agentcore.bench.compute.Program;
import dev.agentcore.bench.latency.GrpcSide;
import dev.agentcore.bench.latency.InProcessSide;
import dev.agentcore.bench.latency.Rounds;
import dev.agentcore.bench.throughput.ClosedLoop;
import dev.agentcore.bench.throughput.GrpcJob;
import dev.agentcore.bench.throughput.Level;
import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.config.ServerSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** {@code engines}: both engines and native Python in one run. */
public final class EnginesBenchmark implements Benchmark {
    /** How many clients keep a server busy. */
    static final int CLIENTS = 16;

    private final Workspace workspace;

    /** Measures the build of that workspace. */
    public EnginesBenchmark(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public String name() {
        return "engines";
    }

    @Override
    public Findings run(Effort effort, Progress progress) throws Exception {
        EnginesPlan plan = EnginesPlan.of(effort);
        // First of all: where it cannot be used, this says why in one line.
        Runtimes.open(Deployment.NATIVE).close();
        var figures = new EngineFigures(
                new FirstCalls(Program.of(workspace.bench().resolve("programs"))),
                new SampleBook<>(),
                new EnumMap<>(Deployment.class),
                new EnumMap<>(Deployment.class),
                new EnumMap<>(Deployment.class),
                new EnumMap<>(Deployment.class),
                new EnumMap<>(Deployment.class),
                new SandboxMemory(workspace));
        measureStarts(plan, figures, progress);
        for (int round = 1; round <= plan.memoryRounds(); round++) {
            figures.sandboxMemory().measure(Deployment.NATIVE);
            figures.sandboxMemory().measure(Deployment.JVM);
            progress.say("memory of sandboxes, round %d of %d".formatted(round, plan.memoryRounds()));
        }
        try (var servers = new Servers(workspace)) {
            measureFirstCalls(plan, servers, figures, progress);
            measureHello(plan, servers, figures, progress);
            measureBusy(plan, servers, figures, progress);
            measureStops(plan, servers, figures, progress);
        }
        return new EnginesReport(plan, figures).findings();
    }

    private void measureStarts(EnginesPlan plan, EngineFigures figures, Progress progress) throws IOException {
        // The first health check of this JVM is slow and must not count.
        try (ServerProcess server = ServerProcess.start(workspace, List.of(), List.of("--no-warm-up"))) {
            double unused = Serving.secondsUntilServing(server);
        }
        for (int round = 1; round <= plan.starts(); round++) {
            for (Deployment deployment : Deployment.known()) {
                if (deployment.isNative()) {
                    try (ServerProcess server = deployment.start(workspace)) {
                        figures.starts().add(deployment, Serving.secondsUntilServing(server));
                    }
                }
            }
            progress.say("starts, round %d of %d".formatted(round, plan.starts()));
        }
    }

    /** The programs are unseen by each server on the JVM; the last one stays. */
    private void measureFirstCalls(EnginesPlan plan, Servers servers, EngineFigures figures, Progress progress)
            throws IOException, InterruptedException {
        var python = new NativePython(workspace.nativePython());
        List<Program> programs = new ArrayList<>(figures.firstCalls().programs());
        for (Deployment deployment : Deployment.known()) {
            if (deployment.isNative()) {
                servers.start(deployment);
            }
        }
        for (int round = 1; round <= plan.rounds(); round++) {
            Map<Deployment, AgentCoreClient> clients = servers.clientsOfNative();
            if (round <= plan.jvmServers()) {
                figures.starts().add(Deployment.JVM, servers.start(Deployment.JVM));
                clients.put(Deployment.JVM, servers.client(Deployment.JVM));
            }
            for (Program program : programs) {
                figures.firstCalls().measure(program, python, clients);
            }
            // What ran before has made the JVM a little warmer: each program has its turn early and late.
            Collections.rotate(programs, programs.size() / plan.jvmServers());
            progress.say("first calls, round %d of %d".formatted(round, plan.rounds()));
        }
    }

    private static void measureHello(EnginesPlan plan, Servers servers, EngineFigures figures, Progress progress)
            throws Exception {
        // The interpreter recurses on this thread, as on the server's slot threads.
        try (var thread = Executors.newSingleThreadExecutor(Thread.ofPlatform()
                .stackSize(ServerSettings.defaults().engine().guestStackBytes())
                .factory())) {
            thread.submit(() -> {
                        hello(plan, servers, figures, progress);
                        return plan;
                    })
                    .get();
        }
    }

    private static void hello(EnginesPlan plan, Servers servers, EngineFigures figures, Progress progress)
            throws Exception {
        List<InProcessSide> open = new ArrayList<>();
        try {
            for (Deployment deployment : Runtimes.known()) {
                var side = new InProcessSide("runtime: " + deployment.title(), Runtimes.open(deployment));
                open.add(side);
                figures.runtimeHello().put(deployment, new Rounds(side, plan.helloRuns()));
            }
            for (Deployment deployment : Deployment.known()) {
                var side = new GrpcSide("over gRPC: " + deployment.title(), servers.client(deployment));
                figures.grpcHello().put(deployment, new Rounds(side, plan.helloRuns()));
            }
            List<Rounds> sides = new ArrayList<>(figures.runtimeHello().values());
            sides.addAll(figures.grpcHello().values());
            for (Rounds side : sides) {
                int runs = side.warmUp(plan.helloRuns(), plan.warmUp().toNanos());
                progress.say("warmed up %s with %,d runs".formatted(side.name(), runs));
            }
            for (int round = 1; round <= plan.helloRounds(); round++) {
                for (Rounds side : sides) {
                    side.measure();
                }
            }
        } finally {
            open.forEach(InProcessSide::close);
        }
    }

    private static void measureBusy(EnginesPlan plan, Servers servers, EngineFigures figures, Progress progress)
            throws Exception {
        for (Deployment deployment : Deployment.known()) {
            figures.busy().put(deployment, new Level(CLIENTS, deployment.title()));
            var unused = loop(servers, deployment, plan.busyWarmUp()).run(CLIENTS);
        }
        for (int round = 1; round <= plan.busyRounds(); round++) {
            for (Deployment deployment : Deployment.known()) {
                figures.level(deployment)
                        .add(loop(servers, deployment, plan.busy()).run(CLIENTS));
            }
            progress.say("%d clients, round %d of %d".formatted(CLIENTS, round, plan.busyRounds()));
        }
        for (Deployment deployment : Deployment.known()) {
            figures.serverMemory().put(deployment, ServerMemory.of(servers.server(deployment)));
        }
    }

    private static ClosedLoop loop(Servers servers, Deployment deployment, Duration length) {
        return new ClosedLoop(() -> new GrpcJob(servers.server(deployment).target()), length);
    }

    private static void measureStops(EnginesPlan plan, Servers servers, EngineFigures figures, Progress progress)
            throws InterruptedException {
        for (Deployment deployment : Deployment.known()) {
            figures.stops().put(deployment, new SampleBook<>());
        }
        for (EndlessProgram program : EndlessProgram.all()) {
            for (Deployment deployment : Deployment.known()) {
                try (var stops = new Stops(servers.server(deployment).target(), figures.stops(deployment))) {
                    stops.warmUp(program);
                    for (int i = 0; i < plan.stops(); i++) {
                        stops.measure(program);
                    }
                }
            }
            progress.say("stopped: " + program.name());
        }
    }
}
