// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import com.google.protobuf.ByteString;
import dev.agentcore.v1.ExecutePythonRequest;
import dev.agentcore.v1.ExecutePythonResponse;
import dev.agentcore.v1.ExecutionResult;
import dev.agentcore.v1.ExecutionServiceGrpc;
import dev.agentcore.v1.OutputStream;
import dev.agentcore.v1.Started;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a socket that answers each call as the test says. */
final class ScriptedServer implements AutoCloseable {
    /** Answers a call, on a new thread. */
    interface Answer {
        void to(Call call);
    }

    private final Server server;
    private final List<ExecutePythonRequest> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger cancelled = new AtomicInteger();

    private ScriptedServer(int port, Answer answer) {
        server = Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create())
                .addService(new ExecutionServiceGrpc.ExecutionServiceImplBase() {
                    @Override
                    public void executePython(
                            ExecutePythonRequest request, StreamObserver<ExecutePythonResponse> responses) {
                        var observer = (ServerCallStreamObserver<ExecutePythonResponse>) responses;
                        observer.setOnCancelHandler(cancelled::incrementAndGet);
                        requests.add(request);
                        answer.to(new Call(request, requests.size(), observer));
                    }
                })
                .build();
    }

    static ScriptedServer start(Answer answer) {
        return start(0, answer);
    }

    static ScriptedServer start(int port, Answer answer) {
        ScriptedServer scripted = new ScriptedServer(port, answer);
        try {
            scripted.server.start();
        } catch (IOException taken) {
            throw new IllegalStateException(taken);
        }
        return scripted;
    }

    String target() {
        return "127.0.0.1:" + server.getPort();
    }

    int port() {
        return server.getPort();
    }

    /** What has come so far. */
    List<ExecutePythonRequest> requests() {
        return requests;
    }

    /** How many calls their callers gave up, or lost. */
    int cancelled() {
        return cancelled.get();
    }

    /** Breaks all connections. */
    void kill() {
        server.shutdownNow();
        try {
            server.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }

    /** A call that came; {@code number} counts from 1. */
    record Call(ExecutePythonRequest request, int number, ServerCallStreamObserver<ExecutePythonResponse> observer) {
        Call started(String executionId) {
            observer.onNext(ExecutePythonResponse.newBuilder()
                    .setStarted(Started.newBuilder().setExecutionId(executionId))
                    .build());
            return this;
        }

        Call prints(long offset, String text) {
            return prints(offset, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        Call prints(long offset, byte[] bytes) {
            observer.onNext(ExecutePythonResponse.newBuilder()
                    .setOutput(dev.agentcore.v1.Output.newBuilder()
                            .setStream(OutputStream.OUTPUT_STREAM_STDOUT)
                            .setOffset(offset)
                            .setData(ByteString.copyFrom(bytes)))
                    .build());
            return this;
        }

        void ends() {
            observer.onNext(ExecutePythonResponse.newBuilder()
                    .setResult(ExecutionResult.newBuilder()
                            .setOutcome(dev.agentcore.v1.Outcome.OUTCOME_COMPLETED)
                            .setExitCode(0))
                    .build());
            observer.onCompleted();
        }
    }
}
