// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.identity;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.ReadFailure;
import dev.agentcore.execution.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bearer tokens of callers: names, and the SHA-256 of each token, in a file that is read again when it has changed.
 * Thread-safe.
 *
 * <p>A line is {@code NAME sha256:HEX}, empty, or a comment that begins with {@code #}. A name may stand on several lines, so
 * that a token can be replaced without an interruption. Tokens are long and random: an unsalted hash reveals nothing.
 */
public final class TokenFile {
    private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);
    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9._@-]{1,128})\\s+sha256:([0-9a-fA-F]{64})");
    private static final long LARGEST_FILE = 1 << 20;

    private final Path file;
    private volatile Content content;

    private TokenFile(Path file, Content content) {
        this.file = file;
        this.content = content;
    }

    private record Known(String name, Bytes hash) {}

    private record Content(FileTime modified, long size, List<Known> known) {}

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException if the file cannot be read or is malformed; the message is one line that names it
     */
    public static TokenFile of(Path file) {
        try {
            return new TokenFile(file, read(file));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("tokens " + file + ": " + ReadFailure.describe(unreadable), unreadable);
        }
    }

    /** The name of a token; empty if it is unknown. Takes equally long for all tokens of one length. */
    Optional<String> nameOf(String token) {
        byte[] hash = sha256(token);
        String name = null;
        for (Known known : content.known) {
            // All are compared: the time taken must not reveal a near match.
            if (MessageDigest.isEqual(hash, known.hash.toByteArray())) {
                name = known.name;
            }
        }
        return Optional.ofNullable(name);
    }

    /** Reads the file again if it has changed. If it cannot be read, the known tokens are kept and a warning is logged. */
    public void refresh() {
        try {
            Content before = content;
            if (!Files.getLastModifiedTime(file).equals(before.modified) || Files.size(file) != before.size) {
                content = read(file);
                LOG.info("Read {} bearer tokens from {}", content.known.size(), file);
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            LOG.warn("Token file reload failed; keeping the current tokens: {}", unreadable.toString());
        }
    }

    private static Content read(Path file) throws IOException {
        FileTime modified = Files.getLastModifiedTime(file);
        long size = Files.size(file);
        if (size > LARGEST_FILE) {
            throw new IllegalArgumentException("tokens " + file + ": larger than 1 MiB");
        }
        var known = new ArrayList<Known>();
        Set<String> hashes = new HashSet<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            String text = line.replaceFirst("#.*", "").strip();
            if (text.isEmpty()) {
                continue;
            }
            Matcher matcher = LINE.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "tokens " + file + ":" + number + ": not of the form NAME sha256:HEX");
            }
            if (!hashes.add(matcher.group(2))) {
                throw new IllegalArgumentException(
                        "tokens " + file + ":" + number + ": the same token as in a line above");
            }
            known.add(new Known(matcher.group(1), Bytes.wrap(HexFormat.of().parseHex(matcher.group(2)))));
        }
        return new Content(modified, size, List.copyOf(known));
    }

    private static byte[] sha256(String text) {
        return Sha256.newDigest().digest(text.getBytes(StandardCharsets.UTF_8));
    }
}
