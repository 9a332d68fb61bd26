package dev.agentcore.cli;

import java.time.Duration;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The program {@code agent-core}. */
public final class Main {
    private Main() {}

    /** Runs the command line and exits with its code; {@link ExitCode} tells which. */
    public static void main(String[] args) {
        System.exit(commandLine(Streams.ofProcess(), LocalServer::start).execute(args));
    }

    static CommandLine commandLine(Streams streams, LocalServer.Starter localServer) {
        CommandLine commandLine = new CommandLine(new AgentCoreCommand())
                .addSubcommand(new RunCommand(streams, localServer))
                .addSubcommand(new ServeCommand(streams))
                .addSubcommand(new HealthCommand(streams))
                .addSubcommand(new VersionCommand(streams));
        Stream.concat(Stream.of(commandLine), commandLine.getSubcommands().values().stream())
                .forEach(command -> command.getCommandSpec().addOption(help()));
        Mistakes mistakes = new Mistakes(streams);
        return commandLine
                .registerConverter(Duration.class, DurationText::parse)
                .registerConverter(ByteSize.class, ByteSize::parse)
                .registerConverter(Assignment.class, Assignment::parse)
                .setCaseInsensitiveEnumValuesAllowed(true)
                // Python's decorators begin with @, and so may code that is given with -c.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(mistakes::ofUsage)
                .setExecutionExceptionHandler(mistakes::ofExecution)
                .setOut(streams.outWriter())
                .setErr(streams.errWriter());
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Say this and exit.")
                .build();
    }
}
