// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import dev.agentcore.client.internal.Surrogates;
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
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A Python program and how to run it. Immutable; can be run any number of times.
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
 * <p>Only the code is required. An unset limit means the server's default. A limit above the server's maximum is rejected by
 * the server, never lowered; see {@link AgentCoreClient#capabilities()}.
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
    private final @Nullable Integer threads;
    private final List<String> outputPaths;
    private final @Nullable String requestId;
    private final @Nullable String image;

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
        threads = builder.threads;
        outputPaths = List.copyOf(builder.outputPaths);
        requestId = builder.requestId;
        image = builder.image;
    }

    /** A program with the default settings. Throws the same exceptions as {@link #builder}. */
    public static PythonProgram of(String code) {
        return builder(code).build();
    }

    /**
     * A builder of a program.
     *
     * @param code the source, which runs as {@code __main__} from a file named {@code main.py}
     * @throws IllegalArgumentException if the source contains an unpaired surrogate, which UTF-8 cannot encode
     */
    public static Builder builder(String code) {
        return new Builder(code);
    }

    /** A builder with all properties of this program. */
    public Builder toBuilder() {
        return toBuilder(code);
    }

    /** A builder with all properties of this program but the code. Throws the same exceptions as {@link #builder}. */
    public Builder toBuilder(String code) {
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
        builder.threads = threads;
        builder.outputPaths.addAll(outputPaths);
        builder.requestId = requestId;
        builder.image = image;
        return builder;
    }

    /** The source. */
    public String code() {
        return code;
    }

    /** The arguments, {@code sys.argv[1:]}. Unmodifiable. */
    public List<String> args() {
        return args;
    }

    /** The environment, all of {@code os.environ}. Unmodifiable. */
    public Map<String, String> env() {
        return env;
    }

    /** The content of standard input, as a read-only view with its own position. */
    public ByteBuffer stdin() {
        return ByteBuffer.wrap(stdin).asReadOnlyBuffer();
    }

    /** The files in the program's working directory, in the order of addition. Unmodifiable. */
    public List<InputFile> files() {
        return List.copyOf(files.values());
    }

    /** The labels for the server's logs. Unmodifiable. */
    public Map<String, String> labels() {
        return labels;
    }

    /** The format in which to return the last expression's value. */
    public ResultFormat resultFormat() {
        return resultFormat;
    }

    /** The wall time limit, from the first instruction to the last; empty for the server's default. */
    public Optional<Duration> wallTime() {
        return Optional.ofNullable(wallTime);
    }

    /** The CPU time limit; empty for the server's default. */
    public Optional<Duration> cpuTime() {
        return Optional.ofNullable(cpuTime);
    }

    /** The memory limit in bytes, including the interpreter's own memory; empty for the server's default. */
    public OptionalLong memoryBytes() {
        return memoryBytes == null ? OptionalLong.empty() : OptionalLong.of(memoryBytes);
    }

    /** The output limit in bytes, both streams together; empty for the server's default. */
    public OptionalLong outputBytes() {
        return outputBytes == null ? OptionalLong.empty() : OptionalLong.of(outputBytes);
    }

    /** The scratch limit in bytes, for the program's own files; empty for the server's default, usually 0. */
    public OptionalLong scratchBytes() {
        return scratchBytes == null ? OptionalLong.empty() : OptionalLong.of(scratchBytes);
    }

    /** The limit of threads alive at a time, the main one included; empty for the server's default. */
    public OptionalInt threads() {
        return threads == null ? OptionalInt.empty() : OptionalInt.of(threads);
    }

    /** The files and directories to return. Unmodifiable. */
    public List<String> outputPaths() {
        return outputPaths;
    }

    /** The idempotency key of this request; empty if each call runs the program. */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /** The guest image that runs the program; empty for the server's default image. */
    public Optional<String> image() {
        return Optional.ofNullable(image);
    }

    private static <V> Map<String, V> unmodifiableCopy(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /**
     * Builds a {@link PythonProgram}. The server checks the ranges of values. Every method throws {@link
     * IllegalArgumentException} for text with an unpaired surrogate. Not thread-safe.
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
        private @Nullable Integer threads;
        private final List<String> outputPaths = new ArrayList<>();
        private @Nullable String requestId;
        private @Nullable String image;

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

        /** Sets an environment variable. The program sees only those that are set here. */
        public Builder env(String name, String value) {
            env.put(Surrogates.requirePaired("env", name), Surrogates.requirePaired("env", value));
            return this;
        }

        /** Sets environment variables; see {@link #env(String, String)}. */
        public Builder env(Map<String, String> variables) {
            variables.forEach(this::env);
            return this;
        }

        /** Sets the content of standard input; the bytes are copied. */
        public Builder stdin(byte[] bytes) {
            stdin = bytes.clone();
            return this;
        }

        /** Sets the content of standard input, encoded in UTF-8. */
        public Builder stdin(String text) {
            stdin = utf8("stdin", text);
            return this;
        }

        /**
         * Adds a file to the program's working directory; the bytes are copied. Replaces an earlier file with the same path.
         *
         * @param path relative, with {@code /} as separator; parent directories are created
         */
        public Builder file(String path, byte[] content) {
            return put(path, content.clone());
        }

        /** Adds a text file in UTF-8 to the program's working directory; see {@link #file(String, byte[])}. */
        public Builder file(String path, String content) {
            return put(path, utf8("files", content));
        }

        /**
         * Adds a copy of a local file to the program's working directory. The file is read by this method.
         *
         * @throws UncheckedIOException if the file cannot be read
         */
        public Builder file(String path, Path source) {
            try {
                return put(path, Files.readAllBytes(source));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        /** Sets a label for the server's logs, such as the id of a conversation. */
        public Builder label(String key, String value) {
            labels.put(Surrogates.requirePaired("labels", key), Surrogates.requirePaired("labels", value));
            return this;
        }

        /** Sets the format in which to return the value of the last expression. By default it is not returned. */
        public Builder resultFormat(ResultFormat format) {
            resultFormat = Objects.requireNonNull(format, "format");
            return this;
        }

        /**
         * Sets the wall time limit, from the program's first instruction to its last, including time spent waiting.
         *
         * @throws IllegalArgumentException unless positive
         */
        public Builder wallTime(Duration limit) {
            wallTime = positive("wallTime", limit);
            return this;
        }

        /**
         * Sets the CPU time limit.
         *
         * @throws IllegalArgumentException unless positive
         */
        public Builder cpuTime(Duration limit) {
            cpuTime = positive("cpuTime", limit);
            return this;
        }

        /**
         * Sets the memory limit, which includes about 10 MiB of the interpreter itself.
         *
         * @throws IllegalArgumentException unless positive
         */
        public Builder memoryBytes(long limit) {
            memoryBytes = positive("memoryBytes", limit);
            return this;
        }

        /**
         * Sets the output limit, both streams together.
         *
         * @throws IllegalArgumentException unless positive
         */
        public Builder outputBytes(long limit) {
            outputBytes = positive("outputBytes", limit);
            return this;
        }

        /**
         * Sets the scratch limit, which makes {@code /workspace} and {@code /tmp} writable.
         *
         * @throws IllegalArgumentException unless positive
         */
        public Builder scratchBytes(long limit) {
            scratchBytes = positive("scratchBytes", limit);
            return this;
        }

        /**
         * Sets the limit of threads alive at a time, the main one included. With 1, the program cannot start any.
         *
         * @throws IllegalArgumentException unless positive
         */
        public Builder threads(int limit) {
            threads = (int) positive("threads", limit);
            return this;
        }

        /**
         * Adds a file, or a directory with all files below it, to return after the program has ended, with whatever outcome.
         * Requires {@link #scratchBytes}.
         *
         * @param path relative to {@code /workspace}, or an absolute path in {@code /workspace} or {@code /tmp}
         */
        public Builder outputPath(String path) {
            outputPaths.add(Surrogates.requirePaired("outputPaths", path));
            return this;
        }

        /**
         * Sets the idempotency key, so that the request can be retried after a broken connection and the program still runs
         * only once. The server retains the execution for some minutes after its end; a request with the same program and the
         * same key receives its output and result. With a key, a broken connection or a closed {@link PythonExecution} does not
         * stop the program at once; it continues for some seconds.
         *
         * @param id 1 to 128 characters of printable ASCII, such as a UUID; a new one for each execution
         */
        public Builder requestId(String id) {
            requestId = Surrogates.requirePaired("requestId", id);
            return this;
        }

        /**
         * Sets the guest image that runs the program. By default the server's default image.
         *
         * @param name one of {@link Capabilities#images()}; the server rejects an unknown one
         * @throws IllegalArgumentException if empty
         */
        public Builder image(String name) {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("image must not be empty");
            }
            image = Surrogates.requirePaired("image", name);
            return this;
        }

        /** Builds the program. The builder can be used again. */
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

        // On the wire zero means "the server's default", so a limit of zero would silently have no effect.
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
