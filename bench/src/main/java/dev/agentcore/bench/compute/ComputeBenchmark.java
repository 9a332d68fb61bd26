// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.compute;

import dev.agentcore.bench.Benchmark;
import dev.agentcore.bench.Effort;
import dev.agentcore.bench.Findings;
import dev.agentcore.bench.NativePython;
import dev.agentcore.bench.Progress;
import dev.agentcore.bench.ServerProcess;
import dev.agentcore.bench.Workspace;
import dev.agentcore.client.AgentCoreClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code compute}: how fast programs run, against the native Python of the same build and against the peers. */
public final class ComputeBenchmark implements Benchmark {
    private final Workspace workspace;

    /** Measures the build of that workspace. */
    public ComputeBenchmark(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public String name() {
        return "compute";
    }

    @Override
    public Findings run(Effort effort, Progress progress) throws Exception {
        Plan plan = Plan.of(effort);
        List<Program> programs = Program.of(workspace.bench().resolve("programs"));
        var absent = new EnumMap<Peer, String>(Peer.class);
        var peers = new EnumMap<Peer, PeerSide>(Peer.class);
        try (var server = ServerProcess.start(workspace, List.of(), List.of());
                var client = AgentCoreClient.connect(server.target())) {
            if (plan.withPeers()) {
                open(plan, peers, absent);
            }
            absent.forEach((peer, reason) -> progress.say("without " + peer.title() + ": " + reason));
            var ours = new Contender(new AgentCoreSide(client), plan.ours(), false);
            var others = new EnumMap<Peer, Contender>(Peer.class);
            peers.forEach((peer, side) -> others.put(peer, new Contender(side, plan.of(peer), true)));
            measure(plan, programs, ours, others, progress);
            return new ComputeReport(plan, programs, ours, others, absent).findings();
        } finally {
            peers.values().forEach(PeerSide::close);
        }
    }

    private void open(Plan plan, Map<Peer, PeerSide> peers, Map<Peer, String> absent)
            throws IOException, InterruptedException {
        Path folder = workspace.bench().resolve("peers");
        Path logs = workspace.bench().resolve("target/peers");
        for (Peer peer : Peer.values()) {
            String reason = peer.absence(folder).orElse(null);
            if (reason == null) {
                Duration timeout = plan.of(peer).timeout();
                peers.put(
                        peer,
                        new PeerSide(peer.title(), peer.command(folder), logs.resolve(peer.key() + ".log"), timeout));
            } else {
                absent.put(peer, reason);
            }
        }
    }

    private void measure(
            Plan plan, List<Program> programs, Contender ours, Map<Peer, Contender> others, Progress progress)
            throws IOException, InterruptedException {
        var contenders = new ArrayList<>(List.of(ours));
        contenders.addAll(others.values());
        for (Contender contender : contenders) {
            for (Program program : programs) {
                contender.warmUp(program);
            }
            progress.say("warmed up " + contender.name());
        }
        var baseline = new NativeBaseline(new NativePython(workspace.nativePython()), plan.nativeLength());
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Program program : programs) {
                measure(round, program, contenders, baseline);
                progress.say("round %d of %d: %s".formatted(round, plan.rounds(), program.title()));
            }
            // A side that still compiles slows down the next one, so the order varies.
            Collections.rotate(contenders, 1);
        }
    }

    private static void measure(int round, Program program, List<Contender> contenders, NativeBaseline baseline)
            throws IOException, InterruptedException {
        List<Contender> present = contenders.stream()
                .filter(contender -> contender.takesPart(round, program))
                .toList();
        Set<Size> sizes = EnumSet.noneOf(Size.class);
        present.forEach(contender -> sizes.add(contender.size()));
        Map<Size, Measurement> before = baseline.measure(program, sizes);
        var attempts = new LinkedHashMap<Contender, Contender.Attempt>();
        for (Contender contender : present) {
            attempts.put(contender, contender.attempt(program));
        }
        Map<Size, Measurement> after = baseline.measure(program, sizes);
        attempts.forEach((contender, attempt) ->
                contender.note(attempt, NativeBaseline.between(before, after, contender.size())));
    }
}
