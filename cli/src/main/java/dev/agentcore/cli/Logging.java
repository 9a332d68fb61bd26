package dev.agentcore.cli;

import org.slf4j.bridge.SLF4JBridgeHandler;

/** Where logs go: to standard error, by logback.xml; those of gRPC, which uses java.util.logging, with the others. */
final class Logging {
    private Logging() {}

    /** Starts logging, from a level of logback's upwards. The first call in a process counts. */
    static void start(String level) {
        // Read by logback.xml, when the first logger is made.
        System.setProperty("agentcore.log.level", level);
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
