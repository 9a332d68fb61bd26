// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.agentcore.deploy.Checkout;
import dev.agentcore.testkit.Ended;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Alerts ring when they should and not when they should not, says Prometheus' own tool for that. */
@Tag("nightly")
@Timeout(60)
final class AlertsIT {
    private static final String TESTS = "deploy/src/test/promtool/alerts.yaml";

    @Test
    void theConfigurationAndTheRulesAreValid() throws Exception {
        Ended checked =
                promtool("check", "config", "--lint-fatal", Checkout.path("deploy/observability/prometheus.yml"));
        assertThat(checked.exitCode()).as(checked.toString()).isZero();
        assertThat(checked.stdout()).contains("SUCCESS: 2 rule files found");
    }

    @Test
    void everyAlertRingsForTheServerThatItShouldAndForNoOther() throws Exception {
        Ended tested = promtool("test", "rules", Checkout.path(TESTS));
        assertThat(tested.exitCode()).as(tested.toString()).isZero();
    }

    @Test
    void everyAlertHasATestInWhichItRingsAndOneInWhichItDoesNot() throws Exception {
        Set<String> rings = new HashSet<>();
        Set<String> doesNot = new HashSet<>();
        for (JsonObject test : Checkout.objects(Checkout.yaml(TESTS), "tests")) {
            for (JsonObject time : Checkout.objects(test, "alert_rule_test")) {
                boolean none = time.getAsJsonArray("exp_alerts").isEmpty();
                (none ? doesNot : rings).add(Checkout.text(time, "alertname"));
            }
        }
        List<String> alerts = Rules.alerts().stream()
                .map(rule -> Checkout.text(rule, "alert"))
                .toList();
        assertThat(rings).containsExactlyInAnyOrderElementsOf(alerts);
        assertThat(doesNot).containsExactlyInAnyOrderElementsOf(alerts);
    }

    private static Ended promtool(Object... arguments) throws Exception {
        String promtool = Prometheus.programs().resolve("promtool").toString();
        List<String> command = Stream.concat(Stream.of(promtool), Stream.of(arguments))
                .map(Object::toString)
                .toList();
        return Ended.of(new ProcessBuilder(command), "");
    }
}
