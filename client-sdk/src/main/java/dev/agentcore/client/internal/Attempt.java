package dev.agentcore.client.internal;

import io.grpc.Attributes;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;

/**
 * Notices whether a call has got as far as a connection: from then on the server may have the request. Until then nobody
 * has, however the call ends.
 */
final class Attempt extends ClientStreamTracer.Factory {
    private volatile boolean sent;

    boolean sent() {
        return sent;
    }

    @Override
    public ClientStreamTracer newClientStreamTracer(ClientStreamTracer.StreamInfo info, Metadata headers) {
        return new ClientStreamTracer() {
            @Override
            public void streamCreated(Attributes connection, Metadata sentHeaders) {
                sent = true;
            }
        };
    }
}
