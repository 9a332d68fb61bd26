// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.kubernetes;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Pod Security Standard "restricted", which includes "baseline": each of its controls, as it is written for Linux.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security Standards</a>
 */
final class RestrictedPods {
    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");
    private static final Set<String> SECCOMP = Set.of("RuntimeDefault", "Localhost");
    private static final Set<String> SELINUX =
            Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");

    private final List<String> violations = new ArrayList<>();

    private RestrictedPods() {}

    /** What in a pod's specification the standard forbids, each in one line. */
    static List<String> violations(JsonObject spec) {
        var check = new RestrictedPods();
        check.pod(spec);
        return check.violations;
    }

    private void pod(JsonObject spec) {
        for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
            if (isTrue(spec.get(host))) {
                violations.add(host);
            }
        }
        for (JsonElement volume : array(spec, "volumes")) {
            volume.getAsJsonObject().keySet().stream()
                    .filter(key -> !key.equals("name") && !VOLUMES.contains(key))
                    .forEach(key -> violations.add("a volume of type " + key));
        }
        JsonObject ofPod = object(spec, "securityContext");
        common("pod", ofPod);
        if (ofPod.has("sysctls")) {
            violations.add("sysctls");
        }
        for (String list : List.of("initContainers", "containers", "ephemeralContainers")) {
            for (JsonElement each : array(spec, list)) {
                container(each.getAsJsonObject(), ofPod);
            }
        }
    }

    private void container(JsonObject container, JsonObject ofPod) {
        String name = container.get("name").getAsString();
        JsonObject own = object(container, "securityContext");
        common(name, own);
        if (isTrue(own.get("privileged"))) {
            violations.add(name + ": privileged");
        }
        JsonElement escalation = own.get("allowPrivilegeEscalation");
        if (escalation == null || escalation.getAsBoolean()) {
            violations.add(name + ": allowPrivilegeEscalation is not false");
        }
        JsonObject capabilities = object(own, "capabilities");
        if (!array(capabilities, "drop").toString().contains("\"ALL\"")) {
            violations.add(name + ": not all capabilities are dropped");
        }
        for (JsonElement added : array(capabilities, "add")) {
            if (!added.getAsString().equals("NET_BIND_SERVICE")) {
                violations.add(name + ": capability " + added.getAsString());
            }
        }
        if (!isTrue(own.has("runAsNonRoot") ? own.get("runAsNonRoot") : ofPod.get("runAsNonRoot"))) {
            violations.add(name + ": runAsNonRoot is not true");
        }
        if (!own.has("seccompProfile") && !ofPod.has("seccompProfile")) {
            violations.add(name + ": no seccompProfile");
        }
        if (own.has("procMount") && !own.get("procMount").getAsString().equals("Default")) {
            violations.add(name + ": procMount");
        }
        for (JsonElement port : array(container, "ports")) {
            if (port.getAsJsonObject().has("hostPort")) {
                violations.add(name + ": hostPort");
            }
        }
        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            for (String action : List.of("httpGet", "tcpSocket")) {
                if (object(object(container, probe), action).has("host")) {
                    violations.add(name + ": " + probe + " of another host");
                }
            }
        }
    }

    private void common(String whose, JsonObject context) {
        JsonElement user = context.get("runAsUser");
        if (user != null && user.getAsLong() == 0) {
            violations.add(whose + ": runAsUser 0");
        }
        JsonElement nonRoot = context.get("runAsNonRoot");
        if (nonRoot != null && !nonRoot.getAsBoolean()) {
            violations.add(whose + ": runAsNonRoot false");
        }
        if (context.has("seccompProfile")
                && !SECCOMP.contains(
                        context.getAsJsonObject("seccompProfile").get("type").getAsString())) {
            violations.add(whose + ": seccompProfile");
        }
        if (context.has("appArmorProfile")
                && object(context, "appArmorProfile").get("type").getAsString().equals("Unconfined")) {
            violations.add(whose + ": appArmorProfile");
        }
        JsonObject selinux = object(context, "seLinuxOptions");
        if (selinux.has("user")
                || selinux.has("role")
                || (selinux.has("type") && !SELINUX.contains(selinux.get("type").getAsString()))) {
            violations.add(whose + ": seLinuxOptions");
        }
        if (isTrue(object(context, "windowsOptions").get("hostProcess"))) {
            violations.add(whose + ": hostProcess");
        }
    }

    private static boolean isTrue(@Nullable JsonElement element) {
        return element != null && element.getAsBoolean();
    }

    private static JsonObject object(JsonObject in, String key) {
        return in.has(key) ? in.getAsJsonObject(key) : new JsonObject();
    }

    private static JsonArray array(JsonObject in, String key) {
        return in.has(key) ? in.getAsJsonArray(key) : new JsonArray();
    }
}
