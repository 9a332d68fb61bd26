// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.tool;

import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.FileProblem;
import dev.agentcore.client.OutputFiles;
import dev.agentcore.client.PythonError;
import dev.agentcore.client.PythonResult;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Formats the result of an execution as a text for a language model: the output, the last expression's value and the returned
 * files, then the outcome with the exceeded limit, and the traceback last. Long parts are cut in the middle. Immutable.
 *
 * <pre>{@code
 * String message = ToolMessage.of(4000).tell(client.run("print(6 * 7)"));
 * System.out.println(message);
 * }</pre>
 *
 * <p>Do not parse the text: a program can print something that looks like another part. Malformed UTF-8 is shown as U+FFFD, with a
 * note. Control characters other than tabs and line ends are shown as their Unicode pictures, such as U+241B for an escape.
 */
public final class ToolMessage {
    private static final int LEAST = 1000;

    /** The end of a traceback, with the exception, matters most. */
    private static final int TRACEBACK_HEAD_PERCENT = 25;

    /** A server cuts tracebacks over 64 KiB in the middle. This part of the beginning is always complete. */
    private static final int UNCUT_TRACEBACK = 4096;

    private final int longest;

    private ToolMessage(int longest) {
        this.longest = longest;
    }

    /**
     * Messages with a maximum length. The traceback gets up to half of it. The other parts share the rest evenly; space that a short
     * part does not need goes to the longer ones.
     *
     * @param longest the maximum length in {@code char}s, 1,000 or more
     * @throws IllegalArgumentException if it is less than 1,000
     */
    public static ToolMessage of(int longest) {
        if (longest < LEAST) {
            throw new IllegalArgumentException("longest must be " + LEAST + " or more: " + longest);
        }
        return new ToolMessage(longest);
    }

    /** The maximum length of a message, in {@code char}s. */
    int longest() {
        return longest;
    }

    /** Formats a result. */
    public String tell(PythonResult result) {
        String traceback = result.exception().map(PythonError::traceback).orElse("");
        List<Part> parts = new ArrayList<>();
        add(parts, printed("stdout", result.stdoutBytes()));
        Part stderr = printed("stderr", result.stderrBytes());
        // Python prints the traceback of an uncaught exception, too: show it only once.
        add(parts, new Part(stderr.title(), without(traceback, stderr.text())));
        // None says nothing to a model: most programs end with a call of print().
        result.value()
                .filter(value -> !value.json().equals(Optional.of("null")))
                .ifPresent(value -> add(parts, new Part("value", value.json().orElse(value.repr()))));
        add(parts, new Part("files", listing(result.files())));
        return compose(parts, Endings.of(result, parts.isEmpty()), new Part("traceback", traceback));
    }

    /**
     * Formats a failure of the service: whether the program may have run, its output so far, and whether to retry. The text contains
     * the kind of failure, but not the service's message, which may contain addresses. For a rejected request it names the invalid
     * fields.
     */
    public String tell(AgentCoreException failure) {
        List<Part> parts = new ArrayList<>();
        failure.output().ifPresent(output -> {
            add(parts, printed("stdout", output.stdoutBytes()));
            add(parts, printed("stderr", output.stderrBytes()));
        });
        return compose(parts, LongText.shortened(Endings.of(failure), LEAST / 2, 100), new Part("", ""));
    }

    private String compose(List<Part> parts, String ending, Part traceback) {
        int room = longest - ending.length() - 1;
        for (Part part : parts) {
            room -= part.titleLength();
        }
        String last = "";
        if (!traceback.text().isEmpty()) {
            room -= traceback.titleLength();
            int others = parts.stream().mapToInt(Part::need).sum();
            int share = Math.max(room / 2, room - others);
            last = traceback.shortened(share, TRACEBACK_HEAD_PERCENT);
            room -= last.length() - traceback.titleLength();
        }
        Map<Part, Integer> shares = shares(parts, room);
        StringBuilder message = new StringBuilder();
        parts.forEach(part -> message.append(part.shortened(shares.getOrDefault(part, 0), 50)));
        return message.append(ending).append('\n').append(last).toString().stripTrailing();
    }

    /** Starting with the shortest, each part gets what it needs, at most an equal share of the rest. */
    private static Map<Part, Integer> shares(List<Part> parts, int room) {
        List<Part> shortestFirst =
                parts.stream().sorted(Comparator.comparingInt(Part::need)).toList();
        Map<Part, Integer> shares = new HashMap<>();
        int left = room;
        for (int index = 0; index < shortestFirst.size(); index++) {
            Part part = shortestFirst.get(index);
            int share = Math.min(part.need(), left / (shortestFirst.size() - index));
            shares.put(part, share);
            left -= share;
        }
        return shares;
    }

    private static void add(List<Part> parts, Part part) {
        if (!part.text().isEmpty()) {
            parts.add(part);
        }
    }

    private static Part printed(String stream, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new Part(stream, text);
        } catch (CharacterCodingException malformed) {
            return new Part(stream + " (in part not UTF-8)", new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /** Standard error without the traceback. */
    private static String without(String traceback, String stderr) {
        if (traceback.isEmpty()) {
            return stderr;
        }
        int whole = stderr.lastIndexOf(traceback);
        if (whole >= 0) {
            return stderr.substring(0, whole) + stderr.substring(whole + traceback.length());
        }
        int begun =
                traceback.length() > UNCUT_TRACEBACK ? stderr.lastIndexOf(traceback.substring(0, UNCUT_TRACEBACK)) : -1;
        return begun >= 0 ? stderr.substring(0, begun) : stderr;
    }

    private static String listing(OutputFiles files) {
        Function<String, String> size =
                path -> Quantity.ofBytes(files.bytes(path).orElseThrow().length);
        StringBuilder lines = new StringBuilder();
        files.paths()
                .forEach(path ->
                        lines.append(path).append(", ").append(size.apply(path)).append('\n'));
        files.problems().forEach((path, problem) -> {
            // Most programs create none of the files that they could return.
            if (problem != FileProblem.MISSING) {
                lines.append(path)
                        .append(", not returned: ")
                        .append(problem.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .append('\n');
            }
        });
        return lines.toString();
    }

    /** A title with a text below it. Compared by identity. */
    private static final class Part {
        private final String title;
        private final String text;

        Part(String title, String text) {
            this.title = title;
            this.text = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        }

        String title() {
            return title;
        }

        String text() {
            return text;
        }

        int titleLength() {
            return title.length() + 2;
        }

        int need() {
            return text.length();
        }

        String shortened(int most, int headPercent) {
            return title + ":\n"
                    + LongText.shortened(text, most, headPercent)
                            .chars()
                            .map(Part::visible)
                            .mapToObj(Character::toString)
                            .collect(Collectors.joining());
        }

        private static int visible(int character) {
            if (character == 0x7F) {
                return 0x2421;
            }
            return character < ' ' && character != '\n' && character != '\t' && character != '\r'
                    ? 0x2400 + character
                    : character;
        }
    }
}
