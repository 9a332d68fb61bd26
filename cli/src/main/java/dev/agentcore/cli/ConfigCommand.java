// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import dev.agentcore.config.Configuration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code agent-core config}: prints settings. */
@Command(
        name = "config",
        description = "Prints the settings of a server with these options, this environment and this file.",
        sortOptions = false)
final class ConfigCommand implements Callable<Integer> {
    /** What to print. */
    enum Wanted {
        PRINT,
        TABLE
    }

    @Parameters(
            paramLabel = "print|table",
            description =
                    "print: all settings with their values and where each was set; table: the documentation of all settings.")
    @SuppressWarnings("NullAway.Init")
    private Wanted wanted;

    @Mixin
    private final ConfigurationOptions options;

    private final Streams streams;

    ConfigCommand(Streams streams, Map<String, String> environment) {
        this.streams = streams;
        options = new ConfigurationOptions(environment);
    }

    @Override
    public Integer call() {
        var out = streams.outWriter();
        switch (wanted) {
            case TABLE -> out.print(Configuration.documentation());
            case PRINT -> {
                Configuration configuration = options.load();
                int key = width(configuration, Configuration.Entry::key);
                int value = width(configuration, Configuration.Entry::value);
                configuration
                        .entries()
                        .forEach(entry -> out.println(("%-" + key + "s  %-" + value + "s  # %s")
                                .formatted(entry.key() + ":", entry.value(), entry.origin())));
                configuration.warnings().forEach(streams::complain);
            }
        }
        out.flush();
        return ExitCode.OK;
    }

    private static int width(Configuration configuration, Function<Configuration.Entry, String> column) {
        return configuration.entries().stream()
                .mapToInt(entry -> column.apply(entry).length() + 1)
                .max()
                .orElse(1);
    }
}
