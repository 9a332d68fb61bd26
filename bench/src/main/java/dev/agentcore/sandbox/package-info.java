/**
 * Micro-benchmarks of the sandbox's parts, which {@code bench/run jmh} runs. In the package of what they measure, because
 * that shows itself to nobody else; so the package is in two jars, which the class path allows.
 */
@NullMarked
package dev.agentcore.sandbox;

import org.jspecify.annotations.NullMarked;
