{{- define "agent-core.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "agent-core.selector" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: {{ .Values.shape }}
{{- end -}}

{{- define "agent-core.labels" -}}
{{ include "agent-core.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end -}}

{{- define "agent-core.tokens-secret" -}}
{{- default (printf "%s-tokens" (include "agent-core.fullname" .)) .Values.security.tokens.secretName -}}
{{- end -}}

{{- define "agent-core.tls-secret" -}}
{{- default (printf "%s-tls" (include "agent-core.fullname" .)) .Values.security.tls.secretName -}}
{{- end -}}
