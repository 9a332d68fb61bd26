package dev.agentcore.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A Python program and how to run it. Immutable, and may be run any number of times.
 *
 * <pre>{@code
 * PythonProgram program = PythonProgram.builder("import sys; print(sys.argv[1], input())")
 *         .args("hello")
 *         .stdin("world\n")
 *         .wallTime(Duration.ofSeconds(5))
 *         .memoryBytes(64L << 20)
 *         .build();
 * }</pre>
 *
 * <p>Only the code is needed. A limit that is not given is the server's default; one over the server's maximum is
 * refused by the server, never lowered; see {@link AgentCoreClient#capabilities()}.
 */
public final class PythonProgram {
    private final String code;
    private final List<String> args;
    private final Map<String, String> env;
    private final byte[] stdin;
    private final Map<String, InputFile> files;
    private final Map<String, String> labels;
    private final ResultFormat resultFormat;
    private final @Nullable Duration wallTime;
    private final @Nullable Duration cpuTime;
    private final @Nullable Long memoryBytes;
    private final @Nullable Long outputBytes;
    private final @Nullable Long scratchBytes;
    private final List<String> outputPaths;
    private final @Nullable String requestId;

    private PythonProgram(Builder builder) {
        code = builder.code;
        args = List.copyOf(builder.args);
        env = unmodifiableCopy(builder.env);
        stdin = builder.stdin;
        files = unmodifiableCopy(builder.files);
        labels = unmodifiableCopy(builder.labels);
        resultFormat = builder.resultFormat;
        wallTime = builder.wallTime;
        cpuTime = builder.cpuTime;
        memoryBytes = builder.memoryBytes;
        outputBytes = builder.outputBytes;
        scratchBytes = builder.scratchBytes;
        outputPaths = List.copyOf(builder.outputPaths);
        requestId = builder.requestId;
    }

    /** A program of code alone. Throws what {@link #builder} throws. */
    public static PythonProgram of(String code) {
        return builder(code).build();
    }

    /**
     * Starts a program.
     *
     * @param code its source, which runs as {@code __main__} from a file named {@code main.py}
     * @throws IllegalArgumentException if the text holds half a surrogate pair, which no encoding can tell
     */
    public static Builder builder(String code) {
        return new Builder(code);
    }

    /** Starts a program like this one. */
    public Builder toBuilder() {
        return toBuilder(code);
    }

    /** Starts a program like this one, of other code. */
    Builder toBuilder(String code) {
        Builder builder = new Builder(code);
        builder.args.addAll(args);
        builder.env.putAll(env);
        builder.stdin = stdin;
        builder.files.putAll(files);
        builder.labels.putAll(labels);
        builder.resultFormat = resultFormat;
        builder.wallTime = wallTime;
        builder.cpuTime = cpuTime;
        builder.memoryBytes = memoryBytes;
        builder.outputBytes = outputBytes;
        builder.scratchBytes = scratchBytes;
        builder.outputPaths.addAll(outputPaths);
        builder.requestId = requestId;
        return builder;
    }

    /** The source. */
    public String code() {
        return code;
    }

    /** What {@code sys.argv[1:]} holds; cannot be changed. */
    public List<String> args() {
        return args;
    }

    /** What {@code os.environ} holds; cannot be changed. */
    public Map<String, String> env() {
        return env;
    }

    /** What the program reads from standard input: a view that cannot be written to, with a position of its own. */
    public ByteBuffer stdin() {
        return ByteBuffer.wrap(stdin).asReadOnlyBuffer();
    }

    /** The files in the program's working directory, in the order given; cannot be changed. */
    public List<InputFile> files() {
        return List.copyOf(files.values());
    }

    /** Words of the caller's for the server's logs; cannot be changed. */
    public Map<String, String> labels() {
        return labels;
    }

    /** In what form the last expression's value is wanted. */
    public ResultFormat resultFormat() {
        return resultFormat;
    }

    /** How long it may take, from its first instruction to its last; empty for the server's default. */
    public Optional<Duration> wallTime() {
        return Optional.ofNullable(wallTime);
    }

    /** How much processor time it may take; empty for the server's default. */
    public Optional<Duration> cpuTime() {
        return Optional.ofNullable(cpuTime);
    }

    /** How much memory it may take, the interpreter's own share included; empty for the server's default. */
    public OptionalLong memoryBytes() {
        return memoryBytes == null ? OptionalLong.empty() : OptionalLong.of(memoryBytes);
    }

    /** How much it may print, on both streams together; empty for the server's default. */
    public OptionalLong outputBytes() {
        return outputBytes == null ? OptionalLong.empty() : OptionalLong.of(outputBytes);
    }

    /** What its own files may take; empty for the server's default, which is most often none. */
    public OptionalLong scratchBytes() {
        return scratchBytes == null ? OptionalLong.empty() : OptionalLong.of(scratchBytes);
    }

    /** The files and directories that are to come back; cannot be changed. */
    public List<String> outputPaths() {
        return outputPaths;
    }

    /** The caller's name for this request; empty if every run of it is a run of its own. */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    private static <V> Map<String, V> unmodifiableCopy(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /**
     * Collects what a {@link PythonProgram} holds. Checks what only the client can see; bounds are the server's to
     * check. Each text must be free of lone surrogates, or the method throws {@link IllegalArgumentException}. Not
     * thread-safe.
     */
    public static final class Builder {
        private final String code;
        private final List<String> args = new ArrayList<>();
        private final Map<String, String> env = new LinkedHashMap<>();
        private byte[] stdin = {};
        private final Map<String, InputFile> files = new LinkedHashMap<>();
        private final Map<String, String> labels = new LinkedHashMap<>();
        private ResultFormat resultFormat = ResultFormat.NONE;
        private @Nullable Duration wallTime;
        private @Nullable Duration cpuTime;
        private @Nullable Long memoryBytes;
        private @Nullable Long outputBytes;
        private @Nullable Long scratchBytes;
        private final List<String> outputPaths = new ArrayList<>();
        private @Nullable String requestId;

        private Builder(String code) {
            this.code = Surrogates.requirePaired("code", code);
        }

        /** Adds to {@code sys.argv[1:]}. */
        public Builder args(String... more) {
            return args(List.of(more));
        }

        /** Adds to {@code sys.argv[1:]}. */
        public Builder args(Iterable<String> more) {
            more.forEach(arg -> args.add(Surrogates.requirePaired("args", arg)));
            return this;
        }

        /** Sets an environment variable; the program sees those set here and nothing besides. */
        public Builder env(String name, String value) {
            env.put(Surrogates.requirePaired("env", name), Surrogates.requirePaired("env", value));
            return this;
        }

        /** Sets environment variables; see {@link #env(String, String)}. */
        public Builder env(Map<String, String> variables) {
            variables.forEach(this::env);
            return this;
        }

        /** Sets what the program reads from standard input; the bytes are copied. */
        public Builder stdin(byte[] bytes) {
            stdin = bytes.clone();
            return this;
        }

        /** Sets what the program reads from standard input, in UTF-8. */
        public Builder stdin(String text) {
            stdin = utf8("stdin", text);
            return this;
        }

        /**
         * Puts a file into the program's working directory; the bytes are copied. The same path again replaces it.
         *
         * @param path relative, with {@code /} between its parts; folders are made as needed
         */
        public Builder file(String path, byte[] content) {
            return put(path, content.clone());
        }

        /** Puts a file of text in UTF-8 into the program's working directory; see {@link #file(String, byte[])}. */
        public Builder file(String path, String content) {
            return put(path, utf8("files", content));
        }

        /**
         * Puts a copy of a file of this machine into the program's working directory. It is read now.
         *
         * @throws UncheckedIOException if it cannot be read
         */
        public Builder file(String path, Path source) {
            try {
                return put(path, Files.readAllBytes(source));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        /** Sets a word for the server's logs, such as a tenant's or a conversation's name. */
        public Builder label(String key, String value) {
            labels.put(Surrogates.requirePaired("labels", key), Surrogates.requirePaired("labels", value));
            return this;
        }

        /** Asks for the value of the last expression. By default it is not returned. */
        public Builder resultFormat(ResultFormat format) {
            resultFormat = Objects.requireNonNull(format, "format");
            return this;
        }

        /**
         * Limits the time from the program's first instruction to its last, waiting included.
         *
         * @throws IllegalArgumentException unless positive
         */
        public Builder wallTime(Duration limit) {
            wallTime = positive("wallTime", limit);
            return this;
        }

        /**
         * Limits the program's processor time.
         *
         * @throws IllegalArgumentException unless positive
         */
        public Builder cpuTime(Duration limit) {
            cpuTime = positive("cpuTime", limit);
            return this;
        }

        /**
         * Limits the sandbox's memory, the interpreter's own share of about 10 MiB included.
         *
         * @throws IllegalArgumentException unless positive
         */
        public Builder memoryBytes(long limit) {
            memoryBytes = positive("memoryBytes", limit);
            return this;
        }

        /**
         * Limits what may be printed, on both streams together.
         *
         * @throws IllegalArgumentException unless positive
         */
        public Builder outputBytes(long limit) {
            outputBytes = positive("outputBytes", limit);
            return this;
        }

        /**
         * Gives the program room for files of its own: {@code /workspace} and {@code /tmp} can be written to.
         *
         * @throws IllegalArgumentException unless positive
         */
        public Builder scratchBytes(long limit) {
            scratchBytes = positive("scratchBytes", limit);
            return this;
        }

        /**
         * Asks for a file, or for all files below a directory, to come back when the program has ended, however it has.
         * Needs {@link #scratchBytes}.
         *
         * @param path relative to {@code /workspace}, or absolute, there or below {@code /tmp}
         */
        public Builder outputPath(String path) {
            outputPaths.add(Surrogates.requirePaired("outputPaths", path));
            return this;
        }

        /**
         * Gives this request a name, so that it can be tried again after a failure of the way, and still runs once: as long as
         * the server remembers the run, some minutes after its end, whoever comes with the same program and the same name gets
         * all that this run prints, and its end. Then a broken connection does not stop the program at once, and closing a
         * {@link PythonExecution} neither; it goes on for some seconds.
         *
         * @param id 1 to 128 characters of printable ASCII, such as a UUID; another for each run that is wanted
         */
        public Builder requestId(String id) {
            requestId = Surrogates.requirePaired("requestId", id);
            return this;
        }

        /** The program. The builder may be used further. */
        public PythonProgram build() {
            return new PythonProgram(this);
        }

        private Builder put(String path, byte[] content) {
            files.put(path, new InputFile(Surrogates.requirePaired("files", path), content));
            return this;
        }

        private static byte[] utf8(String what, String text) {
            return Surrogates.requirePaired(what, text).getBytes(StandardCharsets.UTF_8);
        }

        // On the wire zero means "the server's default": a limit of zero would silently be none.
        private static Duration positive(String what, Duration limit) {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException(what + " must be positive: " + limit);
            }
            return limit;
        }

        private static long positive(String what, long limit) {
            if (limit <= 0) {
                throw new IllegalArgumentException(what + " must be positive: " + limit);
            }
            return limit;
        }
    }
}
