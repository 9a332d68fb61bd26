// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.testkit.Ended;
import dev.agentcore.testkit.FinishedJar;
import dev.agentcore.testkit.ServerProcess;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Output that fits into no heap on its way, read more slowly than it is printed: the program waits, all of it comes, and neither
 * side's memory grows. Server and client are processes of their own.
 */
@Timeout(360)
final class SlowReaderIT {
    /** The most that fits into the largest output limit, 1 GiB. */
    private static final int GIBIBYTE = 16_381;

    private static final int EIGHTH = GIBIBYTE / 8;

    /** A heap of 48 MiB, 32 MiB outside of it for buffers, and the JVM itself. */
    private static final List<String> CLIENT = List.of("-Xmx48m", "-XX:MaxDirectMemorySize=32m", "-XX:+UseSerialGC");

    private static final long CLIENT_BYTES = 256L << 20;

    /** What the server may have grown by from one stream to the next. */
    private static final long SERVER_MARGIN = 128L << 20;

    private static ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        server = ServerProcess.start(
                Map.of(),
                List.of("-Xmx640m", "-XX:MaxDirectMemorySize=64m", "-jar", FinishedJar.path()),
                "--slots",
                "1");
        // After it the server has what it takes to stream.
        assertReads(Way.ITERATOR, EIGHTH);
    }

    @AfterAll
    static void end() throws InterruptedException {
        server.end();
    }

    @Test
    void theIteratorReadsAGibibyte() throws Exception {
        assertReadsInConstantMemory(Way.ITERATOR, GIBIBYTE);
    }

    @Test
    void theListenerKeepsTheProgramWaiting() throws Exception {
        assertReadsInConstantMemory(Way.LISTENER, EIGHTH);
    }

    @Test
    void thePublisherKeepsTheProgramWaiting() throws Exception {
        assertReadsInConstantMemory(Way.PUBLISHER, EIGHTH);
    }

    private static void assertReadsInConstantMemory(Way way, int blocks) throws Exception {
        long before = SlowReader.mostResident(server.pid());
        assertReads(way, blocks);
        assertThat(SlowReader.mostResident(server.pid())).isLessThan(before + SERVER_MARGIN);
    }

    private static void assertReads(Way way, int blocks) throws Exception {
        long began = System.nanoTime();
        Ended client = TestClient.run(SlowReader.class, CLIENT, server.target(), way.name(), String.valueOf(blocks));
        double seconds = (System.nanoTime() - began) / 1e9;

        assertThat(client.exitCode()).as(client.stderr()).isZero();
        String said = client.stdout().strip();
        int last = said.lastIndexOf(' ');
        assertThat(said.substring(0, last)).isEqualTo(SlowReader.expected(blocks));
        long resident = Long.parseLong(said.substring(last + 1));
        System.out.printf(
                "Slow reader, %s: %d MiB in %.1f s, %d MiB resident at most; server %d MiB%n",
                way, blocks / 16, seconds, resident >> 20, SlowReader.mostResident(server.pid()) >> 20);
        assertThat(resident).isLessThan(CLIENT_BYTES);
    }
}
