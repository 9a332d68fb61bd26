/**
 * WebAssembly command modules that are not part of this server: read when it starts, compiled to JVM classes and kept.
 * Knows nothing of Python, nor of what a module is given.
 */
@NullMarked
package dev.agentcore.sandbox.command;

import org.jspecify.annotations.NullMarked;
