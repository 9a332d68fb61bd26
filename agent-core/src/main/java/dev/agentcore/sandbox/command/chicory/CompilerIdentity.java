// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.command.chicory;

import dev.agentcore.execution.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Properties;

/** The identity of the compiler: cached classes are valid only for the same module and compiler. Stateless. */
final class CompilerIdentity {
    private static final String RESOURCE = "compiler.properties";

    private CompilerIdentity() {}

    /** A key of the module, Chicory's version and this project's version: letters and digits. */
    static String keyOf(byte[] module) {
        try (InputStream resource = CompilerIdentity.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("missing resource " + RESOURCE);
            }
            var versions = new Properties();
            versions.load(resource);
            MessageDigest digest = Sha256.newDigest();
            digest.update(versions.getProperty("chicory").getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(versions.getProperty("agent-core").getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(module);
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
