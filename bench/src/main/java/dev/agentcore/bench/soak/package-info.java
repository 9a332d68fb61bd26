/** What is left of a server after many runs, good and hostile. */
@NullMarked
package dev.agentcore.bench.soak;

import org.jspecify.annotations.NullMarked;
