package dev.agentcore.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.execution.EngineSettings;
import dev.agentcore.execution.LimitsPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ServerSettingsTest {
    private static final ServerSettings STANDARD = ServerSettings.standard();

    @Test
    void defaults() {
        assertThat(STANDARD)
                .isEqualTo(new ServerSettings(
                        "127.0.0.1",
                        50_051,
                        false,
                        EngineSettings.standard(),
                        LimitsPolicy.standard(),
                        Duration.ofSeconds(20),
                        Duration.ZERO));
    }

    @Test
    void everyComponentCanBeReplaced() {
        var engine = EngineSettings.standard().withSlots(7).withQueue(3, Duration.ofMillis(5));
        var limits = new LimitsPolicy(
                LimitsPolicy.standard().defaults(), LimitsPolicy.standard().maximum(), 1 << 20);
        assertThat(STANDARD.withHost("::1")
                        .withPort(0)
                        .withRemoteCallersAllowed(true)
                        .withEngine(engine)
                        .withLimits(limits)
                        .withDrainPatience(Duration.ZERO)
                        .withWarmUp(Duration.ofSeconds(1)))
                .isEqualTo(new ServerSettings("::1", 0, true, engine, limits, Duration.ZERO, Duration.ofSeconds(1)));
    }

    @Test
    void boundsAreNamed() {
        refuses("host must not be empty", () -> STANDARD.withHost(" "));
        refuses("port must be 0 to 65535, but is 65536", () -> STANDARD.withPort(65_536));
        refuses("port must be 0 to 65535, but is -1", () -> STANDARD.withPort(-1));
        refuses(
                "drainPatience must be PT0S to PT24H, but is PT-1S",
                () -> STANDARD.withDrainPatience(Duration.ofSeconds(-1)));
        refuses("warmUp must be PT0S to PT1M, but is PT1M1S", () -> STANDARD.withWarmUp(Duration.ofSeconds(61)));
    }

    private static void refuses(String message, Runnable construction) {
        assertThatThrownBy(construction::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
