// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;
import dev.agentcore.config.LifecycleSettings;
import dev.agentcore.config.OpenTelemetryVariables;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.config.TelemetrySettings;
import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.execution.engine.ScriptedRuntime;
import dev.agentcore.guest.PythonGuest;
import dev.agentcore.sandbox.GuestPythonRuntime;
import dev.agentcore.server.AgentCoreServer;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From a client's span to the run in the sandbox, as a collector receives it. */
@Timeout(120)
final class TraceTest {
    private static final String CALL = "agentcore.v1.ExecutionService/ExecutePython";

    private OtlpReceiver receiver;

    @BeforeEach
    void receive() throws IOException {
        receiver = new OtlpReceiver();
    }

    @AfterEach
    void stopReceiving() {
        receiver.close();
    }

    @Test
    void aRunIsAChildOfItsCallersSpan() throws Exception {
        PythonResult result;
        try (AgentCoreServer server = serve("grpc", receiver.grpcEndpoint(), python())) {
            result = runInSpan(
                    server,
                    PythonProgram.builder("open('a.txt', 'w').write('x'); print('12345')")
                            .scratchBytes(1 << 20)
                            .outputPath("a.txt")
                            .build());
        }
        await().until(() -> receiver.spans().size() == 7);

        Span client = span("client");
        assertThat(client.getParentSpanId()).isEqualTo(ByteString.EMPTY);
        Span call = span(CALL);
        assertThat(call.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(call.getParentSpanId()).isEqualTo(client.getSpanId());
        assertThat(attribute(call, "agentcore.outcome")).contains("completed");
        assertThat(attribute(call, "agentcore.exit_code")).contains("0");
        assertThat(attribute(call, "agentcore.engine")).contains("jvm");
        assertThat(attribute(call, "agentcore.tenant")).contains("127.0.0.1");
        assertThat(attribute(call, "rpc.system.name")).contains("grpc");
        assertThat(attribute(call, "rpc.method")).contains(CALL);
        assertThat(attribute(call, "rpc.response.status_code")).contains("OK");
        String id = attribute(call, "agentcore.execution_id").orElseThrow();
        assertThat(id).isEqualTo(result.executionId());

        for (String phase : List.of("queue", "clone", "run", "files", "stream")) {
            Span span = span("agentcore." + phase);
            assertThat(span.getTraceId()).as(phase).isEqualTo(client.getTraceId());
            assertThat(span.getParentSpanId()).as(phase).isEqualTo(call.getSpanId());
            assertThat(attribute(span, "agentcore.execution_id")).as(phase).contains(id);
            assertThat(span.getStartTimeUnixNano())
                    .as(phase)
                    .isLessThanOrEqualTo(span.getEndTimeUnixNano())
                    .isGreaterThanOrEqualTo(call.getStartTimeUnixNano());
        }
        assertThat(span("agentcore.queue").getEndTimeUnixNano())
                .isLessThanOrEqualTo(span("agentcore.clone").getStartTimeUnixNano());
        assertThat(span("agentcore.clone").getEndTimeUnixNano())
                .isEqualTo(span("agentcore.run").getStartTimeUnixNano());
        assertThat(span("agentcore.run").getEndTimeUnixNano())
                .isLessThanOrEqualTo(span("agentcore.files").getStartTimeUnixNano());
        assertThat(attribute(span("agentcore.stream"), "agentcore.output_bytes"))
                .contains("6");
        assertThat(receiver.spans())
                .extracting(span -> span.getStatus().getCode())
                .containsOnly(StatusCode.STATUS_CODE_UNSET);
    }

    @Test
    void aProgramThatFailsIsNoError() throws Exception {
        try (AgentCoreServer server = serve("http/protobuf", receiver.httpEndpoint(), python())) {
            runInSpan(server, PythonProgram.of("1/0"));
        }
        await().until(() -> receiver.spans().size() == 6);

        assertThat(attribute(span(CALL), "agentcore.outcome")).contains("exception");
        assertThat(receiver.spans())
                .extracting(span -> span.getStatus().getCode())
                .containsOnly(StatusCode.STATUS_CODE_UNSET);
    }

    @Test
    void anInternalErrorIsAnErrorAndARejectionIsNot() throws Exception {
        var runtime = new ScriptedRuntime().failOpening("no sandbox", new IllegalStateException("the test's own"));
        try (AgentCoreServer server = serve("grpc", receiver.grpcEndpoint(), runtime)) {
            assertThatExceptionOfType(AgentCoreException.class)
                    .isThrownBy(() -> runInSpan(server, PythonProgram.of("no sandbox")));
            assertThatExceptionOfType(AgentCoreException.class)
                    .isThrownBy(() -> runInSpan(
                            server, PythonProgram.builder("x").memoryBytes(1).build()));
        }
        await().until(() -> receiver.spans().stream()
                        .filter(span -> span.getName().equals(CALL))
                        .count()
                == 2);

        Map<String, StatusCode> statuses = receiver.spans().stream()
                .filter(span -> span.getName().equals(CALL))
                .collect(Collectors.toMap(
                        span -> attribute(span, "rpc.response.status_code").orElseThrow(),
                        span -> span.getStatus().getCode()));
        assertThat(statuses)
                .containsOnly(
                        Map.entry("INTERNAL", StatusCode.STATUS_CODE_ERROR),
                        Map.entry("INVALID_ARGUMENT", StatusCode.STATUS_CODE_UNSET));
    }

    /** Runs a program in a span of the client's, which the receiver gets, too. */
    private PythonResult runInSpan(AgentCoreServer server, PythonProgram program) {
        var exporter = OtlpGrpcSpanExporter.builder()
                .setEndpoint(receiver.grpcEndpoint())
                .build();
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                .build()) {
            Tracer tracer = provider.get("a caller's");
            var span = tracer.spanBuilder("client").setNoParent().startSpan();
            var headers = new HashMap<String, String>();
            W3CTraceContextPropagator.getInstance()
                    .inject(Context.root().with(span), headers, (carrier, name, value) -> headers.put(name, value));
            try (AgentCoreClient client = AgentCoreClient.builder(server.target())
                    .header("traceparent", headers.get("traceparent"))
                    .build()) {
                return client.run(program);
            } finally {
                span.end();
            }
        }
    }

    private static PythonRuntime python() throws IOException {
        return new GuestPythonRuntime(PythonGuest.load(), 1);
    }

    private static AgentCoreServer serve(String protocol, String endpoint, PythonRuntime runtime) throws IOException {
        var variables = new OpenTelemetryVariables(Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", endpoint,
                "OTEL_EXPORTER_OTLP_PROTOCOL", protocol,
                "OTEL_METRICS_EXPORTER", "none"));
        return AgentCoreServer.start(
                ServerSettings.defaults()
                        .withPort(0)
                        .withLifecycle(LifecycleSettings.immediate())
                        .withTelemetry(TelemetrySettings.none().withVariables(variables)),
                runtime);
    }

    private Span span(String name) {
        return receiver.spans().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no span " + name));
    }

    private static Optional<String> attribute(Span span, String name) {
        return span.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(name))
                .map(KeyValue::getValue)
                .map(TraceTest::text)
                .findFirst();
    }

    private static String text(AnyValue value) {
        return value.hasStringValue() ? value.getStringValue() : String.valueOf(value.getIntValue());
    }
}
