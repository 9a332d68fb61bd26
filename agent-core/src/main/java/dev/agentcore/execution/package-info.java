/**
 * The domain's values: a program, its limits, the events of its run and how the run ends; and the ports to the runtime that
 * runs it and to the receivers of its events.
 *
 * <p>Depends only on the JDK. All other packages of the server may depend on this one.
 */
@NullMarked
package dev.agentcore.execution;

import org.jspecify.annotations.NullMarked;
