/** The gRPC part of the client. Not part of the API. Generated types do not leave this package. */
@NullMarked
package dev.agentcore.client.internal;

import org.jspecify.annotations.NullMarked;
