package dev.agentcore.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The file by which a server knows bearer tokens. */
final class Tokens {
    private Tokens() {}

    /** Its line for a caller. */
    static String line(String name, String token) throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        return "%s sha256:%s%n".formatted(name, HexFormat.of().formatHex(hash));
    }
}
