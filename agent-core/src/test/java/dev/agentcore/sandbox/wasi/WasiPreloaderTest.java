package dev.agentcore.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

final class WasiPreloaderTest {
    @Test
    void endsWithNothingLeftBehind() {
        WasiPreloader.perform(new SecureRandom());
        WasiPreloader.perform(new SecureRandom());
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
