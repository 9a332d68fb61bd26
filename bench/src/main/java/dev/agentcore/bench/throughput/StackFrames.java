// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.throughput;

import java.util.List;

/** Classifies the stack of a slot thread. */
final class StackFrames {
    private static final String SANDBOX = "dev.agentcore.sandbox.PythonSandbox";
    private static final String IMAGES = "dev.agentcore.sandbox.engine.chicory.MemoryImages";
    private static final String GUEST = "dev.agentcore.guest.image.";
    private static final List<String> GRPC =
            List.of("dev.agentcore.face.grpc.", "dev.agentcore.service.delivery.", "io.grpc.", "com.google.protobuf.");

    private StackFrames() {}

    /** A frame. */
    record Frame(String className, String method) {
        private boolean clones() {
            return className.equals(IMAGES)
                    || (className.equals(SANDBOX) && (method.equals("open") || method.equals("close")));
        }

        private boolean isOfGrpc() {
            return GRPC.stream().anyMatch(className::startsWith);
        }

        private boolean runsGuest() {
            return className.startsWith(GUEST) || (className.equals(SANDBOX) && method.equals("run"));
        }
    }

    /** The part, from the innermost frame outwards; the outermost may be missing. */
    static Part part(List<Frame> stack) {
        // Cloning creates an instance of the guest, so its frames are further in.
        if (stack.stream().anyMatch(Frame::clones)) {
            return Part.CLONING;
        }
        // Output is passed from the guest to gRPC: the innermost frame counts.
        for (Frame frame : stack) {
            if (frame.isOfGrpc()) {
                return Part.GRPC;
            }
            if (frame.runsGuest()) {
                return Part.GUEST;
            }
        }
        return Part.REST;
    }
}
