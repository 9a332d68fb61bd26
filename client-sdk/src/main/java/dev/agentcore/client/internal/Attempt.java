// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

import io.grpc.Attributes;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;

/**
 * Records whether a call was assigned to a connection. From then on the server may have received the request; before, it has
 * not, however the call ends.
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
