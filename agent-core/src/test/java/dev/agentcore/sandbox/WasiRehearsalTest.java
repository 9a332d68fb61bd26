package dev.agentcore.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

final class WasiRehearsalTest {
    @Test
    void endsWithNothingLeftBehind() {
        WasiRehearsal.perform(new SecureRandom());
        WasiRehearsal.perform(new SecureRandom());
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
