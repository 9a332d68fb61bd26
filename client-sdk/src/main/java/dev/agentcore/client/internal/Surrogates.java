// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

/** Checks for unpaired surrogates, which a Java string can contain and UTF-8 cannot. */
public final class Surrogates {
    private Surrogates() {}

    /**
     * Returns {@code text}. Protobuf would replace an unpaired surrogate by a question mark and so change the program.
     *
     * @throws IllegalArgumentException if {@code text} contains an unpaired surrogate
     */
    public static String requirePaired(String what, String text) {
        int index = 0;
        while (index < text.length()) {
            int codePoint = text.codePointAt(index);
            if (Character.isBmpCodePoint(codePoint) && Character.isSurrogate((char) codePoint)) {
                throw new IllegalArgumentException(
                        "%s: unpaired surrogate U+%04X at index %d".formatted(what, codePoint, index));
            }
            index += Character.charCount(codePoint);
        }
        return text;
    }
}
