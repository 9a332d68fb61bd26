/**
 * How fast Python computes: programs as people send them, here against the native Python of the same build and against
 * other ways to run Python in a sandbox or on the JVM.
 */
@NullMarked
package dev.agentcore.bench.compute;

import org.jspecify.annotations.NullMarked;
