/**
 * The Python runtime: images, sandboxes, their runs, and how runs end.
 *
 * <p>The packages below this one know each other in one direction: {@code engine} knows none of them, {@code fs} knows it,
 * {@code wasi} both, {@code guest} all three. This package knows all of these, and {@code command} knows this package.
 * Chicory's types stay in {@code engine.chicory} and {@code command.chicory}.
 */
@NullMarked
package dev.agentcore.sandbox;

import org.jspecify.annotations.NullMarked;
