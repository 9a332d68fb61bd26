// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.ExecutionEvent.Started;
import dev.agentcore.client.PythonExecution;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;
import dev.agentcore.client.RetryPolicy;
import dev.agentcore.testkit.FinishedJar;
import dev.agentcore.testkit.ServerProcess;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.instrumentation.grpc.v1_6.GrpcTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** OpenTelemetry's own interceptor in a client: the server's log names the trace that the caller is in. */
@Timeout(120)
final class TracedClientIT {
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder().build())
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();

    private final AtomicInteger calls = new AtomicInteger();
    private ServerProcess server;
    private AgentCoreClient client;

    @BeforeEach
    void start() throws Exception {
        server = ServerProcess.start(
                Map.of("OTEL_METRICS_EXPORTER", "prometheus", "OTEL_EXPORTER_PROMETHEUS_PORT", "0"),
                List.of("-jar", FinishedJar.path()),
                "--slots",
                "1",
                "--set",
                "engine.queue.capacity=0",
                "--set",
                "engine.queue.retry-after=10ms");
        client = AgentCoreClient.builder(server.target())
                .retry(RetryPolicy.standard().withMaximumAttempts(1_000))
                .intercept(GrpcTelemetry.create(telemetry).createClientInterceptor())
                .intercept(new CallCounter(calls))
                .build();
    }

    @AfterEach
    void end() throws InterruptedException {
        client.close();
        server.close();
        telemetry.close();
    }

    @Test
    void theServerContinuesTheCallersTrace() throws Exception {
        Span span = telemetry.getTracer("a caller's").spanBuilder("work").startSpan();
        assertLogNames(span, in(span).wrapSupplier(() -> client.run("print(1)")).get());
    }

    @Test
    void soDoesAnAttemptThatIsMadeLater() throws Exception {
        Span span = telemetry.getTracer("a caller's").spanBuilder("work").startSpan();
        CompletableFuture<PythonResult> result;
        try (PythonExecution endless = client.execute(PythonProgram.of("while True: pass"))) {
            assertThat(endless.iterator().next()).isInstanceOf(Started.class);
            result = in(span).wrapSupplier(() -> client.runAsync("print(2)")).get();
            await().until(() -> calls.get() > 2);
        }
        assertLogNames(span, result.get());
    }

    private static Context in(Span span) {
        return Context.current().with(span);
    }

    private void assertLogNames(Span span, PythonResult result) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(server.log())
                        .containsPattern("Execution " + result.executionId() + " COMPLETED: .* trace_id="
                                + span.getSpanContext().getTraceId() + "\n"));
    }

    private record CallCounter(AtomicInteger calls) implements ClientInterceptor {
        @Override
        public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
            calls.incrementAndGet();
            return next.newCall(method, options);
        }
    }
}
