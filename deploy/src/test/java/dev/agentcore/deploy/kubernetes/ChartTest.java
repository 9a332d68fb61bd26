// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.marcnuri.helm.LintResult;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The chart renders what Kubernetes takes, and refuses values that make no sense. */
final class ChartTest {
    @Test
    void helmHasNothingToSayAgainstIt() {
        LintResult result = HelmChart.lint();
        assertThat(result.getMessages()).containsExactly("[INFO] Chart.yaml: icon is recommended");
        assertThat(result.isFailed()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void rendersObjectsThatTheApiTakes(ValueSet set) throws Exception {
        Manifests manifests = HelmChart.render(set.text());
        assertThat(manifests.kinds()).isEqualTo(set.kinds());
        assertThat(manifests.objects())
                .allSatisfy(
                        object -> assertThat(KubernetesApi.complaint(object)).isEmpty());
    }

    @Test
    void aFieldThatTheApiDoesNotKnowWouldBeFound() throws Exception {
        Manifests manifests = HelmChart.render("");
        manifests.server().addProperty("readonlyRootFilesystem", true);
        assertThat(KubernetesApi.complaint(manifests.only("Deployment")))
                .hasValueSatisfying(complaint -> assertThat(complaint)
                        .contains("`readonlyRootFilesystem`")
                        .contains("V1Container"));
    }

    @Test
    void aFieldThatIsMissingWouldBeFound() throws Exception {
        Manifests manifests = HelmChart.render("");
        manifests.server().remove("name");
        assertThat(KubernetesApi.complaint(manifests.only("Deployment")))
                .hasValueSatisfying(complaint -> assertThat(complaint).contains("`name` is not found"));
    }

    @Test
    void aValueOfAnotherTypeWouldBeFound() throws Exception {
        Manifests manifests = HelmChart.render("");
        JsonObject spec = manifests.pod().getAsJsonObject("spec");
        spec.add("automountServiceAccountToken", new JsonPrimitive("false"));
        assertThat(KubernetesApi.complaint(manifests.only("Deployment"))).isPresent();
        spec.add("automountServiceAccountToken", new JsonPrimitive(false));
        spec.add("terminationGracePeriodSeconds", new JsonPrimitive("a minute"));
        assertThat(KubernetesApi.complaint(manifests.only("Deployment"))).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void whatRefersToSomethingFindsIt(ValueSet set) throws Exception {
        Manifests manifests = HelmChart.render(set.text());
        JsonObject spec = manifests.pod().getAsJsonObject("spec");
        Set<String> volumes = new TreeSet<>();
        spec.getAsJsonArray("volumes")
                .forEach(volume ->
                        volumes.add(volume.getAsJsonObject().get("name").getAsString()));
        Set<String> mounted = new TreeSet<>();
        manifests
                .server()
                .getAsJsonArray("volumeMounts")
                .forEach(
                        mount -> mounted.add(mount.getAsJsonObject().get("name").getAsString()));
        assertThat(mounted).as("mounted by the server").isEqualTo(volumes);

        JsonObject labels = Manifests.at(manifests.pod(), "metadata", "labels").getAsJsonObject();
        assertThat(labels.entrySet())
                .containsAll(Manifests.at(manifests.only("Deployment"), "spec", "selector", "matchLabels")
                        .getAsJsonObject()
                        .entrySet());
        if (manifests.kinds().contains("Service")) {
            JsonObject service = manifests.only("Service");
            assertThat(labels.entrySet())
                    .containsAll(Manifests.at(service, "spec", "selector")
                            .getAsJsonObject()
                            .entrySet());
            assertThat(Manifests.at(service, "spec", "clusterIP").getAsString()).isEqualTo("None");
            Set<String> ports = new TreeSet<>();
            manifests
                    .server()
                    .getAsJsonArray("ports")
                    .forEach(
                            port -> ports.add(port.getAsJsonObject().get("name").getAsString()));
            Manifests.at(service, "spec", "ports")
                    .getAsJsonArray()
                    .forEach(port -> assertThat(ports)
                            .contains(port.getAsJsonObject().get("targetPort").getAsString()));
        }
        String name =
                Manifests.at(manifests.only("Deployment"), "metadata", "name").getAsString();
        assertThat(manifests.objects())
                .allSatisfy(object -> assertThat(
                                Manifests.at(object, "metadata", "name").getAsString())
                        .isEqualTo(name));
        assertThat(spec.get("serviceAccountName").getAsString()).isEqualTo(name);
    }

    @Test
    void anotherConfigurationWantsOtherPods() throws Exception {
        assertThat(checksum("engine: {queueCapacity: 1}")).isNotEqualTo(checksum("engine: {queueCapacity: 2}"));
        assertThat(checksum("replicas: 1")).isEqualTo(checksum("replicas: 2"));
    }

    private static String checksum(String values) throws Exception {
        return Manifests.at(HelmChart.render(values).pod(), "metadata", "annotations", "checksum/config")
                .getAsString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            engine: {slots: 0}                                        | slots
            engine: {slot: 2}                                         | slot
            shape: both                                               | shape
            listen: {port: 80}                                        | port
            image: {digest: latest}                                   | digest
            security: {tokens: {enabled: false}}                      | callers of the pool need security.tokens.enabled or security.tls.clientCertificates
            security: {tokens: {enabled: false}, tls: {enabled: true}} | callers of the pool need security.tokens.enabled or security.tls.clientCertificates
            security: {tls: {clientCertificates: true}}               | security.tls.clientCertificates needs security.tls.enabled
            metrics: {enabled: false}                                 | autoscaling.enabled needs metrics.enabled
            autoscaling: {minReplicas: 21}                            | autoscaling.maxReplicas is 20, less than autoscaling.minReplicas, 21
            config: {listen: {host: "::"}}                            | config.listen: the chart sets this group from values of its own
            config: {limits.max.memory: 1GiB}                         | config.limits.max.memory: write the key as groups, without a dot
            """)
    void refusesValuesThatMakeNoSense(String values, String word) {
        assertThatThrownBy(() -> HelmChart.template(values)).hasMessageContaining(word);
    }

    @Test
    void theInstallationNotesListTheRemainingSteps() throws Exception {
        assertThat(HelmChart.notes("shape: pool"))
                .contains("Clients call dns:///agent-core.agents:50051 and balance among the pods")
                .contains("each with 2 slots, a heap of 2688 MiB and 4544Mi of memory")
                .contains("kubectl -n agents create secret generic agent-core-tokens --from-literal=tokens=")
                .contains("There is no TLS")
                .contains("prometheus-adapter-rules.yaml");
        assertThat(HelmChart.notes("{shape: sidecar, sidecar: {transport: socket}}"))
                .contains("unix:/run/agent-core/agent-core.sock");
    }
}
