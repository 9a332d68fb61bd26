// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.config;

import dev.agentcore.execution.Mount;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The syntax of a kind of values. Immutable.
 *
 * @param unit the kind in a word or two, for documentation
 * @param parser parses a value; throws IllegalArgumentException with a message that shows valid syntax
 * @param writer formats a value so that the parser can parse it
 */
record ValueForm<T>(String unit, Function<String, T> parser, Function<T, String> writer) {
    static final ValueForm<String> TEXT = new ValueForm<>("text", text -> text, text -> text);
    static final ValueForm<Boolean> CHOICE = new ValueForm<>("true or false", ValueForm::choice, String::valueOf);
    static final ValueForm<Integer> NUMBER = new ValueForm<>("number", ValueForm::number, String::valueOf);
    static final ValueForm<Duration> TIME = new ValueForm<>("duration", DurationText::parse, ValueForm::text);
    static final ValueForm<Long> SIZE =
            new ValueForm<>("size", text -> ByteSize.parse(text).bytes(), ValueForm::text);

    static final ValueForm<Set<PosixFilePermission>> PERMISSIONS =
            new ValueForm<>("permissions", ValueForm::permissions, PosixFilePermissions::toString);

    static final ValueForm<Set<String>> NAMES =
            new ValueForm<>("comma-separated names", ValueForm::names, names -> String.join(",", new TreeSet<>(names)));

    static final ValueForm<List<Mount>> MOUNTS =
            new ValueForm<>("comma-separated GUEST=DIRECTORY", ValueForm::mounts, ValueForm::text);

    /** The constants of an enum in lower case; parsed in any case. */
    static <E extends Enum<E>> ValueForm<E> oneOf(Class<E> type) {
        List<String> words =
                Arrays.stream(type.getEnumConstants()).map(ValueForm::word).toList();
        String last = words.getLast();
        String choice = String.join(", ", words.subList(0, words.size() - 1)) + " or " + last;
        return new ValueForm<>(choice, text -> constant(type, words, choice, text), ValueForm::word);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, List<String> words, String choice, String text) {
        int index = words.indexOf(text.toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new IllegalArgumentException("'" + text + "' is not " + choice);
        }
        return type.getEnumConstants()[index];
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean choice(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        };
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException("'" + text + "' is not a number", none);
        }
    }

    private static Set<PosixFilePermission> permissions(String text) {
        try {
            return PosixFilePermissions.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("'" + text + "' is not of the form rw-rw----", malformed);
        }
    }

    private static Set<String> names(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Mount> mounts(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        List<Mount> mounts =
                Arrays.stream(text.split(",")).map(ValueForm::mount).toList();
        Mount.checkApart(mounts);
        return mounts;
    }

    private static Mount mount(String text) {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw new IllegalArgumentException("'" + text + "' is not a mount; write /data=/srv/data");
        }
        return new Mount(
                text.substring(0, equals).strip(),
                Path.of(text.substring(equals + 1).strip()));
    }

    private static String text(List<Mount> mounts) {
        return mounts.stream()
                .map(mount -> mount.guestPath() + "=" + mount.hostDirectory())
                .collect(Collectors.joining(","));
    }

    private static String text(Duration time) {
        if (!time.isZero() && time.equals(Duration.ofHours(time.toHours()))) {
            return time.toHours() + "h";
        }
        if (!time.isZero() && time.equals(Duration.ofMinutes(time.toMinutes()))) {
            return time.toMinutes() + "m";
        }
        if (time.toSeconds() == 0 && !time.isZero() && time.equals(Duration.ofMillis(time.toMillis()))) {
            return time.toMillis() + "ms";
        }
        BigDecimal seconds = BigDecimal.valueOf(time.toNanos(), 9);
        return seconds.stripTrailingZeros().toPlainString() + "s";
    }

    private static String text(long bytes) {
        return new ByteSize(bytes).toString().replace(" bytes", "");
    }
}
