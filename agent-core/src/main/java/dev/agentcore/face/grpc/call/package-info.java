/**
 * What a gRPC call passes between the socket and its service: observation, identity, permission, readiness, and the bounds
 * on requests that are being received.
 */
@NullMarked
package dev.agentcore.face.grpc.call;

import org.jspecify.annotations.NullMarked;
