/** Chicory as an engine: compiled modules over one flat array, cloned from a snapshot. Knows nothing of WASI or Python. */
@NullMarked
package dev.agentcore.sandbox.engine.chicory;

import org.jspecify.annotations.NullMarked;
