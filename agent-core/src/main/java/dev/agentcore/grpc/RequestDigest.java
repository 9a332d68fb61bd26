// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.grpc;

import com.google.protobuf.CodedOutputStream;
import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.Sha256;
import dev.agentcore.v1.ExecutePythonRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** Tells requests apart by 32 bytes each, so that none has to be kept for that. */
final class RequestDigest {
    private RequestDigest() {}

    /** The SHA-256 of all of a request but its id; the same for maps in any order. */
    static Bytes of(ExecutePythonRequest request) {
        MessageDigest digest = Sha256.newDigest();
        var out = CodedOutputStream.newInstance(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        out.useDeterministicSerialization();
        try {
            request.toBuilder().clearRequestId().build().writeTo(out);
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Bytes.wrap(digest.digest());
    }
}
