// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.agentcore.client.ScriptedServer.Call;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ClientBuilderTest {
    @Test
    void severalServersTakeTurns() {
        try (ScriptedServer one =
                        ScriptedServer.start(call -> call.started("one").ends());
                ScriptedServer two =
                        ScriptedServer.start(call -> call.started("two").ends());
                AgentCoreClient client =
                        AgentCoreClient.builder(one.target(), two.target()).build()) {
            Set<String> seen = ConcurrentHashMap.newKeySet();
            // Only one of them may be connected at first.
            await().until(() -> {
                seen.add(client.run("").executionId());
                return seen.size() == 2;
            });
            int before = one.requests().size();
            for (int run = 0; run < 20; run++) {
                client.run("");
            }
            assertThat(one.requests().size() - before).isEqualTo(10);
        }
    }

    @Test
    void aServerThatIsDownIsLeftOut() {
        String nobody;
        try (ScriptedServer before = ScriptedServer.start(Call::ends)) {
            nobody = before.target();
        }
        try (ScriptedServer one =
                        ScriptedServer.start(call -> call.started("one").ends());
                AgentCoreClient client = AgentCoreClient.builder(nobody, one.target(), "no-such-host.invalid:1")
                        .build()) {
            for (int run = 0; run < 10; run++) {
                assertThat(client.run("").executionId()).isEqualTo("one");
            }
        }
    }

    @Test
    void ofSeveralEachMustBeHostAndPort() {
        assertThatThrownBy(() -> AgentCoreClient.builder("localhost:1", "unix:/tmp/socket"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("of several targets each must be HOST:PORT: unix:/tmp/socket");
    }

    @Test
    void interceptorsSeeEachCall() {
        List<String> seen = new CopyOnWriteArrayList<>();
        ClientInterceptor interceptor = new ClientInterceptor() {
            @Override
            public <A, B> ClientCall<A, B> interceptCall(
                    MethodDescriptor<A, B> method, CallOptions options, Channel next) {
                seen.add(method.getBareMethodName());
                return next.newCall(method, options);
            }
        };
        try (ScriptedServer server =
                        ScriptedServer.start(call -> call.started("run").ends());
                AgentCoreClient client = AgentCoreClient.builder(server.target())
                        .intercept(interceptor)
                        .build()) {
            client.run("");
            client.runAsync("").join();
            assertThat(seen).containsExactly("ExecutePython", "ExecutePython");
        }
    }

    @Test
    void aTokenIsTheOneOfTheMoment() {
        List<String> sent = new CopyOnWriteArrayList<>();
        ClientInterceptor reader = new ClientInterceptor() {
            @Override
            public <A, B> ClientCall<A, B> interceptCall(
                    MethodDescriptor<A, B> method, CallOptions options, Channel next) {
                return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
                    @Override
                    public void start(Listener<B> listener, Metadata headers) {
                        sent.add(headers.get(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER)));
                        super.start(listener, headers);
                    }
                };
            }
        };
        AtomicInteger renewals = new AtomicInteger();
        try (ScriptedServer server =
                        ScriptedServer.start(call -> call.started("run").ends());
                AgentCoreClient client = AgentCoreClient.builder(server.target())
                        .bearerToken(() -> "token-" + renewals.incrementAndGet())
                        .intercept(reader)
                        .build()) {
            client.run("");
            client.run("");
            assertThat(sent).containsExactly("Bearer token-1", "Bearer token-2");
        }
    }

    @Test
    void listenersAreCalledOnTheExecutor() {
        ExecutorService threads = Executors.newFixedThreadPool(2, task -> new Thread(task, "mine"));
        try (ScriptedServer server =
                        ScriptedServer.start(call -> call.started("run").ends());
                AgentCoreClient client = AgentCoreClient.builder(server.target())
                        .executor(threads)
                        .build()) {
            String name = client.runAsync("")
                    .handle((result, failure) -> Thread.currentThread().getName())
                    .join();
            // If the run had ended before handle() was called, this thread does it.
            assertThat(name).isIn("mine", Thread.currentThread().getName());
            Set<String> told = ConcurrentHashMap.newKeySet();
            ExecutionHandle unused = client.execute(PythonProgram.of(""), new ExecutionListener() {
                @Override
                public void onFinished(ExecutionEvent.Finished finished) {
                    told.add(Thread.currentThread().getName());
                }

                @Override
                public void onFailure(AgentCoreException failure) {
                    told.add(failure.getMessage());
                }
            });
            await().until(() -> !told.isEmpty());
            assertThat(told).containsExactly("mine");
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aMessageThatIsTooLargeIsRejected() {
        try (ScriptedServer server = ScriptedServer.start(
                        call -> call.started("run").prints(0, new byte[2000]).ends());
                AgentCoreClient client = AgentCoreClient.builder(server.target())
                        .maximumMessageBytes(1000)
                        .build()) {
            assertThatThrownBy(() -> client.run(""))
                    .isInstanceOfSatisfying(
                            AgentCoreException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED));
        }
    }
}
