package dev.agentcore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** There are no crates to build the example in Rust with: all that is held is that it parses. */
final class RustIT {
    private static final Path EXAMPLE = Path.of(System.getProperty("agent-core.examples"), "rust");

    @Test
    void theSourceParsesAndIsFormatted() throws Exception {
        assumeTrue(isThere(), "rustfmt is not installed: the example in Rust is not looked at");
        Ended checked = Ended.of(
                new ProcessBuilder("rustfmt", "--check", "--edition", "2021", "src/main.rs", "build.rs")
                        .directory(EXAMPLE.toFile()),
                "");
        assertThat(checked.exitCode()).as(checked.stdout() + checked.stderr()).isZero();
    }

    private static boolean isThere() throws InterruptedException {
        try {
            return Ended.of(new ProcessBuilder("rustfmt", "--version"), "").exitCode() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
