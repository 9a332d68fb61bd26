/** How long it takes from a process's start to its first result. */
@NullMarked
package dev.agentcore.bench.coldstart;

import org.jspecify.annotations.NullMarked;
