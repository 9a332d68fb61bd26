// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.tool;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.Capabilities;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.client.FieldViolation;
import dev.agentcore.client.GuestImage;
import dev.agentcore.client.InputFile;
import dev.agentcore.client.Limits;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;
import dev.agentcore.client.ResultFormat;
import dev.agentcore.client.internal.Surrogates;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tool of a language model that runs Python: its definition for the model's API, and the answers to its calls. Immutable.
 *
 * <pre>{@code
 * PythonTool tool = PythonTool.of(client.capabilities());
 * String definition = tool.definition(ToolFormat.ANTHROPIC); // for the request's "tools"
 * String arguments = "{\"code\": \"print(6 * 7)\"}"; // the arguments of the model's tool call
 * ToolAnswer answer = tool.answer(client, arguments);
 * System.out.println(answer.text()); // for the model
 * }</pre>
 *
 * <p><b>The model chooses</b> the program, its standard input, text files for its working directory and, if allowed, its time
 * limit. The application chooses everything else, by the program that it passes to {@link Builder#base}.
 *
 * <p><b>Arguments</b> that do not match the schema are rejected with {@link ToolArgumentsException}. {@code null} for an optional
 * argument means that it is not given. JSON must be strictly valid (RFC 8259), without duplicate names, and at most 4 Mi characters
 * long. If the whole code is in a Markdown fence, without a language or with Python's, the fence is removed. This changes no valid
 * program, because no Python program starts with a backtick.
 */
public final class PythonTool {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
    private static final Pattern FILE_INDEX = Pattern.compile("files\\[(\\d{1,6})]");

    private final String name;
    private final String description;
    private final ToolParameters parameters;
    private final PythonProgram base;
    private final ToolMessage message;
    private final @Nullable Duration mostCpuTime;

    private PythonTool(Builder builder) {
        name = builder.name;
        base = builder.resolvedBase();
        parameters = builder.parameters();
        message = builder.message;
        mostCpuTime = builder.capabilities == null
                ? null
                : builder.capabilities.maximumLimits().cpuTime();
        description = new ToolDescription(base, Optional.ofNullable(builder.capabilities), parameters)
                .text(message.longest(), builder.instruction);
    }

    /**
     * A tool with the default settings. Programs get the server's default limits.
     *
     * @param capabilities the server's capabilities, for the description of the interpreter and the limits
     */
    public static PythonTool of(Capabilities capabilities) {
        return builder().capabilities(capabilities).build();
    }

    /**
     * A builder of a tool.
     *
     * <pre>{@code
     * PythonTool tool = PythonTool.builder()
     *         .capabilities(client.capabilities())
     *         .base(PythonProgram.builder("")
     *                 .memoryBytes(128L << 20)
     *                 .file("sales.csv", "year,sales\n2025,7\n")
     *                 .build())
     *         .timeout(Duration.ofSeconds(5), Duration.ofSeconds(30))
     *         .message(ToolMessage.of(8000))
     *         .build();
     * }</pre>
     */
    public static Builder builder() {
        return new Builder();
    }

    /** The name of the tool. */
    public String name() {
        return name;
    }

    /** The description for the model: the interpreter, what is returned, what is not possible, and the limits. */
    public String description() {
        return description;
    }

    /** The JSON schema of the parameters, for APIs without a {@link ToolFormat}. Only the code is required. */
    public String parameters() {
        return GSON.toJson(parameters.schema(false));
    }

    /** The complete definition as a JSON object in the format of an API. */
    public String definition(ToolFormat format) {
        JsonObject tool = new JsonObject();
        tool.addProperty("name", name);
        tool.addProperty("description", description);
        return GSON.toJson(
                switch (format) {
                    case OPENAI_CHAT -> {
                        JsonObject function = new JsonObject();
                        function.addProperty("type", "function");
                        function.add("function", strict(tool));
                        yield function;
                    }
                    case OPENAI_RESPONSES -> {
                        tool.addProperty("type", "function");
                        yield strict(tool);
                    }
                    case ANTHROPIC -> {
                        tool.add("input_schema", parameters.schema(false));
                        yield tool;
                    }
                    case MCP -> {
                        tool.add("inputSchema", parameters.schema(false));
                        yield tool;
                    }
                });
    }

    /**
     * The program of a tool call.
     *
     * @param arguments a JSON object as text, as in OpenAI's APIs
     * @throws ToolArgumentsException if the arguments are invalid; its message is the answer for the model
     */
    public PythonProgram program(String arguments) {
        return program(ToolJson.read(arguments));
    }

    /**
     * The program of a tool call.
     *
     * @param arguments a parsed JSON object, with strings, numbers, booleans, nulls, collections and maps as values
     * @throws ToolArgumentsException if the arguments are invalid; its message is the answer for the model
     */
    public PythonProgram program(Map<String, ?> arguments) {
        ToolArguments call = ToolArguments.of(arguments, parameters);
        PythonProgram.Builder program = base.toBuilder(call.code());
        if (call.stdin() != null) {
            program.stdin(call.stdin());
        }
        int index = 0;
        for (Map.Entry<String, String> file : call.files().entrySet()) {
            refuseTaken(index++, file.getKey());
            program.file(file.getKey(), file.getValue());
        }
        call.timeoutSeconds().ifPresent(seconds -> limitTime(program, Duration.ofSeconds(seconds)));
        return program.build();
    }

    /**
     * Runs the program of a tool call and waits for its end. Errors of the model and failures of the program become the answer,
     * including invalid arguments that only the server detects. Failures of the service are thrown, because the caller must handle
     * them; {@link ToolMessage#tell(AgentCoreException)} formats one for the model.
     *
     * @param arguments a JSON object as text, as in OpenAI's APIs
     * @throws AgentCoreException if the service failed, or rejected a value that the model did not choose
     */
    public ToolAnswer answer(AgentCoreClient client, String arguments) {
        return answer(client, () -> program(arguments));
    }

    /**
     * Runs the program of a tool call; see {@link #answer(AgentCoreClient, String)}.
     *
     * @param arguments as for {@link #program(Map)}
     */
    public ToolAnswer answer(AgentCoreClient client, Map<String, ?> arguments) {
        return answer(client, () -> program(arguments));
    }

    private ToolAnswer answer(AgentCoreClient client, Supplier<PythonProgram> call) {
        PythonProgram program;
        try {
            program = call.get();
        } catch (ToolArgumentsException rejected) {
            return ToolAnswer.refused("The call was rejected and nothing ran: " + rejected.getMessage() + ".");
        }
        try {
            PythonResult result = client.run(program);
            return new ToolAnswer(message.tell(result), !result.succeeded(), Optional.of(result));
        } catch (AgentCoreException failure) {
            if (isTheModels(failure, program)) {
                return ToolAnswer.refused(message.tell(forTheModel(failure)));
            }
            throw failure;
        }
    }

    private boolean isTheModels(AgentCoreException failure, PythonProgram program) {
        boolean files = program.files().size() > base.files().size();
        return failure.code() == ErrorCode.INVALID_ARGUMENT
                && !failure.fieldViolations().isEmpty()
                && failure.fieldViolations().stream().allMatch(violation -> switch (violation.field()) {
                    case "code" -> true;
                    case "stdin" -> parameters.stdin();
                    case "files" -> files;
                    default -> {
                        Matcher file = FILE_INDEX.matcher(violation.field());
                        yield file.lookingAt()
                                && Integer.parseInt(file.group(1))
                                        >= base.files().size();
                    }
                });
    }

    /** Renumbers files: the model knows only its own, and on the wire the application's come first. */
    private AgentCoreException forTheModel(AgentCoreException failure) {
        return failure.toBuilder()
                .fieldViolations(failure.fieldViolations().stream()
                        .map(violation ->
                                new FieldViolation(renumbered(violation.field()), renumbered(violation.description())))
                        .toList())
                .build();
    }

    private String renumbered(String text) {
        return FILE_INDEX
                .matcher(text)
                .replaceAll(file -> "files["
                        + (Integer.parseInt(file.group(1)) - base.files().size()) + "]");
    }

    private void refuseTaken(int index, String path) {
        for (InputFile taken : base.files()) {
            if (taken.path().equals(path)
                    || taken.path().startsWith(path + "/")
                    || path.startsWith(taken.path() + "/")) {
                throw new ToolArgumentsException(
                        "files[" + index + "].path",
                        "is " + Excerpt.quoted(path) + "; the file " + Excerpt.quoted(taken.path())
                                + " already exists");
            }
        }
    }

    private void limitTime(PythonProgram.Builder program, Duration time) {
        program.wallTime(time);
        if (base.cpuTime().isEmpty()) {
            program.cpuTime(mostCpuTime != null && mostCpuTime.compareTo(time) < 0 ? mostCpuTime : time);
        }
    }

    private JsonObject strict(JsonObject tool) {
        tool.addProperty("strict", true);
        tool.add("parameters", parameters.schema(true));
        return tool;
    }

    /** Builds a {@link PythonTool}. Not thread-safe. */
    public static final class Builder {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

        private String name = "run_python";
        private String instruction = "";
        private PythonProgram base = PythonProgram.of("");
        private ToolMessage message = ToolMessage.of(16_000);
        private @Nullable Capabilities capabilities;
        private @Nullable Duration usualTimeout;
        private @Nullable Duration mostTimeout;

        private Builder() {}

        /**
         * Sets the name of the tool; {@code run_python} by default.
         *
         * @throws IllegalArgumentException unless it consists of 1 to 64 ASCII letters, digits, underscores and hyphens
         */
        public Builder name(String name) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("name must match " + NAME.pattern() + ": " + Excerpt.quoted(name));
            }
            this.name = name;
            return this;
        }

        /** Appends a text to the description, such as what the files contain and when to use the tool. */
        public Builder instruction(String instruction) {
            this.instruction = Surrogates.requirePaired("instruction", instruction);
            return this;
        }

        /**
         * Sets the server's capabilities. The description then names the interpreter and all limits, and {@link #build} rejects
         * limits that the server would reject. Without them the description names only the limits that {@link #base} sets.
         */
        public Builder capabilities(Capabilities capabilities) {
            this.capabilities = Objects.requireNonNull(capabilities, "capabilities");
            return this;
        }

        /**
         * Sets the properties of all programs, such as limits, files, environment, labels, output paths and the image. The model
         * cannot change them. If the base has standard input, the model cannot provide any. If it has no result format, {@link
         * ResultFormat#REPR} is used.
         *
         * @throws IllegalArgumentException if it has code, which the model provides, or a request id, because each call is a separate
         *     execution
         */
        public Builder base(PythonProgram base) {
            if (!base.code().isEmpty()) {
                throw new IllegalArgumentException("base must have no code: " + Excerpt.quoted(base.code()));
            }
            base.requestId().ifPresent(id -> {
                throw new IllegalArgumentException("base must have no requestId: " + Excerpt.quoted(id));
            });
            this.base = base;
            return this;
        }

        /**
         * Allows the model to choose the wall time limit. It also applies to CPU time, unless {@link #base} limits that.
         *
         * @param usual the default; whole seconds, 1 or more
         * @param most the maximum that the model can choose; whole seconds, {@code usual} or more
         * @throws IllegalArgumentException if a value is out of range
         */
        public Builder timeout(Duration usual, Duration most) {
            requireSeconds("usual", usual);
            requireSeconds("most", most);
            if (most.compareTo(usual) < 0) {
                throw new IllegalArgumentException("most must be " + usual + " or more: " + most);
            }
            usualTimeout = usual;
            mostTimeout = most;
            return this;
        }

        /** Sets the format of results; by default at most 16,000 characters. */
        public Builder message(ToolMessage message) {
            this.message = Objects.requireNonNull(message, "message");
            return this;
        }

        /**
         * Builds the tool.
         *
         * @throws IllegalArgumentException if a limit is out of the server's range, if known, or if both {@link #base} and {@link
         *     #timeout} limit the wall time
         */
        public PythonTool build() {
            if (usualTimeout != null && base.wallTime().isPresent()) {
                throw new IllegalArgumentException("base must have no wallTime where there is a timeout: "
                        + base.wallTime().get());
            }
            if (capabilities != null) {
                refuseOutOfBounds(base, capabilities);
            }
            return new PythonTool(this);
        }

        private PythonProgram resolvedBase() {
            PythonProgram.Builder resolved = base.toBuilder();
            boolean repr = capabilities == null || capabilities.resultFormats().contains(ResultFormat.REPR);
            if (base.resultFormat() == ResultFormat.NONE && repr) {
                resolved.resultFormat(ResultFormat.REPR);
            }
            if (usualTimeout != null) {
                resolved.wallTime(usualTimeout);
            }
            return resolved.build();
        }

        private ToolParameters parameters() {
            return new ToolParameters(!base.stdin().hasRemaining(), seconds(usualTimeout), seconds(mostTimeout));
        }

        private void refuseOutOfBounds(PythonProgram base, Capabilities server) {
            Limits most = server.maximumLimits();
            base.wallTime().ifPresent(time -> requireAtMost("base.wallTime", time, most.wallTime()));
            base.cpuTime().ifPresent(time -> requireAtMost("base.cpuTime", time, most.cpuTime()));
            if (mostTimeout != null) {
                requireAtMost("timeout", mostTimeout, most.wallTime());
            }
            base.memoryBytes()
                    .ifPresent(bytes ->
                            requireWithin("base.memoryBytes", bytes, server.minimumMemoryBytes(), most.memoryBytes()));
            base.image().ifPresent(image -> requireImage(image, server));
            base.outputBytes().ifPresent(bytes -> requireWithin("base.outputBytes", bytes, 1, most.outputBytes()));
            base.scratchBytes().ifPresent(bytes -> requireWithin("base.scratchBytes", bytes, 1, most.scratchBytes()));
        }

        private static void requireImage(String image, Capabilities server) {
            List<String> names = server.images().stream().map(GuestImage::name).toList();
            if (!names.isEmpty() && !names.contains(image)) {
                throw new IllegalArgumentException(
                        "base.image is " + Excerpt.quoted(image) + "; the server has " + String.join(", ", names));
            }
        }

        private static int seconds(@Nullable Duration time) {
            return time == null ? 0 : Math.toIntExact(time.toSeconds());
        }

        private static void requireSeconds(String what, Duration time) {
            if (time.getNano() != 0 || time.getSeconds() < 1 || time.getSeconds() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(what + " must be whole seconds, 1 or more: " + time);
            }
        }

        private static void requireAtMost(String what, Duration time, Duration most) {
            if (time.compareTo(most) > 0) {
                throw new IllegalArgumentException(
                        what + " is " + Quantity.of(time) + "; the server allows " + Quantity.of(most) + " at most");
            }
        }

        private static void requireWithin(String what, long bytes, long least, long most) {
            if (bytes < least || bytes > most) {
                throw new IllegalArgumentException(
                        "%s is %d; the server allows %d to %d".formatted(what, bytes, least, most));
            }
        }
    }
}
