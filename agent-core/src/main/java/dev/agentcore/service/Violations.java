// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service;

import dev.agentcore.execution.PrintableText;
import dev.agentcore.execution.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Collects the violations in a request. Not thread-safe.
 *
 * <p>Keeps only the first few: on gRPC they travel in the trailers, of which clients accept 8 KiB in all.
 */
final class Violations {
    static final int MAX_COUNT = 16;

    private static final int MAX_BYTES = 3 * 1024;

    /** About what surrounds a violation's texts on the wire. */
    private static final int OVERHEAD_BYTES = 6;

    private static final int MAX_QUOTED_CODE_POINTS = 32;

    private final List<Violation> found = new ArrayList<>();
    private int bytes;

    /**
     * Adds one, unless there are too many already.
     *
     * @param field its path in the request, such as {@code files[3].path}
     * @param description what it is and what it may be, as the rest of a sentence that begins with the field; a format
     * @param values what the format names
     */
    void add(String field, String description, Object... values) {
        add(new Violation(field, String.format(Locale.ROOT, description, values)));
    }

    /** Adds one that was found elsewhere, unless there are too many already. */
    void add(Violation violation) {
        bytes += OVERHEAD_BYTES + TextSize.utf8Bytes(violation.field()) + TextSize.utf8Bytes(violation.description());
        if (found.size() < MAX_COUNT && bytes <= MAX_BYTES) {
            found.add(violation);
        }
    }

    /** Adds one if {@code count} is over {@code most}, and says whether it is. */
    boolean addIfOver(String field, long count, long most, String unit) {
        if (count > most) {
            add(field, "has %d %s; at most %d are allowed", count, unit, most);
        }
        return count > most;
    }

    /** Adds one if there is a NUL in {@code text}. */
    void addIfNul(String field, String text) {
        int at = text.indexOf('\0');
        if (at >= 0) {
            add(field, "has a NUL at index %d; none is allowed", at);
        }
    }

    List<Violation> toList() {
        return List.copyOf(found);
    }

    /** A value for a message: cut if it is long, with what does not print escaped. */
    static String quote(String value) {
        return "'" + excerpt(value) + "'";
    }

    /** As {@link #quote}, for a key within a field's path. */
    static String excerpt(String value) {
        if (value.codePointCount(0, value.length()) <= MAX_QUOTED_CODE_POINTS) {
            return PrintableText.of(value);
        }
        return PrintableText.of(value.substring(0, value.offsetByCodePoints(0, MAX_QUOTED_CODE_POINTS))) + "...";
    }
}
