// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import dev.agentcore.testkit.Ended;
import dev.agentcore.testkit.FinishedJar;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A main class of these tests in its own JVM. */
final class TestClient {
    private TestClient() {}

    /**
     * Runs it to its end.
     *
     * @param jvm options for the JVM
     */
    static Ended run(Class<?> main, List<String> jvm, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-cp", classPath(main), main.getName()));
        command.addAll(List.of(arguments));
        return Ended.of(new ProcessBuilder(command), "");
    }

    /** The tests, the test kit, and the finished jar with all else. */
    static String classPath(Class<?> main) throws URISyntaxException {
        return String.join(File.pathSeparator, location(main), location(Ended.class), FinishedJar.path());
    }

    private static String location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}
