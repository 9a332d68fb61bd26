package dev.agentcore.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The jar that this module's build makes, in processes of its own. */
public final class FinishedJar {
    private FinishedJar() {}

    public static String path() {
        return System.getProperty("agent-core.jar");
    }

    /** The command line {@code agent-core}, with what {@code bin/agent-core} gives the JVM. */
    public static ProcessBuilder command(String... arguments) {
        return command(Map.of(), List.of("-jar", path()), arguments);
    }

    /**
     * The same.
     *
     * @param environment what is added to this process's
     * @param jvm more options for the JVM, and the jar or a class
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
