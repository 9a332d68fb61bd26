/** What operators see of runs: the run log, the audit log, metrics and traces. */
@NullMarked
package dev.agentcore.observability;

import org.jspecify.annotations.NullMarked;
