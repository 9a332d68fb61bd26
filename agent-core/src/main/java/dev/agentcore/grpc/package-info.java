/**
 * The wire: the gRPC service, its validation of requests, and the mapping between generated types and the domain.
 *
 * <p>Generated types and gRPC's own do not leave this package, but for the server that is composed of it.
 */
@NullMarked
package dev.agentcore.grpc;

import org.jspecify.annotations.NullMarked;
