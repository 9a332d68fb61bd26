/** agent-core as a service of a machine. */
@NullMarked
package dev.agentcore.deploy.systemd;

import org.jspecify.annotations.NullMarked;
