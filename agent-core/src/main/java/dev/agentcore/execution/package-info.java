/**
 * The domain: a program, its limits, its events and its end, and the ports behind which programs run and events go.
 *
 * <p>Knows only the JDK. Everything else of the server depends on this package, and it on nothing.
 */
@NullMarked
package dev.agentcore.execution;

import org.jspecify.annotations.NullMarked;
