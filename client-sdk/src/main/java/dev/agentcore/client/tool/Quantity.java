// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.tool;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** Formats amounts, for people and language models. */
final class Quantity {
    private Quantity() {}

    /** Such as {@code 30 s} or {@code 0.25 s}. */
    static String of(Duration time) {
        BigDecimal seconds = BigDecimal.valueOf(time.getSeconds()).add(BigDecimal.valueOf(time.getNano(), 9));
        return seconds.stripTrailingZeros().toPlainString() + " s";
    }

    /** Such as {@code 64 MiB}, and exact: {@code 1,000 bytes}. */
    static String ofBytes(long bytes) {
        if (bytes > 0 && bytes % (1L << 30) == 0) {
            return count(bytes >> 30) + " GiB";
        }
        if (bytes > 0 && bytes % (1L << 20) == 0) {
            return count(bytes >> 20) + " MiB";
        }
        if (bytes > 0 && bytes % (1L << 10) == 0) {
            return count(bytes >> 10) + " KiB";
        }
        return count(bytes) + (bytes == 1 ? " byte" : " bytes");
    }

    /** Such as {@code 1,000,000}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
