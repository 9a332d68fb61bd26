/** How much memory the server takes: idle, by the sandbox, and in the long run. */
@NullMarked
package dev.agentcore.bench.memory;

import org.jspecify.annotations.NullMarked;
