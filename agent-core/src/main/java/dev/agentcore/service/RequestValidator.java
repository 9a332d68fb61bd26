// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service;

import dev.agentcore.execution.Limits;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.execution.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks requests against the bounds that the wire's definition documents. Immutable. */
public final class RequestValidator {
    /** The maximum number of violations reported for one request. */
    public static final int MAX_VIOLATIONS = Violations.MAX_COUNT;

    static final int MAX_CODE_BYTES = 1 << 20;
    static final int MAX_ARGS = 256;
    static final int MAX_ARGS_BYTES = 128 << 10;
    static final int MAX_ENV_ENTRIES = 256;
    static final int MAX_ENV_BYTES = 128 << 10;
    static final int MAX_STDIN_BYTES = 16 << 20;
    static final int MAX_FILES = 256;
    static final int MAX_FILES_BYTES = 64 << 20;
    static final int MAX_LABELS = 32;
    static final int MAX_LABEL_KEY_BYTES = 63;
    static final int MAX_LABEL_VALUE_BYTES = 256;
    static final int MAX_REQUEST_ID_BYTES = 128;

    /** The largest message that a request within all bounds can be, in bytes: its values, and some room around them. */
    public static final int MAX_MESSAGE_BYTES = MAX_CODE_BYTES
            + MAX_ARGS_BYTES
            + MAX_ENV_BYTES
            + MAX_STDIN_BYTES
            + MAX_FILES_BYTES
            + (MAX_FILES + OutputPaths.MAX_COUNT) * FilePaths.MAX_BYTES
            + (1 << 20);

    private static final Pattern ENV_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final LimitsPolicy policy;
    private final Set<ResultFormat> resultFormats;
    private final boolean retaining;
    private final Set<String> images;

    /**
     * Composes a validator.
     *
     * @param policy the bounds of limits
     * @param resultFormats the forms in which the interpreter can give a value
     * @param retaining whether runs are retained by their request's id
     * @param images the names of the guest images that exist
     */
    public RequestValidator(
            LimitsPolicy policy, Set<ResultFormat> resultFormats, boolean retaining, Set<String> images) {
        this.policy = policy;
        this.resultFormats = resultFormats;
        this.retaining = retaining;
        this.images = Set.copyOf(images);
    }

    /** What is wrong with a request; empty if nothing is. At most {@link #MAX_VIOLATIONS}. */
    public List<Violation> validate(RunRequest request) {
        var violations = new Violations();
        checkCode(request.code(), violations);
        checkArgs(request.arguments(), violations);
        checkEnv(request.environment(), violations);
        violations.addIfOver("stdin", request.stdin().size(), MAX_STDIN_BYTES, "bytes");
        checkFiles(request.files(), violations);
        checkLimits(request.limits(), violations);
        OutputPaths.check(request.outputPaths(), violations);
        boolean scratch =
                request.limits().scratchBytes() != 0 || policy.defaults().scratchBytes() != 0;
        if (!request.outputPaths().isEmpty() && !scratch) {
            violations.add("output_paths", "needs limits.scratch_bytes: without it a program cannot create files");
        }
        request.untranslatable().forEach(violations::add);
        if (!resultFormats.contains(request.resultFormat())) {
            violations.add(
                    "result_format", "is %s, which this server's interpreter does not support", request.resultFormat());
        }
        checkImage(request.image(), violations);
        checkLabels(request.labels(), violations);
        if (request.requestId() != null) {
            checkRequestId(request.requestId(), violations);
        }
        return violations.toList();
    }

    // Where there are too many entries, none is checked: a message within its bound can have millions of empty ones.

    private static void checkCode(String code, Violations violations) {
        violations.addIfOver("code", TextSize.utf8Bytes(code), MAX_CODE_BYTES, "bytes in UTF-8");
        violations.addIfNul("code", code);
    }

