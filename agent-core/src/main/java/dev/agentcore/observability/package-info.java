/** What an operator sees of the runs: metrics, traces and the audit log. */
@NullMarked
package dev.agentcore.observability;

import org.jspecify.annotations.NullMarked;
