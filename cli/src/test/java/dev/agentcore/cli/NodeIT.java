package dev.agentcore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class NodeIT extends ExampleClientContract {
    private static final Path EXAMPLE = Path.of(System.getProperty("agent-core.examples"), "node");

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(
                isThere("node") && isThere("npm"), "node and npm are not installed: the example in Node is not tested");
        if (!isInstalled()) {
            Ended installed = Ended.of(
                    new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                            .directory(EXAMPLE.toFile()),
                    "");
            assertThat(installed.exitCode()).as(installed.stderr()).isZero();
        }
    }

    @Override
    List<String> command() {
        return List.of("node", EXAMPLE.resolve("run.js").toString());
    }

    @Override
    String wallTimeOf300Millis() {
        return "{\"nanos\": 300000000}";
    }

    @Test
    void theTypesHoldForTypeScript() throws Exception {
        Ended checked = Ended.of(new ProcessBuilder("npm", "run", "--silent", "check").directory(EXAMPLE.toFile()), "");
        assertThat(checked.exitCode()).as(checked.stdout() + checked.stderr()).isZero();
    }

    private static boolean isInstalled() throws IOException {
        Path installed = EXAMPLE.resolve("node_modules/.package-lock.json");
        Path wanted = EXAMPLE.resolve("package-lock.json");
        return Files.exists(installed)
                && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) >= 0;
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
