/**
 * The gRPC face: translates the wire's messages to the service's requests, and the events of runs to responses.
 *
 * <p>Generated types and gRPC's own stay in this package, its subpackage for calls, and the server that composes them.
 */
@NullMarked
package dev.agentcore.face.grpc;

import org.jspecify.annotations.NullMarked;
