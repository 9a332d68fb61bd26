// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc;

import dev.agentcore.v1.ExecutePythonRequest;
import dev.agentcore.v1.ExecutePythonResponse;
import dev.agentcore.v1.ExecutionServiceGrpc.ExecutionServiceStub;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A call that records what it receives, and reads only as many messages as requested. */
final class RecordingCall implements ClientResponseObserver<ExecutePythonRequest, ExecutePythonResponse> {
    static final int ALL = Integer.MAX_VALUE;

    private final List<ExecutePythonResponse> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Status> status = new CompletableFuture<>();
    private final CompletableFuture<StatusRuntimeException> error = new CompletableFuture<>();
    private final int initialRequest;
    private @Nullable ClientCallStreamObserver<ExecutePythonRequest> call;

    private RecordingCall(int initialRequest) {
        this.initialRequest = initialRequest;
    }

    static RecordingCall begin(ExecutionServiceStub stub, ExecutePythonRequest request, int initialRequest) {
        var recording = new RecordingCall(initialRequest);
        stub.executePython(request, recording);
        return recording;
    }

    static RecordingCall begin(ExecutionServiceStub stub, String code) {
        return begin(stub, ExecutePythonRequest.newBuilder().setCode(code).build(), ALL);
    }

    List<ExecutePythonResponse> events() {
        return events;
    }

    ExecutePythonResponse.EventCase lastCase() {
        return events.getLast().getEventCase();
    }

    List<ExecutePythonResponse.EventCase> cases() {
        return events.stream().map(ExecutePythonResponse::getEventCase).toList();
    }

    boolean ended() {
        return status.isDone();
    }

    Status status() {
        return status.orTimeout(20, TimeUnit.SECONDS).join();
    }

    StatusRuntimeException error() {
        return error.orTimeout(20, TimeUnit.SECONDS).join();
    }

    void request(int count) {
        call().request(count);
    }

    void cancel() {
        call().cancel("enough", null);
    }

    private ClientCallStreamObserver<ExecutePythonRequest> call() {
        var begun = call;
        if (begun == null) {
            throw new AssertionError("not begun");
        }
        return begun;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<ExecutePythonRequest> begun) {
        call = begun;
        begun.disableAutoRequestWithInitial(initialRequest);
    }

    @Override
    public void onNext(ExecutePythonResponse event) {
        events.add(event);
    }

    @Override
    public void onError(Throwable thrown) {
        status.complete(Status.fromThrowable(thrown));
        error.complete((StatusRuntimeException) thrown);
    }

    @Override
    public void onCompleted() {
        status.complete(Status.OK);
        error.completeExceptionally(new AssertionError("The call ended with OK after " + cases()));
    }
}
