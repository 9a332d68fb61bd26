/**
 * The Python runtime: one interpreter in one WebAssembly instance, its files, its limits, and how its runs end.
 *
 * <p>The packages below this one know each other in one direction: {@code fs} is known to {@code wasi}, both to {@code guest},
 * these to this package, and all of them to {@code command}.
 */
@NullMarked
package dev.agentcore.sandbox;

import org.jspecify.annotations.NullMarked;
