// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import static dev.agentcore.sandbox.engine.ValueType.I32;

import dev.agentcore.sandbox.fs.Errno;
import dev.agentcore.sandbox.fs.ErrnoException;
import java.util.List;

/** WASI's functions on sockets, of which there are none. Not thread-safe: used by the thread that runs the guest. */
final class SocketFunctions {
    private final Descriptors descriptors;

    SocketFunctions(Descriptors descriptors) {
        this.descriptors = descriptors;
    }

    List<WasiFunction> functions() {
        return List.of(
                WasiFunction.of("sock_accept", this::refuse, I32, I32, I32),
                WasiFunction.of("sock_recv", this::refuse, I32, I32, I32, I32, I32, I32),
                WasiFunction.of("sock_send", this::refuse, I32, I32, I32, I32, I32),
                WasiFunction.of("sock_shutdown", this::refuse, I32, I32));
    }

    private void refuse(WasiMemory memory, Arguments arguments) throws ErrnoException {
        descriptors.get(arguments.i32(0));
        throw new ErrnoException(Errno.NOTSOCK);
    }
}
