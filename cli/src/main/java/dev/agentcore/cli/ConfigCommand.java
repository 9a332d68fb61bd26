package dev.agentcore.cli;

import dev.agentcore.config.Configuration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code agent-core config}: what a server would be set to, and by what. */
@Command(
        name = "config",
        description = "Says what a server with these options, this environment and this file would be set to.",
        sortOptions = false)
final class ConfigCommand implements Callable<Integer> {
    /** What is wanted. */
    enum Wanted {
        PRINT,
        TABLE
    }

    @Parameters(
            paramLabel = "print|table",
            description = "print: all settings with their values, and where each was set; table: what there is to set.")
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
