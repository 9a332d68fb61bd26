// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.kubernetes;

import java.util.List;

/** Representative values of the chart, in YAML. */
enum ValueSet {
    /** What the chart is without any. */
    POOL(
            """
            shape: pool
            """,
            "ConfigMap",
            "Deployment",
            "HorizontalPodAutoscaler",
            "NetworkPolicy",
            "PodDisruptionBudget",
            "Service",
            "ServiceAccount"),
    POOL_WITH_TLS(
            """
            security: {tls: {enabled: true, secretName: certificate}}
            """,
            "ConfigMap",
            "Deployment",
            "HorizontalPodAutoscaler",
            "NetworkPolicy",
            "PodDisruptionBudget",
            "Service",
            "ServiceAccount"),
    POOL_WITH_CLIENT_CERTIFICATES(
            """
            security:
              tokens: {enabled: false}
              tls: {enabled: true, clientCertificates: true}
            """,
            "ConfigMap",
            "Deployment",
            "HorizontalPodAutoscaler",
            "NetworkPolicy",
            "PodDisruptionBudget",
            "Service",
            "ServiceAccount"),
    POOL_BEHIND_A_MESH(
            """
            security: {tokens: {enabled: false}, trustNetwork: true, tenantHeader: x-tenant}
            networkPolicy: {enabled: false}
            """,
            "ConfigMap",
            "Deployment",
            "HorizontalPodAutoscaler",
            "PodDisruptionBudget",
            "Service",
            "ServiceAccount"),
    POOL_OF_FIXED_SIZE("""
            replicas: 5
            autoscaling: {enabled: false}
            podDisruptionBudget: {enabled: false}
            metrics: {enabled: false}
            """, "ConfigMap", "Deployment", "NetworkPolicy", "Service", "ServiceAccount"),
    POOL_WITH_EVERYTHING(
            """
            nameOverride: python
            fullnameOverride: sandbox
            image: {repository: registry.example/agent-core, digest: "sha256:0000000000000000000000000000000000000000000000000000000000000000", pullPolicy: Always, pullSecrets: [{name: registry}]}
            engine: {slots: 16, queueCapacity: 0, queueMaxWait: 500ms}
            programs: {memoryMiB: 64, maxMemoryMiB: 512, scratchMiB: 16, maxScratchMiB: 64, guestStackMiB: 32}
            jvm: {options: ["-XX:+UseZGC"]}
            resources: {cpu: 8, cpuLimit: "16", memory: 8Gi, ephemeralStorage: 1Gi}
            life: {warmUpSeconds: 0, drainSeconds: 300, preStopSeconds: 10}
            listen: {port: 8443, healthPort: 8444, connectionAge: 1h}
            security: {tls: {enabled: true}}
            metrics: {port: 9000, annotations: false}
            autoscaling: {minReplicas: 2, maxReplicas: 1000, target: 500}
            podDisruptionBudget: {maxUnavailable: 10%}
            networkPolicy: {clients: [], monitoring: [], egress: [{to: [{podSelector: {matchLabels: {app: collector}}}], ports: [{protocol: TCP, port: 4317}]}]}
            config: {limits: {max: {wall-time: 60s}}, log: {level: debug}, tenant: {slots: 2, runs-per-minute: 600}, replay: {time: 0s}}
            env: [{name: OTEL_TRACES_EXPORTER, value: otlp}, {name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://collector:4317"}]
            serviceAccount: {annotations: {example/role: none}}
            podLabels: {team: agents}
            podAnnotations: {example/note: "1"}
            nodeSelector: {kubernetes.io/arch: amd64}
            tolerations: [{key: untrusted, operator: Exists, effect: NoSchedule}]
            affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: {topologyKey: topology.kubernetes.io/zone, labelSelector: {matchLabels: {team: agents}}}}]}}
            priorityClassName: low
            runtimeClassName: gvisor
            """,
            "ConfigMap",
            "Deployment",
            "HorizontalPodAutoscaler",
            "NetworkPolicy",
            "PodDisruptionBudget",
            "Service",
            "ServiceAccount"),
    SIDECAR("""
            shape: sidecar
            """, "ConfigMap", "Deployment", "NetworkPolicy", "ServiceAccount"),
    SIDECAR_ON_A_SOCKET("""
            shape: sidecar
            sidecar: {transport: socket, orchestrator: {command: [python3], args: [serve.py], env: [{name: MODE, value: fast}]}}
            networkPolicy: {ingress: [{ports: [{protocol: TCP, port: 8080}]}]}
            """, "ConfigMap", "Deployment", "NetworkPolicy", "ServiceAccount");

    private final String text;
    private final String kinds;

    ValueSet(String text, String... kinds) {
        this.text = text;
        this.kinds = String.join(" ", kinds);
    }

    String text() {
        return text;
    }

    /** What is rendered of it, in the order of the alphabet. */
    List<String> kinds() {
        return List.of(kinds.split(" "));
    }

    boolean isPool() {
        return name().startsWith("POOL");
    }
}
