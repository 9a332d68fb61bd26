// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentcore.deploy.Checkout;
import dev.agentcore.testkit.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compose itself reads compose.yaml: by its schema, and what its services say of each other. */
@Tag("nightly")
@Timeout(300)
final class ComposeIT {
    private static final int NO_COMPOSE = 69;

    @TempDir
    Path folder;

    @Test
    void composeTakesTheFile() throws Exception {
        Ended config = config(Checkout.path("deploy/compose/compose.yaml"));
        assertThat(config.exitCode()).as(config.toString()).isZero();
        assertThat(config.stdout()).contains("agent-core:0.2", "service_healthy");
    }

    @ParameterizedTest
    @CsvSource({"cap_drop, cap_drops", "agent-core: {condition: service_healthy}, agent: {condition: service_healthy}"})
    void composeWouldNotTakeWhatIsMisspelt(String right, String misspelt) throws Exception {
        String file = Checkout.text("deploy/compose/compose.yaml");
        assertThat(file).contains(right);
        Ended config = config(Files.writeString(folder.resolve("compose.yaml"), file.replace(right, misspelt)));
        assertThat(config.exitCode()).isNotZero();
        assertThat(config.stderr()).contains(misspelt.replaceAll(":.*", ""));
    }

    private static Ended config(Path file) throws Exception {
        String compose = Checkout.path("deploy/src/test/scripts/compose").toString();
        Ended ended = Ended.of(new ProcessBuilder(compose, "-f", file.toString(), "config"), "");
        assumeTrue(ended.exitCode() != NO_COMPOSE, "skipped: " + ended.stderr());
        return ended;
    }
}
