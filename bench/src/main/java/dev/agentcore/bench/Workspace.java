// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where what is measured lies: a checkout of agent-core that has been built.
 *
 * @param root the checkout's folder, absolute
 */
public record Workspace(Path root) {
    /** The property that {@code bench/run} names the root with. */
    static final String ROOT_PROPERTY = "bench.root";

    /** Makes the path absolute. */
    public Workspace {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * The one that this JVM was started for.
     *
     * @throws IllegalStateException if the JVM was not started by {@code bench/run}
     */
    static Workspace current() {
        String root = System.getProperty(ROOT_PROPERTY);
        if (root == null) {
            throw new IllegalStateException("start me with bench/run: the property " + ROOT_PROPERTY + " is not set");
        }
        return new Workspace(Path.of(root));
    }

    /** The folder of this module. */
    public Path bench() {
        return root.resolve("bench");
    }

    /** The finished program, server and command line in one. */
    public Path agentCoreJar() {
        return root.resolve("cli/target/agent-core.jar");
    }

    /** What {@code bin/agent-core} keeps of one start for the next; absent or empty where the JVM could make none. */
    public Path aotCache() {
        return root.resolve("cli/target/agent-core.aot");
    }

    /** The native Python that was built from the same sources. */
    public Path nativePython() {
        return root.resolve("python-guest/target/guest/native-python");
    }

    /** Where servers log to. */
    public Path serverLog() {
        return bench().resolve("target/server.log");
    }

    /** The {@code java} that runs this program, which is the one that runs agent-core too. */
    public Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** The JVM options for guests, as the argument that names the file. */
    public String jvmOptions() {
        return "@" + root.resolve("bin/jvm.options");
    }

    /**
     * The command that {@code bin/agent-core} comes down to, with the AOT cache if there is one.
     *
     * @param jvmOptions more options for the JVM
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
