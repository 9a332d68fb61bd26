// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.config;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes as text: {@code 64MiB}, {@code 64 MB}, {@code 1GiB}, {@code 1024}.
 *
 * @param bytes zero or more
 */
public record ByteSize(long bytes) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18}) ?(|B|kB|KB|MB|GB|KiB|MiB|GiB)");

    /**
     * Parses a size.
     *
     * @throws IllegalArgumentException if it is malformed, with a message that shows valid syntax
     */
    public static ByteSize parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a size; write 64MiB, 64MB, 1GiB or 1024");
        }
        BigInteger bytes = new BigInteger(matcher.group(1)).multiply(BigInteger.valueOf(bytesOf(matcher.group(2))));
        if (bytes.bitLength() > 63) {
            throw new IllegalArgumentException("'" + text + "' is too large");
        }
        return new ByteSize(bytes.longValue());
    }

    /** Formats in the largest unit that divides it. */
    @Override
    public String toString() {
        for (String unit : List.of("GiB", "MiB", "KiB")) {
            if (bytes > 0 && bytes % bytesOf(unit) == 0) {
                return bytes / bytesOf(unit) + " " + unit;
            }
        }
        return bytes + " bytes";
    }

    private static long bytesOf(String unit) {
        return switch (unit) {
            case "", "B" -> 1;
            case "kB", "KB" -> 1_000;
            case "MB" -> 1_000_000;
            case "GB" -> 1_000_000_000;
            case "KiB" -> 1 << 10;
            case "MiB" -> 1 << 20;
            case "GiB" -> 1 << 30;
            default -> throw new AssertionError(unit);
        };
    }
}
