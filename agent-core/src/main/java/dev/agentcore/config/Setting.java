// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.config;

import dev.agentcore.execution.Bounds;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A setting. Immutable.
 *
 * @param key the name in the file and in {@code --set}: lower-case words, with {@code -} within a name and {@code .}
 *     between a group and its members
 * @param form the syntax of values
 * @param defaultValue the default
 * @param bounds the range as an operator writes it, such as {@code 0s to 24h}; empty if there is none
 * @param allowed whether a value is in the range
 * @param description what it does, in one sentence
 * @param aliases other environment variables that set it
 * @param formerKey the name in the previous version, which is still read, with a warning; null if it is the same
 */
record Setting<T>(
        String key,
        ValueForm<T> form,
        T defaultValue,
        String bounds,
        Predicate<T> allowed,
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

    /** A setting with any value of its form. */
    static <T> Setting<T> of(String key, ValueForm<T> form, T defaultValue, String description) {
        return new Setting<>(key, form, defaultValue, "", value -> true, description, List.of(), null);
    }

    /** A setting with values in a range. */
    static <T extends Comparable<? super T>> Setting<T> of(
            String key, ValueForm<T> form, T defaultValue, Bounds<T> bounds, String description) {
        String range =
                form.writer().apply(bounds.least()) + " to " + form.writer().apply(bounds.most());
        return new Setting<>(key, form, defaultValue, range, bounds::contains, description, List.of(), null);
    }

    /** A copy with another environment variable that sets it. */
    Setting<T> alias(String variable, ValueForm<T> otherForm) {
        return new Setting<>(
                key,
                form,
                defaultValue,
                bounds,
                allowed,
                description,
                List.of(new Alias<>(variable, otherForm)),
                formerKey);
    }

    /** A copy that also reads the name that it had in the previous version. */
    Setting<T> formerly(String former) {
        return new Setting<>(key, form, defaultValue, bounds, allowed, description, aliases, former);
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
        if (!allowed.test(value)) {
            throw new IllegalArgumentException("'%s' is out of range; %s are allowed".formatted(text, bounds));
        }
        return value;
    }
}
