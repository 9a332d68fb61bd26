/** The micro-benchmarks as one of the benchmarks that {@code bench/run} knows. */
@NullMarked
package dev.agentcore.bench.jmh;

import org.jspecify.annotations.NullMarked;
