/** What an operator can set, as immutable values that have been checked. */
@NullMarked
package dev.agentcore.config;

import org.jspecify.annotations.NullMarked;
