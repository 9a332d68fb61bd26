// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.server.AgentCoreServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PrintoutTest {
    private static final long BYTES = 200_000;

    @SuppressWarnings("NullAway.Init")
    private AgentCoreServer server;

    @SuppressWarnings("NullAway.Init")
    private AgentCoreClient client;

    @BeforeAll
    void start() throws IOException {
        server = AgentCoreServer.start(ServerSettings.defaults().withPort(0).withWarmUp(Duration.ZERO));
        client = AgentCoreClient.connect("127.0.0.1:" + server.port());
    }

    @AfterAll
    void stop() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void everyShapePrintsAllBytes(Shape shape) throws Exception {
        var pauses = new AtomicInteger();
        assertThat(new Printout(shape, BYTES).read(client, pauses::incrementAndGet))
                .isPositive();
        assertThat(pauses).hasValue(1);
    }

    @Test
    void otherBytesThanTheseAreNoMeasurement() {
        // Not a multiple of a line: the program prints less.
        assertThatThrownBy(() -> new Printout(Shape.LINES, BYTES + 1).read(client, Printout.Pause.NONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("200000 bytes came of 200001");
    }
}
