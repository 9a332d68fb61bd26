// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.agentcore.client.ScriptedServer.Call;
import dev.agentcore.testkit.TcpProxy;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Context;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.StatusProto;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is tried again, and what never is, at a server on a socket. */
@Timeout(60)
final class RetryTest {
    private static final RetryPolicy QUICK =
            RetryPolicy.standard().withMaximumAttempts(50).withPauses(Duration.ofMillis(10), Duration.ofMillis(100));

    @Test
    void aRefusalWithATimeToWaitIsTriedAgain() {
        try (ScriptedServer server = ScriptedServer.start(call -> {
                    if (call.number() == 1) {
                        refuse(call, io.grpc.Status.Code.UNAVAILABLE, "QUEUE_FULL");
                    } else if (call.number() == 2) {
                        refuse(call, io.grpc.Status.Code.RESOURCE_EXHAUSTED, "TENANT_RATE");
                    } else {
                        call.started("run-1").prints(0, "done").ends();
                    }
                });
                AgentCoreClient client = retrying(server, QUICK)) {
            assertThat(client.run("").stdout()).isEqualTo("done");
            assertThat(client.runAsync("").join().stdout()).isEqualTo("done");
            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    void anotherAttemptIsMadeInTheCallersContext() throws Exception {
        Context.Key<String> trace = Context.key("trace");
        List<String> seen = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = ScriptedServer.start(call -> {
                    if (call.number() == 1) {
                        refuse(call, io.grpc.Status.Code.UNAVAILABLE, "QUEUE_FULL");
                    } else {
                        call.started("run-1").ends();
                    }
                });
                AgentCoreClient client = AgentCoreClient.builder(server.target())
                        .retry(QUICK)
                        .intercept(new ClientInterceptor() {
                            @Override
                            public <Q, A> ClientCall<Q, A> interceptCall(
                                    MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
                                seen.add(String.valueOf(trace.get()));
                                return next.newCall(method, options);
                            }
                        })
                        .build()) {
            Context.current().withValue(trace, "the caller's").call(() -> client.run(""));
        }
        assertThat(seen).containsExactly("the caller's", "the caller's");
    }

    @Test
    void byDefaultNothingIs() {
        try (ScriptedServer server =
                        ScriptedServer.start(call -> refuse(call, io.grpc.Status.Code.UNAVAILABLE, "QUEUE_FULL"));
                AgentCoreClient client = AgentCoreClient.connect(server.target())) {
            assertFails(client, PythonProgram.of(""), ErrorCode.UNAVAILABLE);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void theLastFailureIsThrownWhenAttemptsAreUsedUp() {
        try (ScriptedServer server =
                        ScriptedServer.start(call -> refuse(call, io.grpc.Status.Code.UNAVAILABLE, "QUEUE_FULL"));
                AgentCoreClient client = retrying(server, QUICK.withMaximumAttempts(3))) {
            assertFails(client, PythonProgram.of(""), ErrorCode.UNAVAILABLE);
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void aDeadlineThatCannotBeKeptIsNotWaitedFor() {
        try (ScriptedServer server =
                        ScriptedServer.start(call -> refuse(call, io.grpc.Status.Code.UNAVAILABLE, "QUEUE_FULL"));
                AgentCoreClient client = AgentCoreClient.builder(server.target())
                        .deadline(Duration.ofSeconds(30))
                        .retry(QUICK.withPauses(Duration.ofHours(1), Duration.ofHours(1)))
                        .build()) {
            assertFails(client, PythonProgram.of(""), ErrorCode.UNAVAILABLE);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void otherRefusalsAreNot() {
        try (ScriptedServer server = ScriptedServer.start(
                        call -> call.observer().onError(io.grpc.Status.INVALID_ARGUMENT.asRuntimeException()));
                AgentCoreClient client = retrying(server, QUICK)) {
            assertFails(client, PythonProgram.of(""), ErrorCode.INVALID_ARGUMENT);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aServerThatIsNotThereYetIsTriedAgain() {
        int port;
        try (ScriptedServer before = ScriptedServer.start(Call::ends)) {
            port = before.port();
        }
        try (AgentCoreClient client = AgentCoreClient.builder("127.0.0.1:" + port)
                .retry(QUICK.withMaximumAttempts(1000))
                .build()) {
            CompletableFuture<PythonResult> result = client.runAsync("");
            try (ScriptedServer server =
                    ScriptedServer.start(port, call -> call.started("run-1").ends())) {
                assertThat(result.join().executionId()).isEqualTo("run-1");
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @Test
    void whatMayHaveRunIsNotRunAgain() {
        // Once before the start event, and once after it.
        for (boolean started : new boolean[] {false, true}) {
            try (ScriptedServer server = ScriptedServer.start(call -> {
                        if (started) {
                            call.started("run-1");
                        }
                    });
                    TcpProxy wire = TcpProxy.to(server.target());
                    AgentCoreClient client = retrying(wire)) {
                assertFailsWhenCut(client, PythonProgram.of(""), server, wire);
            }
        }
    }

    @Test
    void aRunWithARequestIdIsNotRunAgainByANameThatMayStandForAnotherServerToo() {
        try (ScriptedServer server = ScriptedServer.start(call -> call.started("run-1"));
                TcpProxy wire = TcpProxy.to(server.target());
                AgentCoreClient client = AgentCoreClient.builder("dns:///" + wire.target())
                        .retry(QUICK)
                        .build()) {
            assertFailsWhenCut(client, named(), server, wire);
        }
    }

    @Test
    void aRunWithARequestIdIsReadOnWhereItsConnectionBroke() {
        try (ScriptedServer server = ScriptedServer.start(call -> {
                    call.started("run-1");
                    if (call.number() == 1) {
                        call.prints(0, "one").prints(3, "two");
                    } else {
                        // Told from the beginning, in other pieces.
                        call.prints(0, "onet")
                                .prints(4, "wothr")
                                .prints(9, "ee")
                                .ends();
                    }
                });
                TcpProxy wire = TcpProxy.to(server.target());
                AgentCoreClient client = retrying(wire);
                PythonExecution execution = client.execute(named())) {
            var events = execution.iterator();
            assertThat(events.next()).isInstanceOf(ExecutionEvent.Started.class);
            assertThat(events.next()).isEqualTo(printed(0, "one"));
            assertThat(events.next()).isEqualTo(printed(3, "two"));

            wire.cut();

            assertThat(events.next()).isEqualTo(printed(6, "thr"));
            assertThat(events.next()).isEqualTo(printed(9, "ee"));
            assertThat(events.next()).isInstanceOf(ExecutionEvent.Finished.class);
            assertThat(events.hasNext()).isFalse();
            assertThat(server.requests())
                    .hasSize(2)
                    .containsOnly(server.requests().get(0));
        }
    }

    @Test
    void anotherRunIsNeverMixedIn() {
        try (ScriptedServer server = ScriptedServer.start(
                        call -> call.started("run-" + call.number()).prints(0, "x"));
                TcpProxy wire = TcpProxy.to(server.target());
                AgentCoreClient client = retrying(wire);
                PythonExecution execution = client.execute(named())) {
            var events = execution.iterator();
            assertThat(events.next()).isInstanceOf(ExecutionEvent.Started.class);
            assertThat(events.next()).isEqualTo(printed(0, "x"));

            wire.cut();

            assertThatThrownBy(events::hasNext).isInstanceOfSatisfying(AgentCoreException.class, failure -> {
                assertThat(failure.code()).isEqualTo(ErrorCode.DATA_LOSS);
                assertThat(failure.executionId()).contains("run-1");
            });
        }
    }

    @Test
    void cancellingEndsTheWaitForTheNextAttempt() {
        try (ScriptedServer server =
                        ScriptedServer.start(call -> refuse(call, io.grpc.Status.Code.UNAVAILABLE, "QUEUE_FULL"));
                AgentCoreClient client =
                        retrying(server, QUICK.withPauses(Duration.ofMinutes(5), Duration.ofMinutes(5)))) {
            CompletableFuture<AgentCoreException> told = new CompletableFuture<>();
            ExecutionHandle handle = client.execute(PythonProgram.of(""), new ExecutionListener() {
                @Override
                public void onFinished(ExecutionEvent.Finished finished) {}

                @Override
                public void onFailure(AgentCoreException failure) {
                    told.complete(failure);
                }
            });
            await().until(() -> server.requests().size() == 1);
            handle.cancel();

            assertThat(told.join().code()).isEqualTo(ErrorCode.CANCELLED);
        }
    }

    @Test
    void anInterceptorThatThrowsLaterOnEndsTheRunToo() {
        AtomicInteger calls = new AtomicInteger();
        ClientInterceptor failing = new ClientInterceptor() {
            @Override
            public <Q, A> ClientCall<Q, A> interceptCall(
                    MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
                if (calls.incrementAndGet() > 1) {
                    throw new IllegalStateException("no token any more");
                }
                return next.newCall(method, options);
            }
        };
        try (ScriptedServer server =
                        ScriptedServer.start(call -> refuse(call, io.grpc.Status.Code.UNAVAILABLE, "QUEUE_FULL"));
                AgentCoreClient client = AgentCoreClient.builder(server.target())
                        .retry(QUICK)
                        .intercept(failing)
                        .build()) {
            assertThatThrownBy(() -> client.run(""))
                    .isInstanceOf(AgentCoreException.class)
                    .hasMessage("INTERNAL: the call could not be made: "
                            + "java.lang.IllegalStateException: no token any more");
        }
    }

    /** A run whose connection breaks fails as UNAVAILABLE, and is not asked for again. */
    private static void assertFailsWhenCut(
            AgentCoreClient client, PythonProgram program, ScriptedServer server, TcpProxy wire) {
        CompletableFuture<PythonResult> result = client.runAsync(program);
        await().until(() -> server.requests().size() == 1);
        wire.cut();

        assertThatThrownBy(result::join)
                .cause()
                .isInstanceOfSatisfying(
                        AgentCoreException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        assertThat(server.requests()).hasSize(1);
    }

    private static PythonProgram named() {
        return PythonProgram.builder("").requestId("mine").build();
    }

    private static Output printed(long offset, String text) {
        return Output.of(StandardStream.STDOUT, offset, text.getBytes(StandardCharsets.UTF_8));
    }

    private static AgentCoreClient retrying(TcpProxy wire) {
        return AgentCoreClient.builder(wire.target()).retry(QUICK).build();
    }

    private static AgentCoreClient retrying(ScriptedServer server, RetryPolicy policy) {
        return AgentCoreClient.builder(server.target()).retry(policy).build();
    }

    private static void refuse(Call call, io.grpc.Status.Code code, String reason) {
        call.observer()
                .onError(StatusProto.toStatusRuntimeException(Status.newBuilder()
                        .setCode(code.value())
                        .addDetails(Any.pack(ErrorInfo.newBuilder()
                                .setReason(reason)
                                .setDomain("agentcore.dev")
                                .build()))
                        .addDetails(Any.pack(RetryInfo.newBuilder()
                                .setRetryDelay(com.google.protobuf.Duration.newBuilder()
                                        .setNanos(1_000_000))
                                .build()))
                        .build()));
    }

    private static void assertFails(AgentCoreClient client, PythonProgram program, ErrorCode code) {
        assertThatThrownBy(() -> client.run(program))
                .isInstanceOfSatisfying(
                        AgentCoreException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
