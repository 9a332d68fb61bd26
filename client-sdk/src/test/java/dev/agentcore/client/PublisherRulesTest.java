// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import dev.agentcore.client.ScriptedServer.Call;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.SkipException;
import org.testng.annotations.Test;

/** The publisher before the tests that the Reactive Streams initiative wrote for all publishers. */
final class PublisherRulesTest {
    /** How long nothing must happen where nothing may; the machine may be busy. */
    private static final long QUIET_MILLIS = 100;
    /** How long something may take that must happen. */
    private static final long TIMEOUT_MILLIS = 3_000;

    private ScriptedServer server;
    private AgentCoreClient client;

    @BeforeEach
    void connect() {
        server = ScriptedServer.start(PublisherRulesTest::tellAsManyEventsAsTheCodeSays);
        client = AgentCoreClient.connect(server.target());
    }

    @AfterEach
    void disconnect() {
        client.close();
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> keepsTheRules() {
        return Arrays.stream(Verification.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .sorted(Comparator.comparing(Method::getName))
                .map(rule -> DynamicTest.dynamicTest(rule.getName(), () -> check(rule)));
    }

    private void check(Method rule) throws Throwable {
        Verification verification = new Verification(client);
        verification.setUp();
        try {
            rule.invoke(verification);
        } catch (InvocationTargetException failure) {
            if (failure.getCause() instanceof SkipException skipped) {
                throw new TestAbortedException(skipped.getMessage());
            }
            throw failure.getCause();
        }
    }

    private static void tellAsManyEventsAsTheCodeSays(Call call) {
        int events = Integer.parseInt(call.request().getCode());
        for (int number = 1; number < events; number++) {
            call.prints(number - 1, "x");
        }
        call.ends();
    }

    /** Public for reflection, as TestNG would have it. */
    public static final class Verification extends FlowPublisherVerification<ExecutionEvent> {
        private final AgentCoreClient client;

        Verification(AgentCoreClient client) {
            super(new TestEnvironment(TIMEOUT_MILLIS, QUIET_MILLIS));
            this.client = client;
        }

        @Override
        public Flow.Publisher<ExecutionEvent> createFlowPublisher(long elements) {
            return client.publisher(PythonProgram.of(Long.toString(elements)));
        }

        @Override
        @NullUnmarked
        public Flow.Publisher<ExecutionEvent> createFailedFlowPublisher() {
            // Ours fails when something has been asked of it, and this is for those that fail at once.
            return null;
        }

        @Override
        public long maxElementsFromPublisher() {
            return 10_000;
        }
    }
}
