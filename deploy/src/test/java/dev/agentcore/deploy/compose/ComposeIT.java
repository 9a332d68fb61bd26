package dev.agentcore.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentcore.cli.Ended;
import dev.agentcore.deploy.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Compose itself reads compose.yaml: by its schema, and as what its services, networks and volumes say of each other. */
@Timeout(300)
final class ComposeIT {
    private static final int NO_COMPOSE = 69;

    @TempDir
    Path folder;

    @Test
    void composeTakesTheFile() throws Exception {
        Ended config = config(Checkout.path("deploy/compose/compose.yaml"));
        assertThat(config.exitCode()).as(config.toString()).isZero();
        assertThat(config.stdout()).contains("agent-core:0.1", "service_healthy");
    }

    @Test
    void composeWouldNotTakeANetworkThatThereIsNot() throws Exception {
        String file = Checkout.text("deploy/compose/compose.yaml");
        String wrong = file.replace("networks: [monitoring]", "networks: [monitored]");
        assertThat(wrong).isNotEqualTo(file);
        Ended config = config(Files.writeString(folder.resolve("compose.yaml"), wrong));
        assertThat(config.exitCode()).isNotZero();
        assertThat(config.stderr()).contains("monitored");
    }

    private static Ended config(Path file) throws Exception {
        String compose = Checkout.path("deploy/src/test/scripts/compose").toString();
        Ended ended = Ended.of(new ProcessBuilder(compose, "-f", file.toString(), "config"), "");
        assumeTrue(ended.exitCode() != NO_COMPOSE, "skipped: " + ended.stderr());
        return ended;
    }
}
