// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TargetListResolverProviderTest {
    @Test
    void namesComeBackAsTheyWere() {
        List<String> names = List.of("agent-core:50051", "127.0.0.1:1", "[::1]:50052");
        String target = TargetListResolverProvider.target(names);

        assertThat(target).startsWith("agent-core-targets:///");
        assertThat(TargetListResolver.names(URI.create(target).getPath())).isEqualTo(names);
    }
}
