// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import dev.agentcore.config.Configuration;
import dev.agentcore.config.ListenSettings;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.sandbox.engine.EngineUnavailableException;
import dev.agentcore.server.AgentCoreServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code agent-core serve}: runs a server until it is terminated. */
@Command(
        name = "serve",
        description = {
            "Runs a server until SIGTERM or Ctrl-C. Running programs may then continue for the drain timeout.",
            "A second signal cancels running programs at once. In both cases all output is delivered.",
            "When the server is serving, it prints one line with its address on standard output."
        },
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:terminated by SIGTERM, SIGINT or SIGHUP while serving; all calls have ended",
            "2:the command line or a setting is invalid, or the heap is too small; each problem is one line",
            "69:the address cannot be used: the port or socket is in use, or the interface does not exist",
            "70:the Python interpreter does not work",
            "129, 130, 143:terminated by SIGHUP, SIGINT or SIGTERM before serving"
        })
final class ServeCommand implements Callable<Integer> {
    /** The prefix of Netty's messages about native calls. */
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
        ServerSettings settings = configuration.serverSettings();
        Logging.start(settings.log());
        // Not a constant: the first logger must not exist before Logging.start.
        Logger log = LoggerFactory.getLogger(ServeCommand.class);
        configuration.warnings().forEach(log::warn);
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
        } catch (EngineUnavailableException unavailable) {
            throw new CommandFailedException(ExitCode.USAGE, "engine.kind: " + unavailable.getMessage());
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

    /** The message of the operating system, which gRPC wraps in less specific ones. */
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return NATIVE_CALL.matcher(String.valueOf(innermost.getMessage())).replaceFirst("");
    }
}
