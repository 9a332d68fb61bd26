package dev.agentcore.config;

import java.util.List;
import java.util.Locale;

/**
 * Something that an operator can set. Immutable.
 *
 * @param key its name in the file and in {@code --set}: words in small letters, with {@code -} within and {@code .}
 *     between a group and its members
 * @param form how its values are written
 * @param standard its value where nobody has set it
 * @param least the least that it may be, as the operator would write it; empty where there is no bound
 * @param most likewise
 * @param description what it does, in a sentence
 * @param aliases other variables of the environment that mean it
 */
record Setting<T>(
        String key,
        ValueForm<T> form,
        T standard,
        String least,
        String most,
        String description,
        List<Alias<T>> aliases) {
    static final String VARIABLE_PREFIX = "AGENT_CORE_";

    /**
     * A variable by which other systems of this kind are set.
     *
     * @param form how its values are written, which may be another form
     */
    record Alias<T>(String variable, ValueForm<T> form) {}

    Setting {
        aliases = List.copyOf(aliases);
    }

    /** One without bounds. */
    static <T> Setting<T> of(String key, ValueForm<T> form, T standard, String description) {
        return new Setting<>(key, form, standard, "", "", description, List.of());
    }

    /** The same with bounds, themselves allowed. */
    Setting<T> between(String lowest, String highest) {
        return new Setting<>(key, form, standard, lowest, highest, description, aliases);
    }

    /** The same with another variable that means it. */
    Setting<T> alias(String variable, ValueForm<T> otherForm) {
        return new Setting<>(key, form, standard, least, most, description, List.of(new Alias<>(variable, otherForm)));
    }

    /** The variable of the environment that sets it. */
    String variable() {
        return VARIABLE_PREFIX + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /**
     * The value that a text tells.
     *
     * @param writtenIn this setting's form, or an alias's
     * @throws IllegalArgumentException if it tells none, or one that is out of bounds
     */
    T read(String text, ValueForm<T> writtenIn) {
        T value = writtenIn.parser().apply(text);
        if (isBelow(value, least) || isBelow(most, value)) {
            throw new IllegalArgumentException(
                    "'%s' is out of bounds; %s to %s are allowed".formatted(text, least, most));
        }
        return value;
    }

    private boolean isBelow(T value, String bound) {
        return !bound.isEmpty() && compare(value, form.parser().apply(bound)) < 0;
    }

    private boolean isBelow(String bound, T value) {
        return !bound.isEmpty() && compare(form.parser().apply(bound), value) < 0;
    }

    /** Values that have bounds are numbers, sizes and times, which can be compared. */
    @SuppressWarnings("unchecked")
    private static <T> int compare(T one, T other) {
        return ((Comparable<T>) one).compareTo(other);
    }
}
