/**
 * Command modules on Chicory: read at start-up, checked, compiled to JVM classes and cached. Knows nothing of Python, nor
 * of what a module is given.
 */
@NullMarked
package dev.agentcore.sandbox.command.chicory;

import org.jspecify.annotations.NullMarked;
