/** The command line: {@code serve}, {@code run}, {@code health} and {@code version}. Wires server and client together. */
@NullMarked
package dev.agentcore.cli;

import org.jspecify.annotations.NullMarked;
