// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.tool;

import dev.agentcore.client.Capabilities;
import dev.agentcore.client.GuestImage;
import dev.agentcore.client.Limits;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.ResultFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * The description of the tool for the model. Unknown limits are left out.
 *
 * @param base the application's program
 * @param capabilities the server's capabilities; empty if unknown
 * @param parameters the parameters of the tool
 */
record ToolDescription(PythonProgram base, Optional<Capabilities> capabilities, ToolParameters parameters) {
    private static final int MOST_FILES = 10;

    String text(int longestAnswer, String instruction) {
        List<String> sentences = new ArrayList<>();
        boolean value = base.resultFormat() != ResultFormat.NONE;
        sentences.add("Runs a Python program in a sandbox. Returns what the program prints"
                + (value ? ", the value of its last expression if that is not None," : "")
                + " and nothing else, so print everything that you need.");
        sentences.add(interpreter() + " with its standard library" + packages() + ".");
        sentences.add("No other packages, no pip, no network, no subprocesses; threads work, on one processor.");
        sentences.add("Each call starts from scratch: variables and files of earlier calls are gone.");
        sentences.add("The working directory is /workspace" + writing());
        if (!base.files().isEmpty()) {
            sentences.add("It contains: " + files() + ".");
        }
        mountPaths().ifPresent(paths -> sentences.add("There are read-only files in " + paths + "."));
        if (!base.outputPaths().isEmpty()) {
            sentences.add("After the program has ended, the user receives the files at "
                    + String.join(", ", base.outputPaths()) + "; you receive their names.");
        }
        String limits = limits();
        if (!limits.isEmpty()) {
            sentences.add("Limits: " + limits + ".");
        }
        sentences.add("Long output is cut in the middle: an answer has at most " + Quantity.count(longestAnswer)
                + " characters.");
        if (!instruction.isEmpty()) {
            sentences.add(instruction);
        }
        return String.join(" ", sentences);
    }

    private String interpreter() {
        return image().map(GuestImage::interpreter)
                .or(() -> capabilities.map(Capabilities::interpreter))
                .map(interpreter -> interpreter.name() + " " + interpreter.version())
                .orElse("Python 3");
    }

    private String packages() {
        return image().map(GuestImage::packages).orElse(List.of()).stream()
                .map(one -> ", " + one.name() + " " + one.version())
                .collect(Collectors.joining());
    }

    private Optional<GuestImage> image() {
        return capabilities.map(Capabilities::images).orElse(List.of()).stream()
                .filter(image -> base.image().map(image.name()::equals).orElse(image.isDefault()))
                .findFirst();
    }

    private String writing() {
        OptionalLong scratch = limit(base.scratchBytes(), Limits::scratchBytes);
        if (scratch.isEmpty()) {
            return ".";
        }
        return scratch.getAsLong() == 0
                ? ". All files are read-only."
                : ". It is writable, as is /tmp: " + Quantity.ofBytes(scratch.getAsLong()) + " in total.";
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
        // If the model chooses the timeout, it applies to CPU time, too, unless the application limits that.
        base.cpuTime()
                .or(() -> parameters.mostSeconds() > 0 ? Optional.empty() : ofServer(Limits::cpuTime))
                .ifPresent(time -> limits.add(Quantity.of(time) + " of CPU time"));
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
