/** How fast output streams, and what it takes of memory to stream it. */
@NullMarked
package dev.agentcore.bench.stream;

import org.jspecify.annotations.NullMarked;
