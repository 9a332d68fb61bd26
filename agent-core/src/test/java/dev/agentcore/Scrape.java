// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a GET of a server's metrics shows. Immutable.
 *
 * @param kinds of all metrics, by name
 * @param values of all series, by name and labels, without the labels that all series have
 * @param labels of all metrics, by name, without those
 */
record Scrape(Map<String, String> kinds, Map<String, Double> values, Map<String, Set<String>> labels) {
    private static final Pattern KIND = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SERIES = Pattern.compile("([a-z_]+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");
    private static final Pattern PART = Pattern.compile("_(bucket|count|sum)$");

    /** Asks the server on that port of this machine. */
    static Scrape of(int port) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                    .build();
            return parse(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    private static Scrape parse(String text) {
        var scrape = new Scrape(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        text.lines().forEach(scrape::add);
        return scrape;
    }

    private void add(String line) {
        Matcher kind = KIND.matcher(line);
        if (kind.matches()) {
            kinds.put(kind.group(1), kind.group(2));
            labels.put(kind.group(1), new TreeSet<>());
            return;
        }
        Matcher series = SERIES.matcher(line);
        if (!series.matches() || series.group(2) == null) {
            return;
        }
        var own = new TreeMap<String, String>();
        LABEL.matcher(series.group(2)).results().forEach(label -> own.put(label.group(1), label.group(2)));
        own.remove("otel_scope_name");
        own.remove("otel_scope_version");
        boolean bucket = own.remove("le") != null;
        String name = series.group(1);
        labels.getOrDefault(kinds.containsKey(name) ? name : PART.matcher(name).replaceFirst(""), new TreeSet<>())
                .addAll(own.keySet());
        if (!bucket) {
            values.put(own.isEmpty() ? name : name + own, Double.valueOf(series.group(3)));
        }
    }

    /** The value of a series such as {@code runs_total{outcome=completed}}; 0 if there is none. */
    double value(String series) {
        return values.getOrDefault(series, 0.0);
    }

    /** The sum of all series of a metric. */
    double sum(String name) {
        return values.entrySet().stream()
                .filter(series ->
                        series.getKey().equals(name) || series.getKey().startsWith(name + "{"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
