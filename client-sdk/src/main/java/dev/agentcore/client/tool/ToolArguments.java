// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.tool;

import dev.agentcore.client.internal.Surrogates;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a tool call.
 *
 * @param code the code, without a Markdown fence
 * @param stdin the standard input; null if not given
 * @param files the contents of the files by path
 * @param timeoutSeconds the timeout; empty if not given
 */
record ToolArguments(String code, @Nullable String stdin, Map<String, String> files, OptionalInt timeoutSeconds) {
    private static final Pattern FENCE =
            Pattern.compile("```[ \\t]*(?:python3?|py3?)?[ \\t]*", Pattern.CASE_INSENSITIVE);

    /** Validates the arguments in a parsed JSON object. */
    static ToolArguments of(Map<?, ?> object, ToolParameters parameters) {
        refuseUnknown("", object, parameters.names());
        Object code = object.get("code");
        if (code == null) {
            throw new ToolArgumentsException("code", "is missing; it must be a string, the Python source to run");
        }
        String source = unfenced(text("code", code));
        if (source.isBlank()) {
            throw new ToolArgumentsException("code", "is empty; it must be the Python source to run");
        }
        Object stdin = object.get("stdin");
        return new ToolArguments(
                source,
                stdin == null ? null : text("stdin", stdin),
                files(object.get("files")),
                timeout(object.get("timeout_seconds"), parameters.mostSeconds()));
    }

    private static Map<String, String> files(@Nullable Object files) {
        Map<String, String> contents = new LinkedHashMap<>();
        if (files == null) {
            return contents;
        }
        if (!(files instanceof Collection<?> entries)) {
            throw new ToolArgumentsException("files", "is " + Excerpt.of(files) + "; it must be an array of objects");
        }
        int index = 0;
        for (Object entry : entries) {
            String name = "files[" + index + "]";
            if (!(entry instanceof Map<?, ?> file)) {
                throw new ToolArgumentsException(
                        name, "is " + Excerpt.of(entry) + "; it must be an object with path and content");
            }
            refuseUnknown(name + ".", file, List.of("path", "content"));
            String path = required(name + ".path", file.get("path"));
            if (contents.put(path, required(name + ".content", file.get("content"))) != null) {
                throw new ToolArgumentsException(
                        name + ".path", "is " + Excerpt.quoted(path) + " again; each path may be given only once");
            }
            index++;
        }
        return contents;
    }

    private static OptionalInt timeout(@Nullable Object timeout, int most) {
        if (timeout == null) {
            return OptionalInt.empty();
        }
        double seconds = timeout instanceof Number number ? number.doubleValue() : Double.NaN;
        if (!(seconds >= 1 && seconds <= most && seconds == Math.rint(seconds))) {
            throw new ToolArgumentsException(
                    "timeout_seconds", "is " + Excerpt.of(timeout) + "; it must be an integer from 1 to " + most);
        }
        return OptionalInt.of((int) seconds);
    }

    private static String required(String name, @Nullable Object value) {
        if (value == null) {
            throw new ToolArgumentsException(name, "is missing; it must be a string");
        }
        return text(name, value);
    }

    private static String text(String name, Object value) {
        if (!(value instanceof String text)) {
            throw new ToolArgumentsException(name, "is " + Excerpt.of(value) + "; it must be a string");
        }
        try {
            return Surrogates.requirePaired(name, text);
        } catch (IllegalArgumentException unpaired) {
            throw new ToolArgumentsException(
                    name,
                    "is " + Excerpt.of(value) + " and contains an unpaired surrogate; it must be valid Unicode text");
        }
    }

    private static void refuseUnknown(String prefix, Map<?, ?> object, List<String> known) {
        for (Object name : object.keySet()) {
            if (!(name instanceof String) || !known.contains(name)) {
                throw new ToolArgumentsException(
                        prefix + (name instanceof String text ? Excerpt.cut(text) : Excerpt.of(name)),
                        "is unknown; the known ones are " + String.join(", ", known));
            }
        }
    }

    /** Removes a Markdown fence around the whole code. No Python program starts with a backtick, so none is changed. */
    private static String unfenced(String code) {
        String stripped = code.strip();
        int firstLineEnd = stripped.indexOf('\n');
        boolean fenced = firstLineEnd >= 0
                && stripped.length() - 3 > firstLineEnd
                && stripped.endsWith("```")
                && FENCE.matcher(stripped.substring(0, firstLineEnd).stripTrailing())
                        .matches();
        return fenced ? stripped.substring(firstLineEnd + 1, stripped.length() - 3) : code;
    }
}
