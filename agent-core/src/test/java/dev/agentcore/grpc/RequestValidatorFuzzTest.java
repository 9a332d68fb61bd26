// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest.FieldViolation;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.v1.ExecutePythonRequest;
import java.util.List;
import java.util.Set;

/** Any request is within the bounds, or refused in few words that name its fields. */
final class RequestValidatorFuzzTest {
    private final RequestValidator validator =
            new RequestValidator(LimitsPolicy.defaultPolicy(), Set.of(ResultFormat.values()), true);

    @FuzzTest
    void acceptsOrRefuses(byte[] message) {
        ExecutePythonRequest request;
        try {
            request = ExecutePythonRequest.parseFrom(message);
        } catch (InvalidProtocolBufferException noRequest) {
            return;
        }
        List<FieldViolation> violations = validator.validate(request);
        assertThat(violations).hasSizeLessThanOrEqualTo(Violations.MAX_COUNT).allSatisfy(violation -> {
            assertThat(violation.getField()).isNotEmpty();
            assertThat(violation.getDescription()).isNotEmpty();
        });
        if (violations.isEmpty()) {
            assertThat(request.getFilesList())
                    .noneMatch(file -> List.of(file.getPath().split("/", -1)).contains(".."));
            assertThat(request.getCode()).doesNotContain("\0");
        }
    }
}
