package dev.agentcore.testkit;

import java.nio.file.Path;

/**
 * A certificate and its private key, as files.
 *
 * @param certificate the chain, in PEM
 * @param key in PEM, PKCS #8, not encrypted
 */
public record PemCertificate(Path certificate, Path key) {}
