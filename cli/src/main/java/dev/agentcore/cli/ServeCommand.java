package dev.agentcore.cli;

import dev.agentcore.config.Configuration;
import dev.agentcore.config.ListenSettings;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.server.AgentCoreServer;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code agent-core serve}: serves until it is told to end. */
@Command(
        name = "serve",
        description = {
            "Serves until it is told to end by SIGTERM or Ctrl-C; then running programs may finish for a while.",
            "When it serves, it says where in one line on standard output."
        },
        sortOptions = false)
final class ServeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ConfigurationOptions options;

    private final Streams streams;

    ServeCommand(Streams streams, Map<String, String> environment) {
        this.streams = streams;
        options = new ConfigurationOptions(environment);
    }

    @Override
    public Integer call() throws InterruptedException {
        Logging.start("INFO");
        Configuration configuration = options.load();
        configuration.warnings().forEach(streams::complain);
        ServerSettings settings = configuration.serverSettings();
        try (AgentCoreServer server = start(settings)) {
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("process-end").unstarted(server::close));
            streams.outWriter().println("agent-core serves on " + server.target());
            server.awaitTermination();
        }
        return ExitCode.OK;
    }

    private AgentCoreServer start(ServerSettings settings) {
        try {
            return AgentCoreServer.start(settings);
        } catch (IllegalArgumentException refused) {
            throw new ParameterException(spec.commandLine(), String.valueOf(refused.getMessage()), refused);
        } catch (IOException cannotListen) {
            throw new CommandFailedException(
                    ExitCode.UNAVAILABLE, "cannot listen on " + where(settings.listen()) + ": " + reason(cannotListen));
        }
    }

    private static String where(ListenSettings listen) {
        return listen.socket() == null ? listen.host() + ":" + listen.port() : "unix:" + listen.socket();
    }

    /** What the system said: gRPC wraps it in words that say less. */
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return String.valueOf(innermost.getMessage());
    }
}
