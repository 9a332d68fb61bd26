// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.agentcore.deploy.Checkout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of the log, a trace and the audit log are what TELEMETRY.md says of them. */
final class ExamplesTest {
    @Test
    void everyFieldIsDocumented() throws Exception {
        String documentation = Checkout.text("TELEMETRY.md");
        List<JsonObject> lines = new ArrayList<>(lines("log"));
        lines.addAll(lines("audit"));
        assertThat(lines)
                .hasSizeGreaterThan(6)
                .allSatisfy(line -> assertThat(line.keySet())
                        .allSatisfy(field -> assertThat(documentation).contains("`" + field + "`")));
        for (JsonObject span : lines("trace")) {
            // The others are of OpenTelemetry's conventions.
            assertThat(span.getAsJsonObject("attributes").keySet())
                    .filteredOn(name -> name.startsWith("agentcore."))
                    .allSatisfy(name -> assertThat(documentation).contains("`" + name + "`"));
        }
    }

    @Test
    void oneTraceGoesThroughAll() throws Exception {
        List<JsonObject> spans = lines("trace");
        assertThat(spans)
                .extracting(span -> Checkout.text(span, "name"))
                .containsExactlyInAnyOrder(
                        "answer",
                        "agentcore.v1.ExecutionService/ExecutePython",
                        "agentcore.queue",
                        "agentcore.clone",
                        "agentcore.run",
                        "agentcore.stream");
        String trace = Checkout.text(spans.getFirst(), "traceId");
        assertThat(spans)
                .allSatisfy(span -> assertThat(Checkout.text(span, "traceId")).isEqualTo(trace));
        for (String file : List.of("log", "audit")) {
            assertThat(lines(file))
                    .anyMatch(line -> line.has("trace_id")
                            && Checkout.text(line, "trace_id").equals(trace));
        }
    }

    private static List<JsonObject> lines(String file) throws IOException {
        return Checkout.text("deploy/observability/examples/" + file + ".jsonl")
                .lines()
                .map(JsonParser::parseString)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }
}
