// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.Deadline;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.execution.Violation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to run a program, as a face translated it; not validated. Collections may be views of the protocol's message: a
 * message within its bound can have millions of empty entries, and they are not copied before they are counted.
 *
 * @param code the program's source
 * @param arguments {@code sys.argv[1:]}
 * @param environment {@code os.environ}
 * @param stdin standard input
 * @param files the program's files
 * @param limits the requested limits
 * @param resultFormat the form in which its last expression's value is wanted
 * @param outputPaths the files that it gives back
 * @param labels the caller's words for logs
 * @param image the guest image to run in; empty for the server's default
 * @param requestId the caller's id of the request; null if it has none
 * @param deadline when the caller stops waiting; null if never
 * @param untranslatable what the face found that has no meaning here, such as an unknown enum value
 */
public record RunRequest(
        String code,
        List<String> arguments,
        Map<String, String> environment,
        Bytes stdin,
        List<? extends RequestedFile> files,
        RequestedLimits limits,
        ResultFormat resultFormat,
        List<String> outputPaths,
        Map<String, String> labels,
        String image,
        @Nullable String requestId,
        @Nullable Deadline deadline,
        List<Violation> untranslatable) {

    /** A request that asks for nothing but its program, within all defaults. */
    public static RunRequest of(String code) {
        return new RunRequest(
                code,
                List.of(),
                Map.of(),
                Bytes.empty(),
                List.of(),
                RequestedLimits.DEFAULTS,
                ResultFormat.NONE,
                List.of(),
                Map.of(),
                "",
                null,
                null,
                List.of());
    }

    /** A copy with an id. */
    public RunRequest withRequestId(String id) {
        return new RunRequest(
                code,
                arguments,
                environment,
                stdin,
                files,
                limits,
                resultFormat,
                outputPaths,
                labels,
                image,
                id,
                deadline,
                untranslatable);
    }
}
