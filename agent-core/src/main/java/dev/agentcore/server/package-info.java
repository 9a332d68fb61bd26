/** Composes all parts into a running server. */
@NullMarked
package dev.agentcore.server;

import org.jspecify.annotations.NullMarked;
