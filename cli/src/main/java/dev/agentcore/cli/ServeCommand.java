package dev.agentcore.cli;

import dev.agentcore.config.ServerSettings;
import dev.agentcore.execution.Mount;
import dev.agentcore.server.AgentCoreServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
    private static final Duration WARM_UP = Duration.ofSeconds(15);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port to listen on; 0 is any that is free. Default: ${DEFAULT-VALUE}.")
    private int port = ServerSettings.standard().port();

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "The interface to listen on. Default: ${DEFAULT-VALUE}.")
    private String host = ServerSettings.standard().host();

    @Option(
            names = "--allow-remote-callers",
            description = "Allow a HOST that other machines reach. There is neither encryption nor authentication yet:"
                    + " whoever reaches the port can run programs.")
    private boolean remoteCallersAllowed;

    @Option(
            names = "--slots",
            paramLabel = "N",
            description = "How many programs run at the same time. Default: one for each processor.")
    private @Nullable Integer slots;

    @Option(
            names = "--mount",
            paramLabel = "GUEST=HOSTDIR",
            description =
                    "Let all programs read the files below HOSTDIR at GUEST, such as /data=/srv/data. They are read"
                            + " once, now: at most 256 MiB in all. Symbolic links and special files are left out.")
    private List<Assignment> mounts = List.of();

    @Option(
            names = "--no-warm-up",
            description =
                    "Serve at once, and not after 15 s at most of running programs so that the first callers' are not slow.")
    private boolean cold;

    private final Streams streams;

    ServeCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InterruptedException {
        Logging.start("INFO");
        try (AgentCoreServer server = start(settings())) {
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("process-end").unstarted(server::close));
            streams.outWriter().println("agent-core serves on " + host + ":" + server.port());
            server.awaitTermination();
        }
        return ExitCode.OK;
    }

    private ServerSettings settings() {
        try {
            ServerSettings settings = ServerSettings.standard()
                    .withHost(host)
                    .withPort(port)
                    .withRemoteCallersAllowed(remoteCallersAllowed)
                    .withMounts(mounts.stream()
                            .map(mount -> new Mount(mount.name(), Path.of(mount.value())))
                            .toList())
                    .withWarmUp(cold ? Duration.ZERO : WARM_UP);
            return slots == null
                    ? settings
                    : settings.withEngine(settings.engine().withSlots(slots));
        } catch (IllegalArgumentException outOfBounds) {
            throw new ParameterException(spec.commandLine(), String.valueOf(outOfBounds.getMessage()), outOfBounds);
        }
    }

    private AgentCoreServer start(ServerSettings settings) {
        try {
            return AgentCoreServer.start(settings);
        } catch (IllegalArgumentException refused) {
            throw new ParameterException(spec.commandLine(), String.valueOf(refused.getMessage()), refused);
        } catch (IOException cannotListen) {
            throw new CommandFailedException(
                    ExitCode.UNAVAILABLE, "cannot listen on " + host + ":" + port + ": " + reason(cannotListen));
        }
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
