/** Many servers behind clients that choose among them: not measured, but simulated from what was measured on one. */
@NullMarked
package dev.agentcore.bench.fleet;

import org.jspecify.annotations.NullMarked;
