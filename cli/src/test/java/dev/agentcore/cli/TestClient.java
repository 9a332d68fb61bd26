package dev.agentcore.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A main class of these tests in a JVM of its own. */
final class TestClient {
    private TestClient() {}

    /**
     * Runs it to its end.
     *
     * @param jvm options for the JVM
     */
    static Ended run(Class<?> main, List<String> jvm, String... arguments) throws Exception {
        Path tests =
                Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-cp", tests + File.pathSeparator + FinishedJar.path(), main.getName()));
        command.addAll(List.of(arguments));
        return Ended.of(new ProcessBuilder(command), "");
    }
}
