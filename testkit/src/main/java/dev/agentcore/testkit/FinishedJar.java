// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The jar that the module cli builds, run in its own process. The system properties {@code agent-core.jar} and
 * {@code agent-core.jvm-options} say where the jar and the file of JVM options are; the build sets them for integration tests.
 */
public final class FinishedJar {
    private FinishedJar() {}

    /** Where the jar is. */
    public static String path() {
        return System.getProperty("agent-core.jar");
    }

    /** The command line {@code agent-core}, with the JVM options of {@code bin/agent-core}. */
    public static ProcessBuilder command(String... arguments) {
        return command(Map.of(), List.of("-jar", path()), arguments);
    }

    /**
     * The command line {@code agent-core}, with other variables, JVM options or another main class.
     *
     * @param environment added to the environment of this process
     * @param jvm more options for the JVM, then {@code -jar} and the jar, or a class
     */
    public static ProcessBuilder command(Map<String, String> environment, List<String> jvm, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + System.getProperty("agent-core.jvm-options")));
        command.addAll(jvm);
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder;
    }
}
