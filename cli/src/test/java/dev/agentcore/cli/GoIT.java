package dev.agentcore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

final class GoIT extends ExampleClientContract {
    private static final Path EXAMPLE = Path.of(System.getProperty("agent-core.examples"), "go");

    @BeforeAll
    static void build() throws Exception {
        Ended installed = Ended.of(new ProcessBuilder(EXAMPLE.resolve("install").toString()), "");
        assumeTrue(installed.exitCode() == 0, "the example in Go is not tested: " + installed.stderr());
        Ended built = Ended.of(new ProcessBuilder(EXAMPLE.resolve("build").toString()), "");
        assertThat(built.exitCode()).as(built.stderr()).isZero();
    }

    @Override
    List<String> command() {
        return List.of(EXAMPLE.resolve("target/run").toString());
    }

    @Override
    String wallTimeOf300Millis() {
        return "\"0.3s\"";
    }
}
