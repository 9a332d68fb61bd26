// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc.TraceServiceImplBase;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Receives traces like a collector, by both protocols of OTLP, on free ports. */
final class OtlpReceiver implements AutoCloseable {
    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
    private final Server grpc;
    private final HttpServer http;

    OtlpReceiver() throws IOException {
        grpc = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new TraceServiceImplBase() {
                    @Override
                    public void export(
                            ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> responses) {
                        receive(request);
                        responses.onNext(ExportTraceServiceResponse.getDefaultInstance());
                        responses.onCompleted();
                    }
                })
                .build()
                .start();
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/v1/traces", this::export);
        http.start();
    }

    private void export(HttpExchange exchange) throws IOException {
        try (exchange) {
            receive(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void receive(ExportTraceServiceRequest request) {
        request.getResourceSpansList()
                .forEach(resource -> resource.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList())));
    }

    /** For the protocol {@code grpc}. */
    String grpcEndpoint() {
        return "http://127.0.0.1:" + grpc.getPort();
    }

    /** For the protocol {@code http/protobuf}. */
    String httpEndpoint() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** All that have come. */
    List<Span> spans() {
        return List.copyOf(spans);
    }

    @Override
    public void close() {
        grpc.shutdownNow();
        http.stop(0);
    }
}
