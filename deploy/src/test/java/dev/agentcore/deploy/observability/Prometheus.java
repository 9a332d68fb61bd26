// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.observability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.agentcore.deploy.Checkout;
import dev.agentcore.testkit.Ended;
import dev.agentcore.testkit.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A real Prometheus process with this project's configuration, except that it scrapes fifteen times as often. */
final class Prometheus implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private Prometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** A series' current value, and its labels. */
    record Sample(Map<String, String> labels, double value) {
        String label(String name) {
            return labels.getOrDefault(name, "");
        }
    }

    /** Where {@code prometheus} and {@code promtool} are. Without them, the test that asks is skipped, and says why. */
    static Path programs() throws IOException, InterruptedException {
        String find = Checkout.path("deploy/observability/find-prometheus").toString();
        Ended found = Ended.of(new ProcessBuilder(find), "");
        assumeTrue(found.exitCode() == 0, "skipped, without Prometheus: " + found.stderr());
        return Path.of(found.stdout().strip());
    }

    /** Starts one that asks a server for its metrics, and has an empty folder for itself. */
    static Prometheus start(int metricsPort, Path folder) throws IOException, InterruptedException {
        String program = programs().resolve("prometheus").toString();
        Path configuration = folder.resolve("prometheus.yml");
        Files.writeString(
                configuration,
                Checkout.text("deploy/observability/prometheus.yml").replace("15s", "1s"));
        Files.createSymbolicLink(folder.resolve("rules"), Checkout.path("deploy/observability/rules"));
        Files.createDirectory(folder.resolve("targets"));
        Files.writeString(folder.resolve("targets/server.yaml"), "- targets: ['127.0.0.1:" + metricsPort + "']\n");
        int port = FreePort.find();
        Process process = new ProcessBuilder(
                        program,
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        return new Prometheus(process, port);
    }

    boolean isReady() throws InterruptedException {
        try {
            return client.send(request("/-/ready"), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What an expression is now. */
    List<Sample> query(String expression) throws IOException, InterruptedException {
        List<Sample> samples = new ArrayList<>();
        JsonElement data = get("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8));
        for (JsonElement each : data.getAsJsonObject().getAsJsonArray("result")) {
            Map<String, String> labels = new TreeMap<>();
            each.getAsJsonObject()
                    .getAsJsonObject("metric")
                    .asMap()
                    .forEach((name, value) -> labels.put(name, value.getAsString()));
            String value = each.getAsJsonObject().getAsJsonArray("value").get(1).getAsString();
            samples.add(new Sample(labels, Double.parseDouble(value.replace("Inf", "Infinity"))));
        }
        return samples;
    }

    /** The data of an answer of Prometheus' API. */
    JsonElement get(String path) throws IOException, InterruptedException {
        String body = client.send(request(path), BodyHandlers.ofString()).body();
        var answer = JsonParser.parseString(body).getAsJsonObject();
        if (!answer.get("status").getAsString().equals("success")) {
            throw new AssertionError(path + ": " + body);
        }
        return answer.get("data");
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
    }

    /** Kills it. */
    @Override
    public void close() {
        client.close();
        process.destroyForcibly().onExit().join();
    }
}
