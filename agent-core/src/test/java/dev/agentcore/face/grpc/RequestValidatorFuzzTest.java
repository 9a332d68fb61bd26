// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.execution.Violation;
import dev.agentcore.service.RequestValidator;
import dev.agentcore.v1.ExecutePythonRequest;
import java.util.List;
import java.util.Set;

/** Any request is within the bounds, or refused in few words that name its fields. */
final class RequestValidatorFuzzTest {
    private final RequestValidator validator =
            new RequestValidator(LimitsPolicy.defaultPolicy(), Set.of(ResultFormat.values()), true, Set.of("base"));

    @FuzzTest
    void acceptsOrRefuses(byte[] message) {
        ExecutePythonRequest request;
        try {
            request = ExecutePythonRequest.parseFrom(message);
        } catch (InvalidProtocolBufferException noRequest) {
            return;
        }
        List<Violation> violations = validator.validate(RequestMapping.toRunRequest(request, null));
        assertThat(violations)
                .hasSizeLessThanOrEqualTo(RequestValidator.MAX_VIOLATIONS)
                .allSatisfy(violation -> {
                    assertThat(violation.field()).isNotEmpty();
                    assertThat(violation.description()).isNotEmpty();
                });
        if (violations.isEmpty()) {
            assertThat(request.getFilesList())
                    .noneMatch(file -> List.of(file.getPath().split("/", -1)).contains(".."));
            assertThat(request.getCode()).doesNotContain("\0");
        }
    }
}
