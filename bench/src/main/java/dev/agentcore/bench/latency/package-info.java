/** How long one client waits for one small program. */
@NullMarked
package dev.agentcore.bench.latency;

import org.jspecify.annotations.NullMarked;
