// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest.FieldViolation;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.execution.Violation;
import dev.agentcore.service.RequestValidator;
import dev.agentcore.v1.ExecutePythonRequest;
import dev.agentcore.v1.InputFile;
import dev.agentcore.v1.Limits;
import java.util.Collections;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RequestValidatorTest {
    private static final int MIB = 1 << 20;

    private final RequestValidator validator =
            new RequestValidator(LimitsPolicy.defaultPolicy(), Set.of(ResultFormat.values()), true, Set.of("base"));
    private final ExecutePythonRequest.Builder request =
            ExecutePythonRequest.newBuilder().setCode("print(1)");

    @Test
    void acceptsWhatIsWithinAllBounds() {
        assertViolations();
        request.setCode("x".repeat(MIB))
                .addAllArgs(Collections.nCopies(256, "a".repeat(512)))
                .setStdin(ByteString.copyFrom(new byte[16 * MIB]))
                .addFiles(file("a".repeat(1024), 64 * MIB))
                .setResultFormatValue(2)
                .setLimits(Limits.newBuilder()
                        .setWallTime(seconds(300))
                        .setCpuTime(seconds(300))
                        .setMemoryBytes(1 << 30)
                        .setOutputBytes(1 << 30)
                        .setScratchBytes(256 * MIB));
        for (int index = 0; index < 64; index++) {
            request.addOutputPaths("/tmp/%02d/".formatted(index) + "p".repeat(1016));
        }
        for (int index = 0; index < 256; index++) {
            request.putEnv("NAME_%03d".formatted(index), "v".repeat(504));
        }
        for (int index = 0; index < 32; index++) {
            request.putLabels("k".repeat(61) + "%02d".formatted(index), "v".repeat(256));
        }
        assertViolations();
        assertThat(request.build().getSerializedSize()).isLessThan(RequestValidator.MAX_MESSAGE_BYTES);
    }

    @Test
    void theLargestMessageHasRoomForAllBoundsAtOnce() {
        int values = 64 * MIB + 16 * MIB + MIB + 2 * (128 << 10) + (256 + 64) * 1024 + 32 * (63 + 256);
        int around = (256 + 256 + 256 + 64 + 32) * 32;
        assertThat(RequestValidator.MAX_MESSAGE_BYTES)
                .isGreaterThan(values + around)
                .isLessThan(84 * MIB);
    }

    @Test
    void countsCodeInUtf8() {
        request.setCode("é".repeat(MIB / 2));
        assertViolations();
        request.setCode("é".repeat(MIB / 2) + "!");
        assertViolations("code has 1048577 bytes in UTF-8; at most 1048576 are allowed");
    }

    @Test
    void refusesNul() {
        request.setCode("a\0b").addArgs("fine").addArgs("\0").putEnv("NAME", "value\0");
        assertViolations(
                "code has a NUL at index 1; none is allowed",
                "args[1] has a NUL at index 0; none is allowed",
                "env[NAME] has a NUL at index 5; none is allowed");
    }

    @Test
    void boundsArguments() {
        request.addAllArgs(Collections.nCopies(257, ""));
        assertViolations("args has 257 entries; at most 256 are allowed");
        request.clearArgs().addArgs("é".repeat(64 << 10)).addArgs("!");
        assertViolations("args has 131073 bytes in UTF-8; at most 131072 are allowed");
    }

    @Test
    void boundsTheEnvironment() {
        request.putEnv("N", "é".repeat(64 << 10));
        assertViolations("env has 131073 bytes in UTF-8; at most 131072 are allowed");
        request.clearEnv();
        IntStream.range(0, 257).forEach(index -> request.putEnv("N" + index, ""));
        assertViolations("env has 257 entries; at most 256 are allowed");
    }

    @Test
    void refusesNamesThatAreNone() {
        request.putEnv("_ok9", "")
                .putEnv("", "")
                .putEnv("9LIVES", "")
                .putEnv("A=B", "")
                .putEnv("É\n", "");
        assertViolations(
                "env has the name ''; names match [A-Za-z_][A-Za-z0-9_]*",
                "env has the name '9LIVES'; names match [A-Za-z_][A-Za-z0-9_]*",
                "env has the name 'A=B'; names match [A-Za-z_][A-Za-z0-9_]*",
                "env has the name 'É\\u000a'; names match [A-Za-z_][A-Za-z0-9_]*");
    }

    @Test
    void boundsStdin() {
        request.setStdin(ByteString.copyFrom(new byte[16 * MIB + 1]));
        assertViolations("stdin has 16777217 bytes; at most 16777216 are allowed");
    }

    @Test
    void boundsFiles() {
        request.addFiles(file("a", 32 * MIB)).addFiles(file("b", 32 * MIB + 1));
        assertViolations("files has 67108865 bytes; at most 67108864 are allowed");
        request.clearFiles();
        IntStream.range(0, 257).forEach(index -> request.addFiles(file("..", 0)));
        assertViolations("files has 257 entries; at most 256 are allowed");
    }

    @Test
    void refusesPathsThatAreNone() {
        for (var path : new String[] {"", "/etc", "a//b", "a/", "./a", "a/../b", "..", ".", "a\0b"}) {
            request.addFiles(file(path, 0));
        }
        request.addFiles(file("é".repeat(512) + "!", 0)).addFiles(file(".../..a/ b\\c", 0));
        assertViolations(
                "files[0].path is ''; it must not be empty",
                "files[1].path is '/etc'; it must be relative",
                "files[2].path is 'a//b'; no part of it may be empty, '.' or '..'",
                "files[3].path is 'a/'; no part of it may be empty, '.' or '..'",
                "files[4].path is './a'; no part of it may be empty, '.' or '..'",
                "files[5].path is 'a/../b'; no part of it may be empty, '.' or '..'",
                "files[6].path is '..'; no part of it may be empty, '.' or '..'",
                "files[7].path is '.'; no part of it may be empty, '.' or '..'",
                "files[8].path is 'a\\u0000b'; it must not have a NUL",
                "files[9].path has 1025 bytes in UTF-8; at most 1024 are allowed");
    }

    @Test
    void refusesPathsInConflict() {
        for (var path : new String[] {"a/b/c", "data.txt", "a", "a!", "a/d", "data.txt", "a-b/c", "dat", "data.txt"}) {
            request.addFiles(file(path, 0));
        }
        assertViolations(
                "files[0].path is 'a/b/c', which needs a folder where files[2].path is a file",
                "files[4].path is 'a/d', which needs a folder where files[2].path is a file",
                "files[5].path is 'data.txt', as is files[1].path; each may appear once",
                "files[8].path is 'data.txt', as is files[1].path; each may appear once");
    }

    @Test
    void boundsTimes() {
        request.setLimits(Limits.newBuilder()
                .setWallTime(seconds(300).toBuilder().setNanos(1))
                .setCpuTime(seconds(-1)));
        assertViolations(
                "limits.wall_time is 300.000000001 s; at most 300 s is allowed",
                "limits.cpu_time is -1 s; it must not be negative");
        request.setLimits(Limits.newBuilder()
                .setWallTime(Duration.newBuilder().setNanos(-500_000_000))
                .setCpuTime(seconds(Long.MAX_VALUE)));
        assertViolations(
                "limits.wall_time is -0.5 s; it must not be negative",
                "limits.cpu_time is 9223372036854775807 s; at most 300 s is allowed");
        request.setLimits(Limits.newBuilder()
                .setWallTime(Duration.newBuilder().setSeconds(1).setNanos(-1))
                .setCpuTime(Duration.newBuilder().setNanos(Integer.MIN_VALUE)));
        assertViolations(
                "limits.wall_time is 1 s and -1 ns, which is not a duration",
                "limits.cpu_time is 0 s and -2147483648 ns, which is not a duration");
    }

    @Test
    void zeroIsTheDefault() {
        request.setLimits(Limits.newBuilder().setWallTime(seconds(0)).setCpuTime(seconds(0)));
        assertViolations();
    }

    @Test
    void boundsSizes() {
        request.setLimits(Limits.newBuilder().setMemoryBytes((32 << 20) - 1).setOutputBytes((1 << 30) + 1));
        assertViolations(
                "limits.memory_bytes is 33554431; 33554432 to 1073741824 are allowed",
                "limits.output_bytes is 1073741825; 1 to 1073741824 are allowed");
        request.setLimits(Limits.newBuilder().setMemoryBytes(-1).setOutputBytes(Long.MIN_VALUE));
        assertViolations(
                "limits.memory_bytes is -1; it must not be negative",
                "limits.output_bytes is -9223372036854775808; it must not be negative");
        request.setLimits(Limits.newBuilder().setScratchBytes(256 * MIB + 1));
        assertViolations("limits.scratch_bytes is 268435457; 0 to 268435456 are allowed");
        request.setLimits(Limits.newBuilder().setScratchBytes(-1));
        assertViolations("limits.scratch_bytes is -1; it must not be negative");
        request.setLimits(Limits.newBuilder().setThreads(65));
        assertViolations("limits.threads is 65; 1 to 64 are allowed");
        request.setLimits(Limits.newBuilder().setThreads(-1));
        assertViolations("limits.threads is -1; it must not be negative");
    }

    @Test
    void outputPathsNeedScratch() {
        request.addOutputPaths("out");
        assertViolations("output_paths needs limits.scratch_bytes: without it a program cannot create files");
    }

    @Test
    void boundsOutputPaths() {
        request.setLimits(Limits.newBuilder().setScratchBytes(1));
        IntStream.range(0, 65).forEach(index -> request.addOutputPaths(".."));
        assertViolations("output_paths has 65 entries; at most 64 are allowed");
    }

    @Test
    void refusesOutputPathsThatNothingCanComeFrom() {
        request.setLimits(Limits.newBuilder().setScratchBytes(1));
        for (var path : new String[] {
            "/workspace",
            "/tmp",
            "/tmp/a",
            "b/c",
            "/",
            "",
            "/lib/a",
            "/workspaces",
            "/workspace/",
            "../a",
            "/tmp/../lib",
            "a\0b",
            "/workspace/b/c"
        }) {
            request.addOutputPaths(path);
        }
        request.addOutputPaths("/tmp/" + "é".repeat(510) + "!!");
        assertViolations(
                "output_paths[4] is '/'; it must be below /workspace or /tmp",
                "output_paths[5] is ''; it must not be empty",
                "output_paths[6] is '/lib/a'; it must be below /workspace or /tmp",
                "output_paths[7] is '/workspaces'; it must be below /workspace or /tmp",
                "output_paths[8] is '/workspace/'; no part of it may be empty, '.' or '..'",
                "output_paths[9] is '../a'; no part of it may be empty, '.' or '..'",
                "output_paths[10] is '/tmp/../lib'; no part of it may be empty, '.' or '..'",
                "output_paths[11] is 'a\\u0000b'; it must not have a NUL",
                "output_paths[12] is '/workspace/b/c', as is output_paths[3]; each may appear once",
                "output_paths[13] has 1027 bytes in UTF-8; at most 1024 are allowed");
    }

    @Test
    void refusesFormatsItDoesNotKnow() {
        request.setResultFormatValue(17);
        assertViolations("result_format is 17, which this server does not know");
    }

    @Test
    void rejectsResultFormatsThatTheInterpreterDoesNotSupport() {
        var without =
                new RequestValidator(LimitsPolicy.defaultPolicy(), Set.of(ResultFormat.NONE), true, Set.of("base"));
        assertThat(without.validate(RequestMapping.toRunRequest(request.build(), null)))
                .isEmpty();
        assertThat(without.validate(RequestMapping.toRunRequest(
                        request.setResultFormatValue(1).build(), null)))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.field()).isEqualTo("result_format");
                    assertThat(violation.description())
                            .isEqualTo("is REPR, which this server's interpreter does not support");
                });
    }

    @Test
    void boundsLabels() {
        request.putLabels("é".repeat(32), "").putLabels("key", "v".repeat(257));
        assertViolations(
                "labels[" + "é".repeat(32) + "] has 64 bytes in its key; at most 63 are allowed",
                "labels[key] has 257 bytes in its value; at most 256 are allowed");
        request.clearLabels();
        IntStream.range(0, 33).forEach(index -> request.putLabels("k" + index, ""));
        assertViolations("labels has 33 entries; at most 32 are allowed");
    }

    @Test
    void namesSeveralAtOnce() {
        request.setCode("\0")
                .putEnv("1", "")
                .addFiles(file("/", 0))
                .setLimits(Limits.newBuilder().setMemoryBytes(1))
                .setResultFormatValue(-1);
        assertThat(validator.validate(RequestMapping.toRunRequest(request.build(), null)).stream()
                        .map(Violation::field))
                .containsExactly("code", "env", "files[0].path", "limits.memory_bytes", "result_format");
    }

    @Test
    void namesNoMoreThanFitIntoTrailers() {
        for (int index = 0; index < 256; index++) {
            request.addFiles(file("/" + index, 0));
        }
        assertThat(validator.validate(RequestMapping.toRunRequest(request.build(), null)))
                .hasSize(RequestValidator.MAX_VIOLATIONS);
        request.clearFiles();
        for (int index = 0; index < 256; index++) {
            request.putEnv("💥".repeat(100) + index, "\0");
        }
        var violations = validator.validate(RequestMapping.toRunRequest(request.build(), null));
        assertThat(violations).hasSizeBetween(8, RequestValidator.MAX_VIOLATIONS);
        assertThat(violations.stream().mapToInt(RequestValidatorTest::wireSize).sum())
                .isLessThanOrEqualTo(3 * 1024);
    }

    @Test
    void knowsTheImagesThatExist() {
        request.setImage("base");
        assertViolations();
        request.setImage("data\n");
        assertViolations("image is 'data\\u000a'; this server has base");
    }

    @Test
    void quotesLongValuesShortly() {
        request.addFiles(file("/" + "x".repeat(1000), 0));
        assertViolations("files[0].path is '/" + "x".repeat(31) + "...'; it must be relative");
    }

    private static int wireSize(Violation violation) {
        return FieldViolation.newBuilder()
                .setField(violation.field())
                .setDescription(violation.description())
                .build()
                .getSerializedSize();
    }

    private void assertViolations(String... expected) {
        assertThat(validator.validate(RequestMapping.toRunRequest(request.build(), null)).stream()
                        .map(violation -> violation.field() + " " + violation.description()))
                .containsExactly(expected);
    }

    private static InputFile file(String path, int size) {
        return InputFile.newBuilder()
                .setPath(path)
                .setContent(ByteString.copyFrom(new byte[size]))
                .build();
    }

    private static Duration seconds(long seconds) {
        return Duration.newBuilder().setSeconds(seconds).build();
    }
}
