// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import dev.agentcore.config.ByteSize;
import dev.agentcore.config.DurationText;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code agent-core}. */
public final class Main {
    private Main() {}

    /** Runs the command line and exits with its {@link ExitCode}. */
    public static void main(String[] args) {
        System.exit(commandLine(Streams.ofProcess(), LocalServer::start, System.getenv())
                .execute(args));
    }

    static CommandLine commandLine(Streams streams, LocalServer.Starter localServer, Map<String, String> environment) {
        CommandLine commandLine = new CommandLine(new AgentCoreCommand())
                .addSubcommand(new RunCommand(streams, localServer, environment))
                .addSubcommand(new ServeCommand(streams, environment))
                .addSubcommand(new ConfigCommand(streams, environment))
                .addSubcommand(new HealthCommand(streams, environment))
                .addSubcommand(new PsCommand(streams, environment))
                .addSubcommand(new CancelCommand(environment))
                .addSubcommand(new VersionCommand(streams));
        Stream.concat(Stream.of(commandLine), commandLine.getSubcommands().values().stream())
                .forEach(command -> command.getCommandSpec().addOption(help()));
        ErrorReport errors = new ErrorReport(streams);
        return commandLine
                .registerConverter(Duration.class, Main::moreThanNoTime)
                .registerConverter(ByteSize.class, Main::moreThanNoBytes)
                .registerConverter(Assignment.class, Assignment::parse)
                .setCaseInsensitiveEnumValuesAllowed(true)
                // Code given with -c may start with @, as a decorator does.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(errors::usageError)
                .setExecutionExceptionHandler(errors::executionError)
                .setOut(streams.outWriter())
                .setErr(streams.errWriter());
    }

    private static Duration moreThanNoTime(String text) {
        Duration time = converted(DurationText::parse, text);
        if (time.isZero()) {
            throw new TypeConversionException("'" + text + "' is too short; it must be more than zero");
        }
        return time;
    }

    private static ByteSize moreThanNoBytes(String text) {
        ByteSize size = converted(ByteSize::parse, text);
        if (size.bytes() == 0) {
            throw new TypeConversionException("'" + text + "' is too small; it must be more than zero");
        }
        return size;
    }

    private static <T> T converted(Function<String, T> parser, String text) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException(wrong.getMessage());
        }
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help and exit.")
                .build();
    }
}
