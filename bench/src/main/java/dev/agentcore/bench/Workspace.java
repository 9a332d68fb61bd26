// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The measured software: a checkout of agent-core that has been built.
 *
 * @param root the checkout's folder, absolute
 */
public record Workspace(Path root) {
    /** The system property with the root, set by {@code bench/run}. */
    static final String ROOT_PROPERTY = "bench.root";

    /** Makes the path absolute. */
    public Workspace {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * The workspace of this JVM.
     *
     * @throws IllegalStateException if the JVM was not started by {@code bench/run}
     */
    static Workspace current() {
        String root = System.getProperty(ROOT_PROPERTY);
        if (root == null) {
            throw new IllegalStateException(
                    "start this program with bench/run: the property " + ROOT_PROPERTY + " is not set");
        }
        return new Workspace(Path.of(root));
    }

    /** The folder of this module. */
    public Path bench() {
        return root.resolve("bench");
    }

    /** The packaged program: server and command line. */
    public Path agentCoreJar() {
        return root.resolve("cli/target/agent-core.jar");
    }

    /** The AOT cache of {@code bin/agent-core}; absent or empty if the JVM could not create one. */
    public Path aotCache() {
        return root.resolve("cli/target/agent-core.aot");
    }

    /** The native Python that was built from the same sources. */
    public Path nativePython() {
        return root.resolve("python-guest/target/guest/native-python");
    }

    /** The folder of the servers' logs. */
    public Path serverLog() {
        return bench().resolve("target/server.log");
    }

    /** The {@code java} of this JVM, which also runs agent-core. */
    public Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** The argument that names the file of JVM options. */
    public String jvmOptions() {
        return "@" + root.resolve("bin/jvm.options");
    }

    /**
     * The command that {@code bin/agent-core} runs, with the AOT cache if there is one.
     *
     * @param jvmOptions additional options of the JVM
     * @param arguments the command line's arguments
     */
    public List<String> agentCore(List<String> jvmOptions, List<String> arguments) throws IOException {
        var command = new ArrayList<>(agentCoreWithoutAotCache(jvmOptions, arguments));
        Path cache = aotCache();
        if (Files.exists(cache)
                && Files.size(cache) > 0
                && Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(agentCoreJar())) > 0) {
            command.add(2, "-XX:AOTCache=" + cache);
        }
        return command;
    }

    /** The same without the AOT cache. */
    public List<String> agentCoreWithoutAotCache(List<String> jvmOptions, List<String> arguments) {
        var command = new ArrayList<>(List.of(java().toString(), jvmOptions()));
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", agentCoreJar().toString()));
        command.addAll(arguments);
        return List.copyOf(command);
    }
}
