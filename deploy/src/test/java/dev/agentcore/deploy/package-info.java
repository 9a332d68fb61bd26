/** What is deployed with, checked. */
@NullMarked
package dev.agentcore.deploy;

import org.jspecify.annotations.NullMarked;
