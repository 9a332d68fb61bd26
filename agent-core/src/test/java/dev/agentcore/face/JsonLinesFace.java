// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.agentcore.execution.RunEnd;
import dev.agentcore.execution.RunEvent;
import dev.agentcore.execution.Tenant;
import dev.agentcore.service.RunRequest;
import dev.agentcore.service.RunService;
import dev.agentcore.service.delivery.BlockingRunStream;
import dev.agentcore.service.delivery.Subscription;
import dev.agentcore.service.identity.Caller;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A second face, to show that {@code service} has all that one needs: JSON lines over a plain socket. A connection brings one
 * request, {@code {"tenant", "code", "request_id"}}, and gets an object for each event; closing it cancels. Thread-safe.
 */
final class JsonLinesFace implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 << 10;

    private final RunService service;
    private final ServerSocket listener;

    JsonLinesFace(RunService service) throws IOException {
        this.service = service;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // Nothing is accepted any more.
        }
    }

    private void serve(Socket socket) {
        try (socket;
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                Writer out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8)) {
            JsonObject request = JsonParser.parseString(in.readLine()).getAsJsonObject();
            var caller = new Caller(
                    new Tenant(request.get("tenant").getAsString()),
                    "run",
                    socket.getRemoteSocketAddress().toString());
            RunRequest run = RunRequest.of(request.get("code").getAsString());
            if (request.has("request_id")) {
                run = run.withRequestId(request.get("request_id").getAsString());
            }
            var stream = new BlockingRunStream(BUFFER_BYTES);
            Subscription subscription = service.submit(caller, run, stream);
            stream.connect(subscription);
            Thread.ofVirtual().start(() -> cancelWhenClosed(in, subscription));
            write(stream, out);
        } catch (IOException | InterruptedException gone) {
            // The reader of the connection's end cancels.
        }
    }

    private static void cancelWhenClosed(BufferedReader in, Subscription subscription) {
        try {
            while (in.readLine() != null) {
                // Whatever else is sent means nothing.
            }
        } catch (IOException reset) {
            // As good as closed.
        }
        subscription.cancel();
    }

    private static void write(BlockingRunStream stream, Writer out) throws IOException, InterruptedException {
        boolean more = true;
        while (more) {
            BlockingRunStream.Item item = stream.take();
            var line = new JsonObject();
            switch (item) {
                case BlockingRunStream.Item.Event event -> describe(event.event(), line);
                case BlockingRunStream.Item.KeepAlive keepAlive -> line.addProperty("event", "keep_alive");
                case BlockingRunStream.Item.End end -> {
                    describe(end.end(), line);
                    more = false;
                }
            }
            out.write(line + "\n");
            out.flush();
        }
    }

    private static void describe(RunEvent event, JsonObject line) {
        switch (event) {
            case RunEvent.Started started -> {
                line.addProperty("event", "started");
                line.addProperty("id", started.request().id().value());
            }
            case RunEvent.Output output -> {
                line.addProperty("event", output.stream().name());
                line.addProperty("text", new String(output.data(), StandardCharsets.UTF_8));
            }
            case RunEvent.File file -> line.addProperty("event", "file");
        }
    }

    private static void describe(RunEnd end, JsonObject line) {
        switch (end) {
            case RunEnd.Finished finished ->
                line.addProperty("outcome", finished.result().outcome().name());
            case RunEnd.Rejected rejected -> {
                line.addProperty("rejected", rejected.rejection().reason().name());
                line.addProperty("message", rejected.rejection().message());
            }
            case RunEnd.Abandoned abandoned -> line.addProperty("outcome", "ABANDONED");
            case RunEnd.Failed failed -> line.addProperty("outcome", "FAILED");
        }
    }
}
