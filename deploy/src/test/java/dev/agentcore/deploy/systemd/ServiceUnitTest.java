// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.deploy.Checkout;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The unit's numbers fit those of the server. */
final class ServiceUnitTest {
    private static final int READERS_SECONDS = 5;
    private static final int CONNECTIONS_SECONDS = 1 + 5;

    @Test
    void systemdWaitsForLongerThanTheServerTakesToDrain() throws Exception {
        assertThat(Checkout.text("CONFIGURATION.md")).contains("| `lifecycle.drain-timeout` | duration | `20s` |");
        assertThat(Integer.parseInt(ServiceUnit.read().value("TimeoutStopSec")))
                .isGreaterThan(20 + READERS_SECONDS + CONNECTIONS_SECONDS);
    }

    @Test
    void thereIsMemoryForTheHeapAndThirteenSlots() throws Exception {
        Matcher heap = Pattern.compile("^-Xmx(\\d+)g$", Pattern.MULTILINE).matcher(Checkout.text("bin/jvm.options"));
        assertThat(heap.find()).isTrue();
        int megabytes = Integer.parseInt(heap.group(1)) * 1024;
        assertThat(ServiceUnit.read().value("MemoryMax"))
                .isEqualTo(megabytes + megabytes / 16 + 13 * 64 + 128 * 16 + 512 + "M");
    }

    @Test
    void theCompilerMayWriteCode() throws Exception {
        assertThat(ServiceUnit.read().value("MemoryDenyWriteExecute")).isEqualTo("no");
    }
}
