{{- define "agent-core.pod-security" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "agent-core.container-security" -}}
allowPrivilegeEscalation: false
capabilities:
  drop: [ALL]
privileged: false
readOnlyRootFilesystem: true
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "agent-core.container" -}}
{{- $pool := eq .Values.shape "pool" -}}
name: agent-core
image: {{ .Values.image.repository }}{{ if .Values.image.digest }}@{{ .Values.image.digest }}{{ else }}:{{ .Values.image.tag }}{{ end }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
{{- if not $pool }}
# A native sidecar: starts before the containers, and stops after them.
restartPolicy: Always
{{- end }}
args: [serve]
env:
  - name: AGENT_CORE_CONFIG
    value: /etc/agent-core/agent-core.yaml
  # HotSpot reads this last: it overrides the image's options.
  - name: _JAVA_OPTIONS
    value: {{ printf "-Xmx%sm -XX:ActiveProcessorCount=%d" (include "agent-core.heap-mib" .) (max 2 (int .Values.engine.slots)) | cat (join " " .Values.jvm.options) | trim | quote }}
{{- with .Values.env }}
{{- toYaml . | nindent 2 }}
{{- end }}
ports:
{{- if or $pool (eq .Values.sidecar.transport "loopback") }}
  - name: grpc
    containerPort: {{ .Values.listen.port }}
{{- end }}
  - name: health
    containerPort: {{ .Values.listen.healthPort }}
{{- if .Values.metrics.enabled }}
  - name: metrics
    containerPort: {{ .Values.metrics.port }}
{{- end }}
startupProbe:
  grpc:
    port: {{ .Values.listen.healthPort }}
  periodSeconds: 2
  timeoutSeconds: 2
  failureThreshold: {{ add 60 (int .Values.life.warmUpSeconds) }}
readinessProbe:
  grpc:
    port: {{ .Values.listen.healthPort }}
  periodSeconds: 5
  timeoutSeconds: 2
  failureThreshold: 2
# Whether the process is alive: succeeds also while it drains.
livenessProbe:
  grpc:
    port: {{ .Values.listen.healthPort }}
    service: liveness
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
{{- if $pool }}
lifecycle:
  preStop:
    sleep:
      seconds: {{ .Values.life.preStopSeconds }}
{{- end }}
resources:
{{- include "agent-core.resources" . | nindent 2 }}
securityContext:
{{- include "agent-core.container-security" . | nindent 2 }}
volumeMounts:
  - name: config
    mountPath: /etc/agent-core
    readOnly: true
  - name: tmp
    mountPath: /tmp
{{- if and $pool .Values.security.tokens.enabled }}
  - name: tokens
    mountPath: /run/secrets/agent-core/tokens
    readOnly: true
{{- end }}
{{- if and $pool .Values.security.tls.enabled }}
  - name: tls
    mountPath: /run/secrets/agent-core/tls
    readOnly: true
{{- end }}
{{- if and (not $pool) (eq .Values.sidecar.transport "socket") }}
  - name: socket
    mountPath: /run/agent-core
{{- end }}
{{- end -}}

{{- define "agent-core.volumes" -}}
{{- $pool := eq .Values.shape "pool" -}}
- name: config
  configMap:
    name: {{ include "agent-core.fullname" . }}
- name: tmp
  emptyDir:
    sizeLimit: 64Mi
{{- if and $pool .Values.security.tokens.enabled }}
- name: tokens
  secret:
    secretName: {{ include "agent-core.tokens-secret" . }}
    # 0440
    defaultMode: 288
{{- end }}
{{- if and $pool .Values.security.tls.enabled }}
- name: tls
  secret:
    secretName: {{ include "agent-core.tls-secret" . }}
    # 0440
    defaultMode: 288
{{- end }}
{{- if and (not $pool) (eq .Values.sidecar.transport "socket") }}
- name: socket
  emptyDir:
    medium: Memory
    sizeLimit: 1Mi
{{- end }}
{{- end -}}

{{- define "agent-core.pod-metadata" -}}
labels:
{{- include "agent-core.labels" . | nindent 2 }}
{{- with .Values.podLabels }}
{{- toYaml . | nindent 2 }}
{{- end }}
annotations:
  # The configuration is read only at the start: a change needs new pods.
  checksum/config: {{ include "agent-core.config" . | sha256sum }}
{{- if and .Values.metrics.enabled .Values.metrics.annotations }}
  prometheus.io/scrape: "true"
  prometheus.io/port: {{ .Values.metrics.port | quote }}
  prometheus.io/path: /metrics
{{- end }}
{{- with .Values.podAnnotations }}
{{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "agent-core.pod-common" -}}
serviceAccountName: {{ include "agent-core.fullname" . }}
automountServiceAccountToken: false
# Otherwise Kubernetes sets variables that begin with AGENT_CORE_.
enableServiceLinks: false
terminationGracePeriodSeconds: {{ include "agent-core.grace-seconds" . }}
securityContext:
{{- include "agent-core.pod-security" . | nindent 2 }}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
{{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
{{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
{{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity:
{{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.runtimeClassName }}
runtimeClassName: {{ . }}
{{- end }}
{{- end -}}
