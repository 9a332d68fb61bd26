package dev.agentcore.config;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes as people write and read it: {@code 64MiB}, {@code 64 MB}, {@code 1GiB}, {@code 1024}.
 *
 * @param bytes zero or more
 */
public record ByteSize(long bytes) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18}) ?(|B|kB|KB|MB|GB|KiB|MiB|GiB)");

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none, with words that say what to write
     */
    public static ByteSize parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no size; write 64MiB, 64MB, 1GiB or 1024");
        }
        BigInteger bytes = new BigInteger(matcher.group(1)).multiply(BigInteger.valueOf(bytesOf(matcher.group(2))));
        if (bytes.bitLength() > 63) {
            throw new IllegalArgumentException("'" + text + "' is too large");
        }
        return new ByteSize(bytes.longValue());
    }

    /** In the largest unit that leaves nothing over. */
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
