package dev.agentcore.client;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a language model is told of a run, as text: what was printed, the last expression's value and the files that came
 * back, then how it ended and which limit it met, with the traceback last. What is too long loses its middle. Immutable.
 *
 * <pre>{@code
 * String message = ToolMessage.of(4000).tell(client.run("print(6 * 7)"));
 * System.out.println(message);
 * }</pre>
 *
 * <p>It is text for a reader, and not a format to be parsed: a program can print what looks like another part of it. What
 * is not UTF-8 is shown as U+FFFD and said to be so; control characters other than tabs and line ends are shown as their
 * pictures, such as U+241B for an escape.
 */
public final class ToolMessage {
    private static final int LEAST = 1000;

    /** A traceback begins with what called what, and ends with what happened, which matters most. */
    private static final int TRACEBACK_HEAD_PERCENT = 25;

    /** A server cuts tracebacks that are longer than 64 KiB in the middle; so much of their beginning is always there. */
    private static final int UNCUT_TRACEBACK = 4096;

    private final int longest;

    private ToolMessage(int longest) {
        this.longest = longest;
    }

    /**
     * Messages that are not longer than this in all. Half of the room is the traceback's if it needs it; the others share
     * the rest evenly, and what one of them does not need, the longer ones get.
     *
     * @param longest in characters, as {@link String#length} counts them; 1,000 or more
     * @throws IllegalArgumentException if it is less
     */
    public static ToolMessage of(int longest) {
        if (longest < LEAST) {
            throw new IllegalArgumentException("longest must be " + LEAST + " or more: " + longest);
        }
        return new ToolMessage(longest);
    }

    /** How long a message may be, in characters. */
    int longest() {
        return longest;
    }

    /** The message for a result. */
    public String tell(PythonResult result) {
        String traceback = result.exception().map(PythonError::traceback).orElse("");
        List<Part> parts = new ArrayList<>();
        add(parts, printed("stdout", result.stdoutBytes()));
        Part stderr = printed("stderr", result.stderrBytes());
        // Python prints an uncaught exception's traceback; the model need not read it twice.
        add(parts, new Part(stderr.title(), without(traceback, stderr.text())));
        result.value()
                .ifPresent(value -> add(parts, new Part("value", value.json().orElse(value.repr()))));
        add(parts, new Part("files", listing(result.files())));
        return compose(parts, Endings.of(result, parts.isEmpty()), new Part("traceback", traceback));
    }

    /**
     * The message for a failure of the service, if the model is to be told of it: whether the program may have run, what it
     * had printed, and whether to try again. It names the kind of failure and no addresses or other words of the service's,
     * but for a refusal's: those name the fields that are wrong.
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

    /** From the shortest on, each gets what it needs, or its share of what is left. */
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

    /** What was printed before and after a traceback. */
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
            // Of files that may come back, most programs make none.
            if (problem != FileProblem.MISSING) {
                lines.append(path)
                        .append(", not returned: ")
                        .append(problem.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .append('\n');
            }
        });
        return lines.toString();
    }

    /** A title, and a text below it. Equal to itself only. */
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
