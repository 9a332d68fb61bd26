/** Makes agent-core's container image, and what is said of its contents. For the build only. */
@NullMarked
package dev.agentcore.image;

import org.jspecify.annotations.NullMarked;
