// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** No pod requests privileges, and network policies allow only the necessary connections. */
final class ChartSecurityTest {
    @ParameterizedTest
    @EnumSource
    void podsPassTheRestrictedStandard(ValueSet set) throws Exception {
        JsonObject spec = HelmChart.render(set.text()).pod().getAsJsonObject("spec");
        assertThat(RestrictedPods.violations(spec)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {hostNetwork: true}                                                 | hostNetwork
            {volumes: [{name: docker, hostPath: {path: /var/run/docker.sock}}]} | a volume of type hostPath
            {containers: [{name: a, securityContext: {privileged: true}}]}      | a: privileged
            {containers: [{name: a, securityContext: {capabilities: {add: [SYS_ADMIN]}}}]} | a: capability SYS_ADMIN
            {initContainers: [{name: a}]}                                       | a: allowPrivilegeEscalation is not false
            {containers: [{name: a}]}                                           | a: not all capabilities are dropped
            {containers: [{name: a, securityContext: {seccompProfile: {type: Unconfined}}}]} | a: seccompProfile
            {containers: [{name: a, securityContext: {runAsUser: 0}}]}          | a: runAsUser 0
            {containers: [{name: a}]}                                           | a: runAsNonRoot is not true
            {containers: [{name: a, ports: [{hostPort: 80}]}]}                  | a: hostPort
            """)
    void whatTheStandardForbidsWouldBeFound(String pod, String violation) {
        JsonObject spec = Manifests.parse(pod).objects().getFirst();
        assertThat(RestrictedPods.violations(spec)).contains(violation);
    }

    @ParameterizedTest
    @EnumSource
    void containersHaveNoWritableRootAndAUserOfTheirOwn(ValueSet set) throws Exception {
        JsonObject spec = HelmChart.render(set.text()).pod().getAsJsonObject("spec");
        assertThat(containers(spec)).isNotEmpty().allSatisfy(container -> {
            JsonObject context = container.getAsJsonObject("securityContext");
            assertThat(context.get("readOnlyRootFilesystem").getAsBoolean()).isTrue();
            assertThat(context.get("runAsUser").getAsLong()).isEqualTo(65532);
            assertThat(context.get("runAsGroup").getAsLong()).isEqualTo(65532);
        });
    }

    @ParameterizedTest
    @EnumSource
    void noPodHasATokenOfTheCluster(ValueSet set) throws Exception {
        Manifests manifests = HelmChart.render(set.text());
        assertThat(manifests
                        .pod()
                        .getAsJsonObject("spec")
                        .get("automountServiceAccountToken")
                        .getAsBoolean())
                .isFalse();
        assertThat(manifests
                        .only("ServiceAccount")
                        .get("automountServiceAccountToken")
                        .getAsBoolean())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"POOL_BEHIND_A_MESH", "POOL_WITH_EVERYTHING"})
    void nothingIsCalledFromAPod(ValueSet set) throws Exception {
        JsonObject policy = HelmChart.render(set.text()).only("NetworkPolicy");
        assertThat(Manifests.at(policy, "spec", "policyTypes")).isEqualTo(json("[\"Ingress\", \"Egress\"]"));
        assertThat(Manifests.at(policy, "spec", "egress")).isEqualTo(new JsonArray());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "POOL_BEHIND_A_MESH")
    void thePolicyIsThatOfThePodsAndOfNoOthers(ValueSet set) throws Exception {
        Manifests manifests = HelmChart.render(set.text());
        assertThat(Manifests.at(manifests.only("NetworkPolicy"), "spec", "podSelector"))
                .isEqualTo(Manifests.at(manifests.only("Deployment"), "spec", "selector"));
    }

    @Test
    void onlyLabelledPodsCallAndOnlyMonitoringReadsMetrics() throws Exception {
        assertThat(Manifests.at(HelmChart.render("").only("NetworkPolicy"), "spec", "ingress"))
                .isEqualTo(json("""
                        [
                          {
                            "from": [
                              {"podSelector": {"matchLabels": {"agentcore.dev/client": "true"}}},
                              {
                                "namespaceSelector": {"matchLabels": {"agentcore.dev/clients": "true"}},
                                "podSelector": {"matchLabels": {"agentcore.dev/client": "true"}}
                              }
                            ],
                            "ports": [{"protocol": "TCP", "port": 50051}]
                          },
                          {
                            "from": [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "monitoring"}}}],
                            "ports": [{"protocol": "TCP", "port": 9464}]
                          }
                        ]
                        """));
    }

    @Test
    void nobodyButItsOwnPodCallsASidecar() throws Exception {
        assertThat(Manifests.at(HelmChart.render(ValueSet.SIDECAR.text()).only("NetworkPolicy"), "spec", "ingress"))
                .isEqualTo(json("""
                        [
                          {
                            "from": [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "monitoring"}}}],
                            "ports": [{"protocol": "TCP", "port": 9464}]
                          }
                        ]
                        """));
    }

    private static JsonElement json(String text) {
        return JsonParser.parseString(text);
    }

    private static List<JsonObject> containers(JsonObject spec) {
        var all = new ArrayList<JsonObject>();
        for (String list : List.of("initContainers", "containers")) {
            if (spec.has(list)) {
                spec.getAsJsonArray(list).forEach(container -> all.add(container.getAsJsonObject()));
            }
        }
        return all;
    }
}
