// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import com.dylibso.chicory.runtime.Instance;
import dev.agentcore.guest.PythonGuest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The machine and the software that were measured. Immutable.
 *
 * @param traits names and values, in the report's order
 */
record Machine(Map<String, String> traits) {
    private static final String UNKNOWN = "unknown";

    /** The current machine, JVM and checkout. */
    static Machine describe(Workspace workspace) {
        var traits = new LinkedHashMap<String, String>();
        traits.put("CPU", firstValue(Path.of("/proc/cpuinfo"), "model name"));
        traits.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        traits.put("memory", memory());
        traits.put(
                "operating system",
                firstValue(Path.of("/etc/os-release"), "PRETTY_NAME").replace("\"", "") + ", "
                        + System.getProperty("os.name") + " " + System.getProperty("os.version"));
        traits.put("JDK", System.getProperty("java.vendor.version") + ", " + System.getProperty("java.vm.version"));
        traits.put("JVM options", jvmOptions());
        traits.put("CPython", PythonGuest.load().pythonVersion());
        traits.put("Chicory", version(Instance.class));
        traits.put("commit", commit(workspace));
        return new Machine(traits);
    }

    private static String memory() {
        return firstValue(Path.of("/proc/meminfo"), "MemTotal")
                .transform(text -> text.endsWith(" kB")
                        ? "%.1f GiB".formatted(Long.parseLong(text.substring(0, text.length() - 3)) / 1024.0 / 1024.0)
                        : text);
    }

    private static String jvmOptions() {
        return String.join(
                " ",
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(each -> each.startsWith("-X"))
                        .filter(each -> !each.startsWith("-Xlog"))
                        .toList());
    }

    private static String version(Class<?> ofLibrary) {
        // The version is in the jars' names, not in their manifests.
        String jar = Path.of(ofLibrary
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .getFileName()
                .toString();
        return jar.replaceFirst("^\\D*-", "").replaceFirst("\\.jar$", "");
    }

    private static String commit(Workspace workspace) {
        String commit = firstLine(workspace, "git", "rev-parse", "--short=12", "HEAD");
        boolean changed = !firstLine(
                        workspace, "git", "status", "--porcelain", "--", ":!bench/REPORT.md", ":!bench/charts")
                .isEmpty();
        return commit.isEmpty() ? UNKNOWN : commit + (changed ? " with changes" : "");
    }

    private static String firstLine(Workspace workspace, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(workspace.root().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (Stream<String> lines =
                    process.inputReader(StandardCharsets.UTF_8).lines()) {
                return lines.toList().stream().findFirst().orElse("");
            }
        } catch (IOException noGit) {
            return "";
        }
    }

    /** The value of the first line {@code name: value} or {@code name=value}. */
    private static String firstValue(Path file, String name) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.replaceFirst("^[^:=]*[:=]\\s*", ""))
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException notLinux) {
            return UNKNOWN;
        }
    }
}
