// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.testkit.Ended;
import dev.agentcore.testkit.ServerProcess;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 1,000 concurrent runs, more than a connection carries, with two callback threads; client and server are processes. */
@Timeout(180)
final class ManyRunsIT {
    private static final int RUNS = 1_200;

    /** The JVM's own, the client's two, gRPC's, and those of the common pool, of which there are fewer than processors. */
    private static final int THREADS = 30 + Runtime.getRuntime().availableProcessors();

    @Test
    void allEndWellWhereThereIsRoomForThemToWait() throws Exception {
        try (ServerProcess server = ServerProcess.start(
                "--slots", "2", "--set", "engine.queue.capacity=1200", "--set", "engine.queue.max-wait=3m")) {
            assertAllEndWell(server, 1);
            server.end();
        }
    }

    @Test
    void allEndWellInTimeWhereThereIsRoomForFew() throws Exception {
        try (ServerProcess server = ServerProcess.start(
                "--slots", "2", "--set", "engine.queue.capacity=64", "--set", "engine.queue.retry-after=100ms")) {
            assertAllEndWell(server, 1_000);
            server.end();
        }
    }

    private static void assertAllEndWell(ServerProcess server, int attempts) throws Exception {
        long began = System.nanoTime();
        Ended client = TestClient.run(
                ManyRuns.class, List.of(), server.target(), String.valueOf(RUNS), String.valueOf(attempts));
        assertThat(client.exitCode()).as(client.stderr()).isZero();
        String[] said = client.stdout().strip().split(" ", 3);
        System.out.printf(
                "Many runs: %s in %.1f s, with %s threads at most%n",
                said[0], (System.nanoTime() - began) / 1e9, said[1]);
        assertThat(said[0]).as("right answers").isEqualTo(String.valueOf(RUNS));
        assertThat(Integer.parseInt(said[1])).as("threads").isLessThan(THREADS);
        assertThat(said[2]).as("threads of a client that is closed").isEqualTo("0");
    }
}