    private static void checkArgs(List<String> args, Violations violations) {
        if (violations.addIfOver("args", args.size(), MAX_ARGS, "entries")) {
            return;
        }
        long bytes = 0;
        for (int index = 0; index < args.size(); index++) {
            bytes += TextSize.utf8Bytes(args.get(index));
            violations.addIfNul("args[" + index + "]", args.get(index));
        }
        violations.addIfOver("args", bytes, MAX_ARGS_BYTES, "bytes in UTF-8");
    }

    private static void checkEnv(Map<String, String> env, Violations violations) {
        if (violations.addIfOver("env", env.size(), MAX_ENV_ENTRIES, "entries")) {
            return;
        }
        long bytes = 0;
        for (var entry : env.entrySet()) {
            String name = entry.getKey();
            bytes += TextSize.utf8Bytes(name) + TextSize.utf8Bytes(entry.getValue());
            if (!ENV_NAME.matcher(name).matches()) {
                violations.add("env", "has the name %s; names match %s", Violations.quote(name), ENV_NAME.pattern());
            }
            violations.addIfNul("env[" + Violations.excerpt(name) + "]", entry.getValue());
        }
        violations.addIfOver("env", bytes, MAX_ENV_BYTES, "bytes in UTF-8");
    }

    private static void checkFiles(List<? extends RequestedFile> files, Violations violations) {
        if (violations.addIfOver("files", files.size(), MAX_FILES, "entries")) {
            return;
        }
        long bytes = files.stream().mapToLong(RequestedFile::size).sum();
        violations.addIfOver("files", bytes, MAX_FILES_BYTES, "bytes");
        FilePaths.check(files.stream().map(RequestedFile::path).toList(), violations);
    }

    private void checkImage(String image, Violations violations) {
        if (!image.isEmpty() && !images.contains(image)) {
            violations.add(
                    "image",
                    "is %s; this server has %s",
                    Violations.quote(image),
                    images.stream().sorted().collect(Collectors.joining(", ")));
        }
    }

    private void checkLimits(RequestedLimits limits, Violations violations) {
        Limits maximum = policy.maximum();
        limits.wallTime().check("limits.wall_time", maximum.wallTime(), violations);
        limits.cpuTime().check("limits.cpu_time", maximum.cpuTime(), violations);
        checkSize(
                "limits.memory_bytes",
                limits.memoryBytes(),
                policy.minimumMemoryBytes(),
                maximum.memoryBytes(),
                violations);
        checkSize("limits.output_bytes", limits.outputBytes(), 1, maximum.outputBytes(), violations);
        checkSize("limits.scratch_bytes", limits.scratchBytes(), 0, maximum.scratchBytes(), violations);
        checkSize("limits.threads", limits.threads(), 1, maximum.threads(), violations);
    }

    private static void checkSize(String field, long value, long least, long most, Violations violations) {
        if (value < 0) {
            violations.add(field, "is %d; it must not be negative", value);
        } else if (value != 0 && (value < least || value > most)) {
            violations.add(field, "is %d; %d to %d are allowed", value, least, most);
        }
    }

    private static void checkLabels(Map<String, String> labels, Violations violations) {
        if (violations.addIfOver("labels", labels.size(), MAX_LABELS, "entries")) {
            return;
        }
        labels.forEach((key, value) -> {
            String field = "labels[" + Violations.excerpt(key) + "]";
            violations.addIfOver(field, TextSize.utf8Bytes(key), MAX_LABEL_KEY_BYTES, "bytes in its key");
            violations.addIfOver(field, TextSize.utf8Bytes(value), MAX_LABEL_VALUE_BYTES, "bytes in its value");
        });
    }

    private void checkRequestId(String id, Violations violations) {
        if (!retaining) {
            violations.add("request_id", "must not be set: this server retains no runs, and would run a retry again");
            return;
        }
        int bytes = TextSize.utf8Bytes(id);
        if (bytes == 0 || bytes > MAX_REQUEST_ID_BYTES) {
            violations.add("request_id", "has %d bytes; 1 to %d are allowed", bytes, MAX_REQUEST_ID_BYTES);
        } else if (!id.chars().allMatch(character -> character >= ' ' && character <= '~')) {
            violations.add("request_id", "is %s; only printable ASCII is allowed", Violations.quote(id));
        }
    }
}
