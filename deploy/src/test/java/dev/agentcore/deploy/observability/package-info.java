/** What operators watch agent-core with, at a real server and a real Prometheus. */
@NullMarked
package dev.agentcore.deploy.observability;

import org.jspecify.annotations.NullMarked;
