package dev.agentcore.client;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tool for language models that runs Python: its definition for their APIs, and the answers to their calls. Immutable.
 *
 * <pre>{@code
 * PythonTool tool = PythonTool.of(client.capabilities());
 * String definition = tool.definition(ToolFormat.ANTHROPIC); // goes into the request's "tools"
 * String arguments = "{\"code\": \"print(6 * 7)\"}"; // as the model's tool call has them
 * ToolAnswer answer = tool.answer(client, arguments);
 * System.out.println(answer.text()); // goes back to the model
 * }</pre>
 *
 * <p><b>What the model chooses</b> is the program, its standard input, text files for its working directory and, if it is
 * allowed to, how long it may run. All else is the operator's, in the program that {@link Builder#base} gives.
 *
 * <p><b>Arguments</b> are refused by {@link ToolArgumentsException} unless they are what the schema says; {@code null} for one
 * that is not required is as if it were not given. JSON is read to the letter of RFC 8259; a name that is given twice, or more
 * than 4 Mi characters, are refused too. Code of which all is in one Markdown fence, with no language or Python's, is taken
 * out of it: no Python program begins with a backtick, so none is changed by that.
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
     * A tool without settings: programs get the server's default limits.
     *
     * @param capabilities the server's, so that the model is told which Python it is and what its limits are
     */
    public static PythonTool of(Capabilities capabilities) {
        return builder().capabilities(capabilities).build();
    }

    /**
     * Starts a tool.
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

    /** What the model calls it by. */
    public String name() {
        return name;
    }

    /** What the model is told of it: which Python it is, what comes back, what it may not and the limits, in words. */
    public String description() {
        return description;
    }

    /** The JSON schema of its parameters, for APIs that {@link ToolFormat} does not know. Only the code is required. */
    public String parameters() {
        return GSON.toJson(parameters.schema(false));
    }

    /** The whole definition, a JSON object, as an API wants it. */
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
     * The program that a call asks for.
     *
     * @param arguments a JSON object as text, as OpenAI's APIs give it
     * @throws ToolArgumentsException if they cannot be accepted; its message is the answer for the model
     */
    public PythonProgram program(String arguments) {
        return program(ToolJson.read(arguments));
    }

    /**
     * The program that a call asks for.
     *
     * @param arguments a JSON object that somebody else has parsed: its values are strings, numbers, booleans, nulls,
     *     collections and maps
     * @throws ToolArgumentsException if they cannot be accepted; its message is the answer for the model
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
     * Runs what a call asks for, and waits for its end. The model's mistakes and the program's failures become the answer: what
     * the arguments have wrong, also where only the server sees it, and whatever the program did. The service's failures
     * are thrown, for they are the caller's to handle; {@link ToolMessage#tell(AgentCoreException)} has words for the model.
     *
     * @param arguments a JSON object as text, as OpenAI's APIs give it
     * @throws AgentCoreException if the service failed, or refused what is not the model's
     */
    public ToolAnswer answer(AgentCoreClient client, String arguments) {
        return answer(client, () -> program(arguments));
    }

    /**
     * Runs what a call asks for; see {@link #answer(AgentCoreClient, String)}.
     *
     * @param arguments as at {@link #program(Map)}
     */
    public ToolAnswer answer(AgentCoreClient client, Map<String, ?> arguments) {
        return answer(client, () -> program(arguments));
    }

    private ToolAnswer answer(AgentCoreClient client, Supplier<PythonProgram> call) {
        PythonProgram program;
        try {
            program = call.get();
        } catch (ToolArgumentsException mistake) {
            return ToolAnswer.refused("The call was refused and nothing ran: " + mistake.getMessage() + ".");
        }
        try {
            PythonResult result = client.run(program);
            return new ToolAnswer(message.tell(result), !result.succeeded(), Optional.of(result));
        } catch (AgentCoreException failure) {
            if (isTheModels(failure, program)) {
                return ToolAnswer.refused(message.tell(inTheModelsWords(failure)));
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

    /** The model counts its own files only; on the wire the operator's come first. */
    private AgentCoreException inTheModelsWords(AgentCoreException failure) {
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
                        "is " + Excerpt.quoted(path) + "; there is a file " + Excerpt.quoted(taken.path())
                                + " already");
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

    /** Collects what a {@link PythonTool} is made of. Not thread-safe. */
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
         * Sets what the model calls it by; {@code run_python} by default.
         *
         * @throws IllegalArgumentException unless it has 1 to 64 letters, digits, underscores and hyphens of ASCII
         */
        public Builder name(String name) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("name must match " + NAME.pattern() + ": " + Excerpt.quoted(name));
            }
            this.name = name;
            return this;
        }

        /** Adds to the description, at its end, such as what the files hold and when to use the tool. */
        public Builder instruction(String instruction) {
            this.instruction = Surrogates.requirePaired("instruction", instruction);
            return this;
        }

        /**
         * Sets what the server can do: then the description names the Python and all limits, and {@link #build} refuses
         * what the server would. Without it the description tells those limits only that {@link #base} sets.
         */
        public Builder capabilities(Capabilities capabilities) {
            this.capabilities = Objects.requireNonNull(capabilities, "capabilities");
            return this;
        }

        /**
         * Sets what all programs have, such as limits, files, environment, labels and the files that come back; no call
         * can change it. If it has standard input, the model can give none. If it asks for no value of the last expression,
         * {@link ResultFormat#REPR} is asked for.
         *
         * @throws IllegalArgumentException if it has code, which is the model's, or a request's id, since each call is a run
         *     of its own
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
         * Lets the model choose how long a program may run; else it cannot. If {@link #base} limits no processor time, that
         * is the same.
         *
         * @param usual what a program gets for which the model does not say; whole seconds, 1 or more
         * @param most what the model may choose at most; whole seconds, {@code usual} or more
         * @throws IllegalArgumentException if they are not that
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

        /** Sets how results are told; by default in at most 16,000 characters. */
        public Builder message(ToolMessage message) {
            this.message = Objects.requireNonNull(message, "message");
            return this;
        }

        /**
         * The tool.
         *
         * @throws IllegalArgumentException if a limit is out of the server's bounds, as far as they are known, or wall time is
         *     limited by {@link #base} and by {@link #timeout}
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
            base.outputBytes().ifPresent(bytes -> requireWithin("base.outputBytes", bytes, 1, most.outputBytes()));
            base.scratchBytes().ifPresent(bytes -> requireWithin("base.scratchBytes", bytes, 1, most.scratchBytes()));
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
