package dev.agentcore.grpc;

import com.google.protobuf.CodedOutputStream;
import dev.agentcore.execution.Bytes;
import dev.agentcore.v1.ExecutePythonRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Tells requests apart by 32 bytes each, so that none has to be kept for that. */
final class RequestDigest {
    private RequestDigest() {}

    /** The SHA-256 of all of a request but its id; the same for maps in any order. */
    static Bytes of(ExecutePythonRequest request) {
        MessageDigest digest = sha256();
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

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
