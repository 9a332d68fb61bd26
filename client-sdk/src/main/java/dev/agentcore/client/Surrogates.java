package dev.agentcore.client;

/** Halves of surrogate pairs, which a Java string may hold alone and UTF-8 may not. */
final class Surrogates {
    private Surrogates() {}

    /**
     * Returns {@code text}. Protobuf would write a question mark for a lone surrogate: another program than was given.
     *
     * @throws IllegalArgumentException if there is a lone surrogate in it
     */
    static String requirePaired(String what, String text) {
        int index = 0;
        while (index < text.length()) {
            int codePoint = text.codePointAt(index);
            if (Character.isBmpCodePoint(codePoint) && Character.isSurrogate((char) codePoint)) {
                throw new IllegalArgumentException(
                        "%s: half a surrogate pair (U+%04X) at index %d".formatted(what, codePoint, index));
            }
            index += Character.charCount(codePoint);
        }
        return text;
    }
}
