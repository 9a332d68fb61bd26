/** agent-core beside an orchestrator, Prometheus, Grafana and a collector. */
@NullMarked
package dev.agentcore.deploy.compose;

import org.jspecify.annotations.NullMarked;
