// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.ResultFormat;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RequestDigestTest {
    private static final RunRequest PLAIN = RunRequest.of("print()");

    @Test
    void theRequestsIdIsNoPartOfIt() {
        assertThat(digest(PLAIN.withRequestId("a")))
                .isEqualTo(digest(PLAIN))
                .isEqualTo(digest(PLAIN.withRequestId("b")));
    }

    @Test
    void mapsHaveNoOrder() {
        assertThat(digest(with(Map.of(), map("a", "1", "b", "2"))))
                .isEqualTo(digest(with(Map.of(), map("b", "2", "a", "1"))));
    }

    /** Each differs from the others in one value, or in which value a text belongs to. */
    @Test
    void requestsThatDifferHaveDifferentDigests() {
        var requests = List.of(
                PLAIN,
                RunRequest.of("print( )"),
                with(List.of("a", "b")),
                with(List.of("ab")),
                with(List.of("", "ab")),
                with(map("a", "b"), Map.of()),
                with(Map.of(), map("a", "b")),
                with(map("ab", ""), Map.of()),
                withInput("in", List.of(), List.of()),
                withInput("", List.of(file("in", "")), List.of()),
                withInput("", List.of(file("i", "n")), List.of()),
                withInput("", List.of(), List.of("in")));
        assertThat(requests.stream().map(RequestDigestTest::digest).distinct()).hasSize(requests.size());
    }

    private static Bytes digest(RunRequest request) {
        return RequestDigest.of(request);
    }

    private static RunRequest with(List<String> arguments) {
        return request(arguments, Map.of(), "", List.of(), List.of(), Map.of());
    }

    private static RunRequest with(Map<String, String> environment, Map<String, String> labels) {
        return request(List.of(), environment, "", List.of(), List.of(), labels);
    }

    private static RunRequest withInput(String stdin, List<RequestedFile> files, List<String> outputPaths) {
        return request(List.of(), Map.of(), stdin, files, outputPaths, Map.of());
    }

    private static RunRequest request(
            List<String> arguments,
            Map<String, String> environment,
            String stdin,
            List<RequestedFile> files,
            List<String> outputPaths,
            Map<String, String> labels) {
        return new RunRequest(
                "print()",
                arguments,
                environment,
                bytes(stdin),
                files,
                RequestedLimits.DEFAULTS,
                ResultFormat.NONE,
                outputPaths,
                labels,
                "",
                null,
                null,
                List.of());
    }

    private static RequestedFile file(String path, String content) {
        return new RequestedFile() {
            @Override
            public String path() {
                return path;
            }

            @Override
            public long size() {
                return content().size();
            }

            @Override
            public Bytes content() {
                return bytes(content);
            }
        };
    }

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> map(String... keysAndValues) {
        var map = new LinkedHashMap<String, String>();
        Stream.iterate(0, at -> at < keysAndValues.length, at -> at + 2)
                .forEach(at -> map.put(keysAndValues[at], keysAndValues[at + 1]));
        return map;
    }
}
