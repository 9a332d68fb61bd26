/**
 * Custom interpreters: WebAssembly command modules that are not part of this server. They are read at start-up, compiled
 * to JVM classes, cached, and run like {@code python -c}.
 */
@NullMarked
package dev.agentcore.sandbox.command;

import org.jspecify.annotations.NullMarked;
