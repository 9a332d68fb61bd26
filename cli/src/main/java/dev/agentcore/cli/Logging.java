// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import dev.agentcore.config.LogSettings;
import java.util.Locale;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Configures logging: to standard error, by logback.xml, including java.util.logging, which gRPC uses. */
final class Logging {
    private Logging() {}

    /** Starts logging with the defaults: warnings and errors. Only the first call in a process has an effect. */
    static void start() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Starts logging with these settings. Only the first call in a process has an effect. */
    static void start(LogSettings settings) {
        // Read by logback.xml, when the first logger is created.
        System.setProperty("agentcore.log.format", settings.format().name().toLowerCase(Locale.ROOT));
        System.setProperty("agentcore.log.level", settings.level().name());
        start();
    }
}
