// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.observability;

import static dev.agentcore.deploy.Checkout.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.agentcore.deploy.Checkout;
import dev.agentcore.deploy.observability.Dashboard.Query;
import dev.agentcore.deploy.observability.Prometheus.Sample;
import dev.agentcore.testkit.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What dashboard, alerts and recording rules ask for is there, in a Prometheus that asks a server that runs programs. */
@Tag("nightly")
@Timeout(240)
final class PrometheusIT {
    /** A metric, or a rule that records one: a name that is followed by what narrows it down. */
    private static final Pattern METRIC =
            Pattern.compile("\\b((?:agentcore|jvm|rpc)[_:][a-z_:0-9]+|up)\\b(?=[{\\[ )]|$)");

    private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");

    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)(?:=|=~|!=)\"([^\"]*)\"");

    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), ([a-z]+)\\)");

    @TempDir
    static Path folder;

    private static EveryOutcome server;
    private static Prometheus prometheus;

    @BeforeAll
    static void start() throws Exception {
        // First, for without it the server is not needed.
        Prometheus.programs();
        int metricsPort = FreePort.find();
        server = EveryOutcome.start(metricsPort, folder);
        prometheus = Prometheus.start(metricsPort, Files.createDirectory(folder.resolve("prometheus")));
        await().atMost(Duration.ofSeconds(60)).until(prometheus::isReady);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> prometheus.query("agentcore_serving"), samples -> samples.size() == 1);
        // A histogram's series begins with its first run, and has a rate from its second sample.
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            server.happen();
            return !prometheus
                            .query("agentcore:run_queue_duration_seconds:p99_5m >= 0")
                            .isEmpty()
                    && !prometheus
                            .query("agentcore:runs_failed_by_server:ratio_rate5m > 0")
                            .isEmpty();
        });
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void everyPanelOfTheDashboardHasData() throws Exception {
        List<Query> queries = Dashboard.read().queries();
        assertThat(queries).hasSizeGreaterThan(30);
        for (Query query : queries) {
            // A rate has data from the second sample of its series, which begins with what it counts.
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(prometheus.query(filledIn(query.expression())))
                            .as("%s: %s", query.panel(), query.expression())
                            .isNotEmpty()
                            .anyMatch(sample -> Double.isFinite(sample.value())));
        }
    }

    @Test
    void theDashboardsVariablesHaveValues() throws Exception {
        int asked = 0;
        for (JsonObject variable : Dashboard.read().variables()) {
            if (text(variable, "type").equals("query")) {
                Matcher parts = LABEL_VALUES.matcher(text(variable, "definition"));
                assertThat(parts.matches()).isTrue();
                assertThat(prometheus.query(filledIn(parts.group(1))))
                        .isNotEmpty()
                        .allSatisfy(sample ->
                                assertThat(sample.label(parts.group(2))).isNotEmpty());
                asked++;
            }
        }
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void everyOutcomeIsSeenAsWhatItIs() throws Exception {
        String panel = filledIn(Dashboard.read().expression("Runs by outcome"));
        assertThat(positive(panel, "agentcore_outcome")).containsAll(EveryOutcome.OUTCOMES);
        assertThat(positive(filledIn(Dashboard.read().expression("Rejections by reason")), "agentcore_refusal_reason"))
                .contains("queue_full", "tenant_queue_full");
        // Of these there is no series before the first.
        assertThat(positive("agentcore_refusals_total", "agentcore_refusal_reason"))
                .containsExactlyInAnyOrderElementsOf(EveryOutcome.REASONS);
    }

    @Test
    void everyRecordingRuleRecords() throws Exception {
        for (JsonObject rule : Rules.recording()) {
            String name = text(rule, "record");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> prometheus.query(name).stream().anyMatch(sample -> Double.isFinite(sample.value())));
        }
    }

    @Test
    void prometheusEvaluatesEveryRuleWithoutAnError() throws Exception {
        List<String> names = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> rules(names).stream()
                        .noneMatch(rule -> text(rule, "health").equals("unknown")));
        for (JsonObject rule : rules(names)) {
            assertThat(text(rule, "health")).as(rule.toString()).isEqualTo("ok");
        }
        assertThat(names).hasSize(Rules.alerts().size() + Rules.recording().size());
    }

    @Test
    void noAlertFiresForAServerThatWorks() throws Exception {
        assertThat(prometheus.query("ALERTS{alertstate=\"firing\"}")).isEmpty();
    }

    @Test
    void everyMetricThatIsAskedForIsThere() throws Exception {
        Set<String> known = new TreeSet<>();
        for (JsonElement name : prometheus.get("/api/v1/label/__name__/values").getAsJsonArray()) {
            known.add(name.getAsString());
        }
        Set<String> asked = new TreeSet<>();
        for (String expression : expressions()) {
            String ungrouped = GROUPING.matcher(expression).replaceAll("");
            asked.addAll(
                    METRIC.matcher(ungrouped).results().map(MatchResult::group).toList());
        }
        assertThat(asked).hasSizeGreaterThan(25);
        assertThat(known).containsAll(asked);
    }

    @Test
    void everyLabelThatIsAskedForIsThereOrDocumented() throws Exception {
        Set<String> known = new HashSet<>();
        for (JsonElement name : prometheus.get("/api/v1/labels").getAsJsonArray()) {
            known.add(name.getAsString());
        }
        String documentation = Checkout.text("TELEMETRY.md");
        int values = 0;
        for (String expression : expressions()) {
            for (MatchResult grouping : GROUPING.matcher(expression).results().toList()) {
                assertThat(known).as(expression).contains(grouping.group(1).split(", ", -1));
            }
            for (MatchResult matcher : MATCHER.matcher(expression).results().toList()) {
                String label = matcher.group(1);
                assertThat(known).as(expression).contains(label);
                if (label.startsWith("agentcore_")) {
                    for (String value : matcher.group(2).split("\\|", -1)) {
                        assertThat(documentation.contains("`" + value + "`") || value.contains(".*"))
                                .as("%s of %s", value, expression)
                                .isTrue();
                        values++;
                    }
                }
            }
        }
        assertThat(values).isGreaterThan(15);
    }

    /** All rules, as Prometheus has them; puts their names into a list. */
    private static List<JsonObject> rules(List<String> names) throws IOException, InterruptedException {
        names.clear();
        List<JsonObject> rules = new ArrayList<>();
        JsonObject answer = prometheus.get("/api/v1/rules").getAsJsonObject();
        for (JsonObject group : Checkout.objects(answer, "groups")) {
            for (JsonObject rule : Checkout.objects(group, "rules")) {
                rules.add(rule);
                names.add(text(rule, "name"));
            }
        }
        return rules;
    }

    private static List<String> expressions() throws IOException {
        List<String> expressions = new ArrayList<>();
        for (Query query : Dashboard.read().queries()) {
            expressions.add(query.expression());
        }
        for (JsonObject rule : Rules.alerts()) {
            expressions.add(text(rule, "expr"));
        }
        for (JsonObject rule : Rules.recording()) {
            expressions.add(text(rule, "expr"));
        }
        return expressions;
    }

    /** What Grafana would ask for, with everything chosen. */
    private static String filledIn(String expression) {
        return expression
                .replace("$__rate_interval", "2m")
                .replace("$__range", "1h")
                .replace("$job", ".*")
                .replace("$instance", ".*");
    }

    private static List<String> positive(String expression, String label) throws IOException, InterruptedException {
        return prometheus.query(expression).stream()
                .filter(sample -> sample.value() > 0)
                .map((Sample sample) -> sample.label(label))
                .toList();
    }
}
