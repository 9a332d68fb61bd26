package dev.agentcore.cli;

import dev.agentcore.config.Configuration;
import dev.agentcore.config.ListenSettings;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.server.AgentCoreServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code agent-core serve}: serves until it is told to end. */
@Command(
        name = "serve",
        description = {
            "Serves until it is told to end by SIGTERM or Ctrl-C; then running programs may finish for a while.",
            "A second signal ends that patience: what still runs is cancelled. Either way all output is delivered.",
            "When it serves, it says where in one line on standard output."
        },
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:told to end while it served, by SIGTERM, SIGINT or SIGHUP; it has let go all calls",
            "2:a mistake in the command line or a setting, or the heap is too small; one line for each tells it",
            "69:it cannot listen there: the port or socket is in use, or there is no such interface",
            "70:there is no Python interpreter in it that works",
            "129, 130, 143:told to end before it served, by SIGHUP, SIGINT or SIGTERM"
        })
final class ServeCommand implements Callable<Integer> {
    /** How Netty begins what it says of a native call. */
    private static final Pattern NATIVE_CALL = Pattern.compile("^\\w+\\(\\.\\.\\) failed with error\\(-\\d+\\): ");

    @Mixin
    private final ConfigurationOptions options;

    private final Streams streams;

    ServeCommand(Streams streams, Map<String, String> environment) {
        this.streams = streams;
        options = new ConfigurationOptions(environment);
    }

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = options.load();
        configuration.warnings().forEach(streams::complain);
        ServerSettings settings = configuration.serverSettings();
        Logging.start(settings.log());
        AuditFile.open(settings.audit());
        try (AgentCoreServer server = start(settings)) {
            EndSignals.begin(server::close);
            streams.outWriter().println("agent-core serves on " + server.target());
            server.awaitTermination();
        }
        return ExitCode.OK;
    }

    private static AgentCoreServer start(ServerSettings settings) {
        try {
            return AgentCoreServer.start(settings);
        } catch (IllegalArgumentException refused) {
            throw new CommandFailedException(ExitCode.USAGE, String.valueOf(refused.getMessage()));
        } catch (OutOfMemoryError full) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "the heap of %d MiB is too small: give the JVM more by -Xmx"
                            .formatted(Runtime.getRuntime().maxMemory() >> 20));
        } catch (IOException cannotListen) {
            throw new CommandFailedException(
                    ExitCode.UNAVAILABLE, "cannot listen on " + where(settings.listen()) + ": " + reason(cannotListen));
        } catch (IllegalStateException | UncheckedIOException unusable) {
            throw new CommandFailedException(
                    ExitCode.SERVICE_FAILED, "the Python interpreter is unusable: " + reason(unusable));
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
        return NATIVE_CALL.matcher(String.valueOf(innermost.getMessage())).replaceFirst("");
    }
}
