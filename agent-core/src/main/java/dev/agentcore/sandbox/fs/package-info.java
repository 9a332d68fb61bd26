/**
 * The files that a guest sees: read-only trees, the scratch of its sandbox, and the files that a run gives back.
 *
 * <p>Everything is in memory. Nothing here refers to a host file after start-up.
 */
@NullMarked
package dev.agentcore.sandbox.fs;

import org.jspecify.annotations.NullMarked;
