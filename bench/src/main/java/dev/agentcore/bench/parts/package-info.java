/** Micro-benchmarks of the sandbox's parts, which {@code bench/run jmh} runs. */
@NullMarked
package dev.agentcore.bench.parts;

import org.jspecify.annotations.NullMarked;
