package dev.agentcore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PythonIT extends ExampleClientContract {
    private static final Path EXAMPLE = Path.of(System.getProperty("agent-core.examples"), "python");

    @BeforeAll
    static void install() throws Exception {
        Ended installed = Ended.of(new ProcessBuilder(EXAMPLE.resolve("install").toString()), "");
        assumeTrue(installed.exitCode() == 0, "the example in Python is not tested: " + installed.stderr());
    }

    /** Python's own doctest holds what its page shows at the prompt. */
    @Test
    void whatItsPageShowsIsSo() throws Exception {
        String page = Files.readString(EXAMPLE.resolve("README.md")).replace("127.0.0.1:50051", target());
        Path copy = Files.writeString(folder.resolve("README.md"), page);
        Ended tested = Ended.of(
                new ProcessBuilder("/usr/bin/python3", "-B", "-m", "doctest", copy.toString())
                        .directory(EXAMPLE.toFile()),
                "");
        assertThat(tested).isEqualTo(new Ended(0, "", ""));
        assertThat(page).contains(">>> ");
    }

    @Override
    List<String> command() {
        // Debian's own, for which Debian packages gRPC; another may come first in the path.
        return List.of("/usr/bin/python3", "-B", EXAMPLE.resolve("run.py").toString());
    }

    @Override
    String wallTimeOf300Millis() {
        return "\"0.3s\"";
    }
}
