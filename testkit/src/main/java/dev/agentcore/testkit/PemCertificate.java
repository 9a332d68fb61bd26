// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.testkit;

import java.nio.file.Path;

/**
 * A certificate and its private key, as files.
 *
 * @param certificate the chain, in PEM
 * @param key in PEM, PKCS #8, not encrypted
 */
public record PemCertificate(Path certificate, Path key) {}
