package dev.agentcore.config;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A setting. Immutable.
 *
 * @param key the name in the file and in {@code --set}: lower-case words, with {@code -} within a name and {@code .}
 *     between a group and its members
 * @param form the syntax of values
 * @param standard the default
 * @param least the inclusive minimum as an operator writes it; empty if there is none
 * @param most the inclusive maximum as an operator writes it; empty if there is none
 * @param description what it does, in one sentence
 * @param aliases other environment variables that set it
 * @param formerKey the name in the previous version, which is still read, with a warning; null if it is the same
 */
record Setting<T>(
        String key,
        ValueForm<T> form,
        T standard,
        String least,
        String most,
        String description,
        List<Alias<T>> aliases,
        @Nullable String formerKey) {
    static final String VARIABLE_PREFIX = "AGENT_CORE_";

    /**
     * An environment variable that comparable systems use.
     *
     * @param form the syntax of its values, which may differ from the setting's
     */
    record Alias<T>(String variable, ValueForm<T> form) {}

    Setting {
        aliases = List.copyOf(aliases);
    }

    /** A setting without bounds. */
    static <T> Setting<T> of(String key, ValueForm<T> form, T standard, String description) {
        return new Setting<>(key, form, standard, "", "", description, List.of(), null);
    }

    /** A copy with inclusive bounds. */
    Setting<T> between(String lowest, String highest) {
        return new Setting<>(key, form, standard, lowest, highest, description, aliases, formerKey);
    }

    /** A copy with another environment variable that sets it. */
    Setting<T> alias(String variable, ValueForm<T> otherForm) {
        return new Setting<>(
                key, form, standard, least, most, description, List.of(new Alias<>(variable, otherForm)), formerKey);
    }

    /** A copy that also reads the name that it had in the previous version. */
    Setting<T> formerly(String former) {
        return new Setting<>(key, form, standard, least, most, description, aliases, former);
    }

    /** The environment variable that sets it. */
    String variable() {
        return variable(key);
    }

    /** The environment variable that set it in the previous version; null if it is the same. */
    @Nullable
    String formerVariable() {
        return formerKey == null ? null : variable(formerKey);
    }

    private static String variable(String key) {
        return VARIABLE_PREFIX + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /**
     * Parses a value.
     *
     * @param writtenIn this setting's form, or that of an alias
     * @throws IllegalArgumentException if it is malformed or out of bounds
     */
    T read(String text, ValueForm<T> writtenIn) {
        T value = writtenIn.parser().apply(text);
        if (isBelow(value, least) || isBelow(most, value)) {
            throw new IllegalArgumentException(
                    "'%s' is out of range; %s to %s are allowed".formatted(text, least, most));
        }
        return value;
    }

    private boolean isBelow(T value, String bound) {
        return !bound.isEmpty() && compare(value, form.parser().apply(bound)) < 0;
    }

    private boolean isBelow(String bound, T value) {
        return !bound.isEmpty() && compare(form.parser().apply(bound), value) < 0;
    }

    // Only numbers, sizes and durations have bounds, and they are comparable.
    @SuppressWarnings("unchecked")
    private static <T> int compare(T one, T other) {
        return ((Comparable<T>) one).compareTo(other);
    }
}
