package dev.agentcore.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

final class PythonIT extends ExampleClientContract {
    private static final Path EXAMPLE = Path.of(System.getProperty("agent-core.examples"), "python");

    @BeforeAll
    static void install() throws Exception {
        Ended installed = Ended.of(new ProcessBuilder(EXAMPLE.resolve("install").toString()), "");
        assumeTrue(installed.exitCode() == 0, "the example in Python is not tested: " + installed.stderr());
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
