package dev.agentcore.cli;

import dev.agentcore.config.LogSettings;
import java.util.Locale;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Where logs go: to standard error, by logback.xml; those of gRPC, which uses java.util.logging, with the others. */
final class Logging {
    private Logging() {}

    /** Starts logging for a command that has nothing to say unless something is wrong. The first call in a process counts. */
    static void start() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Starts logging as it is set. The first call in a process counts. */
    static void start(LogSettings settings) {
        // Read by logback.xml, when the first logger is made.
        System.setProperty("agentcore.log.format", settings.format().name().toLowerCase(Locale.ROOT));
        System.setProperty("agentcore.log.level", settings.level().name());
        start();
    }
}
