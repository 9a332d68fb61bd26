// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import dev.agentcore.config.Configuration;
import dev.agentcore.config.ConfigurationException;
import dev.agentcore.config.GivenValue;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that configure a server. Every setting has a key; the most common ones have their own options. */
final class ConfigurationOptions {
    private static final String FILE_VARIABLE = "AGENT_CORE_CONFIG";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "A YAML file with settings. Default: $AGENT_CORE_CONFIG. Environment variables take precedence"
                            + " over the file, and options over both. 'agent-core config table' lists all settings.")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Set any setting, such as limits.max.memory=512MiB.")
    private List<Assignment> settings = List.of();

    @Option(names = "--port", paramLabel = "N", description = "The port to listen on; 0 picks a free port.")
    private @Nullable String port;

    @Option(names = "--host", paramLabel = "HOST", description = "The address to listen on.")
    private @Nullable String host;

    @Option(
            names = "--allow-remote-callers",
            description =
                    "Allow a HOST that other machines can reach without tokens or client certificates. Everyone who"
                            + " reaches the port can then run programs.")
    private boolean remoteCallersAllowed;

    @Option(
            names = "--slots",
            paramLabel = "N",
            description = "Maximum number of concurrent programs. Default: the number of processors.")
    private @Nullable String slots;

    @Option(
            names = "--mount",
            paramLabel = "GUEST=HOSTDIR",
            description =
                    "Let all programs read the files of HOSTDIR at GUEST, such as /data=/srv/data. Read once, at startup; at"
                            + " most 256 MiB in total. Symbolic links and special files are skipped.")
    private List<Assignment> mounts = List.of();

    @Option(
            names = "--no-warm-up",
            description =
                    "Serve at once, without running warm-up programs (up to 15 s) first. The first calls are slower.")
    private boolean cold;

    private final Map<String, String> environment;

    /** @param environment all environment variables */
    ConfigurationOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Loads the configuration from all sources. */
    Configuration load() {
        try {
            return Configuration.load(given(), environment, file());
        } catch (ConfigurationException wrong) {
            throw new CommandFailedException(ExitCode.USAGE, String.join("\n", wrong.problems()));
        }
    }

    private @Nullable Path file() {
        String named = environment.get(FILE_VARIABLE);
        return file != null || named == null || named.isEmpty() ? file : Path.of(named);
    }

    private Map<String, GivenValue> given() {
        var given = new LinkedHashMap<String, GivenValue>();
        settings.forEach(each -> given.put(each.name(), new GivenValue(each.value(), "--set")));
        put(given, "listen.port", port, "--port");
        put(given, "listen.host", host, "--host");
        put(given, "listen.allow-remote-callers", remoteCallersAllowed ? "true" : null, "--allow-remote-callers");
        put(given, "engine.slots", slots, "--slots");
        put(given, "mounts", mounts.isEmpty() ? null : mountsText(), "--mount");
        put(given, "lifecycle.warm-up", cold ? "0s" : null, "--no-warm-up");
        return given;
    }

    private String mountsText() {
        return mounts.stream().map(mount -> mount.name() + "=" + mount.value()).collect(Collectors.joining(","));
    }

    private static void put(Map<String, GivenValue> given, String key, @Nullable String text, String option) {
        if (text != null) {
            given.put(key, new GivenValue(text, option));
        }
    }
}
