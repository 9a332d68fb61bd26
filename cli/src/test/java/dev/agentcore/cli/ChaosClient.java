// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.PythonExecution;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;
import dev.agentcore.testkit.TcpProxy;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.Random;

/**
 * A client that does one thing after another, at random: it sends good programs and bad ones, waits for them or not, and leaves
 * in every way there is. Confined to one thread.
 */
final class ChaosClient {
    private static final String LOOP = "print('in the loop')\nwhile True: pass";
    private static final int PRINTED = 2 << 20;

    private final String target;
    private final String name;
    private final Random random;
    private final Map<String, Outcome> heard;
    private final Queue<String> violations;
    private AgentCoreClient connection;
    private int runs;

    /**
     * Connects at its first call.
     *
     * @param heard what clients have heard of the end of their runs
     * @param violations what clients were told or sent that must not be
     */
    ChaosClient(String target, String name, Random random, Map<String, Outcome> heard, Queue<String> violations) {
        this.target = target;
        this.name = name;
        this.random = random;
        this.heard = heard;
        this.violations = violations;
        connection = AgentCoreClient.connect(target);
    }

    /** Goes on until then. */
    void run(long untilNanos) throws InterruptedException, IOException {
        while (System.nanoTime() < untilNanos) {
            act();
            Thread.sleep(random.nextInt(3000));
            if (random.nextInt(4) == 0) {
                connection.close();
                connection = AgentCoreClient.connect(target);
            }
        }
        connection.close();
    }

    private void act() throws InterruptedException, IOException {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> expect("print('" + next() + "')", current() + "\n", Outcome.COMPLETED);
            case 3 -> expect("print('" + next() + "')\n1/0", current() + "\n", Outcome.EXCEPTION);
            case 4 -> expect("print('" + next() + "')\nwhile True: pass", current() + "\n", Outcome.WALL_TIME_EXCEEDED);
            case 5 -> {
                next();
                expect("for i in range(32): print('x' * 65535)", lines(), Outcome.COMPLETED);
            }
            case 6 -> cancel();
            case 7 -> stall();
            case 8 -> giveUp();
            case 9 -> drop();
            case 10 -> sendHalf();
            default -> sayNothingSensible();
        }
    }

    /** Waits for the end, which must be this one, unless there is no slot. */
    private void expect(String code, String stdout, Outcome outcome) {
        Duration wallTime = outcome == Outcome.WALL_TIME_EXCEEDED ? Duration.ofMillis(200) : Duration.ofSeconds(20);
        try {
            PythonResult result =
                    connection.run(program(code).toBuilder().wallTime(wallTime).build());
            heard.put(current(), result.outcome());
            // On a busy machine, the time of a run that is to be stopped may be over before its line is printed.
            boolean cut =
                    outcome == Outcome.WALL_TIME_EXCEEDED && result.stdout().isEmpty();
            if (result.outcome() != outcome || (!cut && !result.stdout().equals(stdout))) {
                violations.add("%s ended as %s and not %s, with %d characters"
                        .formatted(
                                current(),
                                result.outcome(),
                                outcome,
                                result.stdout().length()));
            }
        } catch (AgentCoreException refused) {
            String reason = refused.reason().orElse("none");
            if (refused.code() != ErrorCode.UNAVAILABLE || !reason.startsWith("QUEUE_")) {
                violations.add("%s: %s, reason %s".formatted(current(), refused.getMessage(), reason));
            }
        }
    }

    /** Sometimes before the program runs, and sometimes after. */
    private void cancel() throws InterruptedException {
        next();
        try (PythonExecution execution = connection.execute(program(LOOP))) {
            Thread.sleep(random.nextInt(300));
            heardOf(execution, random.nextInt(2));
        }
    }

    /** Reads little or nothing of what floods it. */
    private void stall() throws InterruptedException {
        next();
        PythonProgram flood = program("while True: print('x' * 65535)").toBuilder()
                .wallTime(Duration.ofMillis(300))
                .build();
        try (PythonExecution execution = connection.execute(flood)) {
            heardOf(execution, random.nextInt(3));
            Thread.sleep(random.nextInt(600));
        }
    }

    private void giveUp() {
        next();
        Duration timeout = Duration.ofMillis(1 + random.nextInt(400));
        try (AgentCoreClient hasty =
                        AgentCoreClient.builder(target).deadline(timeout).build();
                PythonExecution execution = hasty.execute(program(LOOP))) {
            heardOf(execution, Integer.MAX_VALUE);
        }
    }

    private void drop() throws IOException, InterruptedException {
        next();
        try (TcpProxy proxy = TcpProxy.to(target);
                AgentCoreClient client = AgentCoreClient.connect(proxy.target());
                PythonExecution execution = client.execute(program(LOOP))) {
            Thread.sleep(random.nextInt(300));
            proxy.cut();
            heardOf(execution, Integer.MAX_VALUE);
        }
    }

    /** The line is cut somewhere within the request. */
    private void sendHalf() throws IOException {
        next();
        PythonProgram large =
                program("print('never')").toBuilder().stdin(new byte[1 << 20]).build();
        try (TcpProxy proxy = TcpProxy.cuttingAfter(1 + random.nextInt(1 << 20), target);
                AgentCoreClient client = AgentCoreClient.connect(proxy.target());
                PythonExecution execution = client.execute(large)) {
            heardOf(execution, Integer.MAX_VALUE);
        }
    }

    private void sayNothingSensible() throws IOException, InterruptedException {
        int port = Integer.parseInt(target.substring(target.indexOf(':') + 1));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            byte[] noise = new byte[random.nextInt(1000)];
            random.nextBytes(noise);
            if (random.nextBoolean()) {
                out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.write(noise);
            Thread.sleep(random.nextInt(200));
            socket.setSoLinger(random.nextBoolean(), 0);
        } catch (SocketException closedByTheServer) {
            // Which is all that it deserves.
        }
    }

    /** Reads so many events, or to the end, whatever that is. */
    private void heardOf(PythonExecution execution, int events) {
        try {
            Iterator<ExecutionEvent> each = execution.iterator();
            for (int i = 0; i < events && each.hasNext(); i++) {
                if (each.next() instanceof ExecutionEvent.Finished end) {
                    heard.put(current(), end.outcome());
                }
            }
        } catch (AgentCoreException failed) {
            if (failed.code() == ErrorCode.INTERNAL && failed.reason().isPresent()) {
                violations.add(current() + ": " + failed.getMessage());
            }
        }
    }

    private PythonProgram program(String code) {
        return PythonProgram.builder(code)
                .label(RunLedger.LABEL, current())
                .memoryBytes(64 << 20)
                .build();
    }

    private String next() {
        runs++;
        return current();
    }

    private String current() {
        return name + "-" + runs;
    }

    private static String lines() {
        return ("x".repeat(65_535) + "\n").repeat(PRINTED >> 16);
    }
}
