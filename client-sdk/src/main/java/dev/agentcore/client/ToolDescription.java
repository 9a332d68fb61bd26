package dev.agentcore.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What a model is told of the tool. Limits that neither the operator's program nor the server tells are not made up.
 *
 * @param base the operator's program
 * @param capabilities the server's; empty if they are not known
 * @param parameters what the model may give
 */
record ToolDescription(PythonProgram base, Optional<Capabilities> capabilities, ToolParameters parameters) {
    private static final int MOST_FILES = 10;

    String text(int longestAnswer, String instruction) {
        List<String> sentences = new ArrayList<>();
        boolean value = base.resultFormat() != ResultFormat.NONE;
        sentences.add("Runs a Python program in a sandbox. Back comes what it prints"
                + (value ? " and the value of its last expression if that is not None" : "")
                + "; nothing else does, so print what you want to see.");
        sentences.add(interpreter()
                + " with its standard library: no other packages and no pip, no network, no processes and no threads.");
        sentences.add("Each call starts afresh: no variables and no files are left of earlier ones.");
        sentences.add("The working directory is /workspace" + writing());
        if (!base.files().isEmpty()) {
            sentences.add("In it are: " + files() + ".");
        }
        mountPaths().ifPresent(paths -> sentences.add("There are files to read below " + paths + "."));
        if (!base.outputPaths().isEmpty()) {
            sentences.add("When the program has ended, the user gets what it has left at "
                    + String.join(", ", base.outputPaths()) + "; you get the names.");
        }
        String limits = limits();
        if (!limits.isEmpty()) {
            sentences.add("Limits: " + limits + ".");
        }
        sentences.add("Of long output the middle is left out, so that an answer has at most "
                + Quantity.count(longestAnswer) + " characters.");
        if (!instruction.isEmpty()) {
            sentences.add(instruction);
        }
        return String.join(" ", sentences);
    }

    private String interpreter() {
        return capabilities
                .map(server ->
                        server.interpreter().name() + " " + server.interpreter().version())
                .orElse("Python 3");
    }

    private String writing() {
        OptionalLong scratch = limit(base.scratchBytes(), Limits::scratchBytes);
        if (scratch.isEmpty()) {
            return ".";
        }
        return scratch.getAsLong() == 0
                ? "; files can be read there, and written nowhere."
                : "; files can be written there and below /tmp, " + Quantity.ofBytes(scratch.getAsLong()) + " in all.";
    }

    private String files() {
        String first = base.files().stream()
                .limit(MOST_FILES)
                .map(file -> Excerpt.cut(file.path()) + " ("
                        + Quantity.ofBytes(file.content().remaining()) + ")")
                .collect(Collectors.joining(", "));
        int others = base.files().size() - MOST_FILES;
        return others > 0 ? first + " and " + others + " more" : first;
    }

    private Optional<String> mountPaths() {
        return capabilities
                .map(Capabilities::mountPaths)
                .filter(paths -> !paths.isEmpty())
                .map(paths -> String.join(", ", paths));
    }

    private String limits() {
        List<String> limits = new ArrayList<>();
        base.wallTime()
                .or(() -> ofServer(Limits::wallTime))
                .ifPresent(time -> limits.add(Quantity.of(time) + " of time"
                        + (parameters.mostSeconds() > 0
                                ? " (or timeout_seconds, at most " + parameters.mostSeconds() + ")"
                                : "")));
        // With a choice of time, processor time is the same unless the operator says so.
        base.cpuTime()
                .or(() -> parameters.mostSeconds() > 0 ? Optional.empty() : ofServer(Limits::cpuTime))
                .ifPresent(time -> limits.add(Quantity.of(time) + " of processor time"));
        limit(base.memoryBytes(), Limits::memoryBytes)
                .ifPresent(bytes -> limits.add(Quantity.ofBytes(bytes) + " of memory"));
        limit(base.outputBytes(), Limits::outputBytes)
                .ifPresent(bytes -> limits.add(Quantity.ofBytes(bytes) + " of output"));
        return String.join(", ", limits);
    }

    private OptionalLong limit(OptionalLong ofBase, ToLongFunction<Limits> ofServer) {
        return ofBase.isPresent() || capabilities.isEmpty()
                ? ofBase
                : OptionalLong.of(ofServer.applyAsLong(capabilities.get().defaultLimits()));
    }

    private <T> Optional<T> ofServer(Function<Limits, T> limit) {
        return capabilities.map(Capabilities::defaultLimits).map(limit);
    }
}
