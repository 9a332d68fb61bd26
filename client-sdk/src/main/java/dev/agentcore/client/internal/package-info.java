/** How the client talks gRPC. No API: anything here may change at any time. Generated types stay in this package. */
@NullMarked
package dev.agentcore.client.internal;

import org.jspecify.annotations.NullMarked;
