package dev.agentcore.client;

import java.util.Locale;

/**
 * What a language model is told of a run, as text: what was printed, then how it ended, with the traceback last. Of long
 * output the beginning and the end are told, and how much is left out. Immutable.
 *
 * <pre>{@code
 * String message = ToolMessage.of(4000).tell(client.run("print(6 * 7)"));
 * System.out.println(message);
 * }</pre>
 */
public final class ToolMessage {
    private final int longest;

    private ToolMessage(int longest) {
        this.longest = longest;
    }

    /**
     * Messages in which no part is longer than this.
     *
     * @param longest in characters, 100 or more; for each of standard output, standard error, value and traceback
     * @throws IllegalArgumentException if it is less
     */
    public static ToolMessage of(int longest) {
        if (longest < 100) {
            throw new IllegalArgumentException("longest must be 100 or more: " + longest);
        }
        return new ToolMessage(longest);
    }

    /** The message for a result. */
    public String tell(PythonResult result) {
        StringBuilder message = new StringBuilder();
        part(message, "stdout", result.stdout());
        String traceback = result.exception().map(PythonError::traceback).orElse("");
        // Python prints an uncaught exception's traceback; the model need not read it twice.
        String stderr = result.stderr();
        part(
                message,
                "stderr",
                stderr.endsWith(traceback) ? stderr.substring(0, stderr.length() - traceback.length()) : stderr);
        result.value().ifPresent(value -> part(message, "value", value.json().orElse(value.repr())));
        result.files().paths().forEach(path -> line(message, "file: " + path));
        result.files()
                .problems()
                .forEach((path, problem) ->
                        line(message, "no file: " + path + " (" + problem.name().toLowerCase(Locale.ROOT) + ")"));
        line(message, ending(result));
        part(message, "traceback", traceback);
        return message.toString().stripTrailing();
    }

    private static String ending(PythonResult result) {
        return switch (result.outcome()) {
            case COMPLETED ->
                result.succeeded()
                        ? "The program completed."
                        : "The program ended with exit code "
                                + result.exitCode().orElse(1) + ".";
            case EXCEPTION -> "The program failed with an uncaught exception.";
            case WALL_TIME_EXCEEDED ->
                "The program was stopped: it ran longer than it may. What it had printed is above.";
            case CPU_TIME_EXCEEDED ->
                "The program was stopped: it took more processor time than it may. What it had printed is above.";
            case MEMORY_EXCEEDED -> "The program failed: it needed more memory than it may have.";
            case OUTPUT_EXCEEDED -> "The program was stopped: it printed more than it may. What was allowed is above.";
            case FILES_EXCEEDED -> "The program failed: its files needed more room than they may have.";
            case CANCELLED -> "The program was stopped on request.";
            case CRASHED -> "The program crashed the interpreter.";
            case UNKNOWN -> "The program failed.";
        };
    }

    private void part(StringBuilder message, String name, String text) {
        if (!text.isEmpty()) {
            line(message, name + ":");
            line(message, shortened(text));
        }
    }

    private static void line(StringBuilder message, String text) {
        message.append(text);
        if (!text.endsWith("\n")) {
            message.append('\n');
        }
    }

    private String shortened(String text) {
        if (text.length() <= longest) {
            return text;
        }
        int head = boundary(text, longest / 2);
        int tail = boundary(text, text.length() - longest / 2);
        return text.substring(0, head) + "\n[... " + (tail - head) + " characters left out ...]\n"
                + text.substring(tail);
    }

    /** Not between the halves of a surrogate pair. */
    private static int boundary(String text, int index) {
        return Character.isLowSurrogate(text.charAt(index)) && Character.isHighSurrogate(text.charAt(index - 1))
                ? index + 1
                : index;
    }
}
