// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.Sha256;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Distinguishes requests by 32 bytes each, so that the requests themselves need not be retained. Stateless. */
final class RequestDigest {
    private RequestDigest() {}

    /**
     * The SHA-256 of all of a request but its id and its deadline. Every part is preceded by its size, so that no two
     * requests have the same bytes; maps are in the order of their keys.
     */
    static Bytes of(RunRequest request) {
        MessageDigest digest = Sha256.newDigest();
        try (var out = new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
            write(out, request.code());
            write(out, request.arguments());
            write(out, request.environment());
            write(out, request.stdin());
            out.writeInt(request.files().size());
            for (RequestedFile file : request.files()) {
                write(out, file.path());
                write(out, file.content());
            }
            RequestedLimits limits = request.limits();
            write(out, limits.wallTime());
            write(out, limits.cpuTime());
            out.writeLong(limits.memoryBytes());
            out.writeLong(limits.outputBytes());
            out.writeLong(limits.scratchBytes());
            out.writeInt(limits.threads());
            write(out, request.resultFormat().name());
            write(out, request.outputPaths());
            write(out, request.labels());
            write(out, request.image());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Bytes.wrap(digest.digest());
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void write(DataOutputStream out, Bytes content) throws IOException {
        out.writeInt(content.size());
        content.newInputStream().transferTo(out);
    }

    private static void write(DataOutputStream out, RequestedTime time) throws IOException {
        out.writeLong(time.seconds());
        out.writeInt(time.nanos());
    }

    private static void write(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            write(out, text);
        }
    }

    private static void write(DataOutputStream out, Map<String, String> texts) throws IOException {
        out.writeInt(texts.size());
        for (var entry : new TreeMap<>(texts).entrySet()) {
            write(out, entry.getKey());
            write(out, entry.getValue());
        }
    }
}
