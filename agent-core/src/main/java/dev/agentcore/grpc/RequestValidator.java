// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.grpc;

import com.google.protobuf.Duration;
import com.google.rpc.BadRequest.FieldViolation;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.v1.ExecutePythonRequest;
import dev.agentcore.v1.InputFile;
import dev.agentcore.v1.Limits;
import dev.agentcore.v1.ResultFormat;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks requests against the bounds that the service's definition documents. Immutable. */
final class RequestValidator {
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

    /** What a request within all bounds can take on the wire, and a little more for what is around its values. */
    static final int MAX_MESSAGE_BYTES = MAX_CODE_BYTES
            + MAX_ARGS_BYTES
            + MAX_ENV_BYTES
            + MAX_STDIN_BYTES
            + MAX_FILES_BYTES
            + (MAX_FILES + OutputPaths.MAX_COUNT) * FilePaths.MAX_BYTES
            + (1 << 20);

    private static final Pattern ENV_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int NANOS_PER_SECOND = 1_000_000_000;

    private final LimitsPolicy policy;
    private final Set<dev.agentcore.execution.ResultFormat> resultFormats;
    private final boolean remembering;

    /**
     * Composes a validator.
     *
     * @param policy the bounds of limits
     * @param resultFormats in what forms the interpreter can tell a value
     * @param remembering whether runs are remembered by their request's id
     */
    RequestValidator(
            LimitsPolicy policy, Set<dev.agentcore.execution.ResultFormat> resultFormats, boolean remembering) {
        this.policy = policy;
        this.resultFormats = resultFormats;
        this.remembering = remembering;
    }

    /** What is wrong with a request; empty if nothing is. At most {@link Violations#MAX_COUNT}. */
    List<FieldViolation> validate(ExecutePythonRequest request) {
        var violations = new Violations();
        checkCode(request.getCode(), violations);
        checkArgs(request.getArgsList(), violations);
        checkEnv(request.getEnvMap(), violations);
        violations.addIfOver("stdin", request.getStdin().size(), MAX_STDIN_BYTES, "bytes");
        checkFiles(request.getFilesList(), violations);
        checkLimits(request.getLimits(), violations);
        OutputPaths.check(request.getOutputPathsList(), violations);
        boolean scratch =
                request.getLimits().getScratchBytes() != 0 || policy.defaults().scratchBytes() != 0;
        if (request.getOutputPathsCount() > 0 && !scratch) {
            violations.add("output_paths", "needs limits.scratch_bytes: without it a program can make no files");
        }
        checkResultFormat(request, violations);
        checkLabels(request.getLabelsMap(), violations);
        if (request.hasRequestId()) {
            checkRequestId(request.getRequestId(), violations);
        }
        return violations.toList();
    }

    // Where there are too many entries, none is looked at: a message within its bound can have millions of empty ones.

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

    private static void checkFiles(List<InputFile> files, Violations violations) {
        if (violations.addIfOver("files", files.size(), MAX_FILES, "entries")) {
            return;
        }
        long bytes = files.stream().mapToLong(file -> file.getContent().size()).sum();
        violations.addIfOver("files", bytes, MAX_FILES_BYTES, "bytes");
        FilePaths.check(files.stream().map(InputFile::getPath).toList(), violations);
    }

    private void checkResultFormat(ExecutePythonRequest request, Violations violations) {
        ResultFormat format = request.getResultFormat();
        if (format == ResultFormat.UNRECOGNIZED) {
            violations.add("result_format", "is %d, which this server does not know", request.getResultFormatValue());
        } else if (!resultFormats.contains(RequestMapping.toResultFormat(format))) {
            violations.add("result_format", "is %s, in which this server's interpreter cannot tell a value", format);
        }
    }

    private void checkLimits(Limits limits, Violations violations) {
        var maximum = policy.maximum();
        checkTime("limits.wall_time", limits.getWallTime(), maximum.wallTime(), violations);
        checkTime("limits.cpu_time", limits.getCpuTime(), maximum.cpuTime(), violations);
        checkSize(
                "limits.memory_bytes",
                limits.getMemoryBytes(),
                policy.minimumMemoryBytes(),
                maximum.memoryBytes(),
                violations);
        checkSize("limits.output_bytes", limits.getOutputBytes(), 1, maximum.outputBytes(), violations);
        checkSize("limits.scratch_bytes", limits.getScratchBytes(), 0, maximum.scratchBytes(), violations);
    }

    private static void checkTime(String field, Duration time, java.time.Duration most, Violations violations) {
        long seconds = time.getSeconds();
        int nanos = time.getNanos();
        if (Math.abs((long) nanos) >= NANOS_PER_SECOND || (seconds > 0 && nanos < 0) || (seconds < 0 && nanos > 0)) {
            violations.add(field, "is %d s and %d ns, which is not a duration", seconds, nanos);
        } else if (seconds < 0 || nanos < 0) {
            violations.add(field, "is %s; it must not be negative", text(seconds, nanos));
        } else if (seconds > most.getSeconds() || (seconds == most.getSeconds() && nanos > most.getNano())) {
            violations.add(
                    field,
                    "is %s; at most %s is allowed",
                    text(seconds, nanos),
                    text(most.getSeconds(), most.getNano()));
        }
    }

    private static void checkSize(String field, long bytes, long least, long most, Violations violations) {
        if (bytes < 0) {
            violations.add(field, "is %d; it must not be negative", bytes);
        } else if (bytes != 0 && (bytes < least || bytes > most)) {
            violations.add(field, "is %d; %d to %d are allowed", bytes, least, most);
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
        if (!remembering) {
            violations.add("request_id", "cannot be given: this server remembers no runs, and would run a retry again");
            return;
        }
        int bytes = TextSize.utf8Bytes(id);
        if (bytes == 0 || bytes > MAX_REQUEST_ID_BYTES) {
            violations.add("request_id", "has %d bytes; 1 to %d are allowed", bytes, MAX_REQUEST_ID_BYTES);
        } else if (!id.chars().allMatch(character -> character >= ' ' && character <= '~')) {
            violations.add("request_id", "is %s; only printable ASCII is allowed", Violations.quote(id));
        }
    }

    /** A time in seconds, both parts of one sign, without the zeros at its end. */
    private static String text(long seconds, int nanos) {
        var sum = new BigDecimal(seconds).add(BigDecimal.valueOf(nanos, 9));
        return sum.stripTrailingZeros().toPlainString() + " s";
    }
}
