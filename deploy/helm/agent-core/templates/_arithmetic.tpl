{{/*
The smallest heap for the slots and limits. The formula and what its terms mean: deploy/OPERATIONS.md, "Capacity".
CapacityTest compares the two.
*/}}
{{- define "agent-core.heap-mib" -}}
{{- $slots := int .Values.engine.slots -}}
{{- $each := add (div (mul 3 (int .Values.programs.memoryMiB)) 2) (int .Values.programs.scratchMiB) -}}
{{- $largest := add (div (mul 3 (int .Values.programs.maxMemoryMiB)) 2) (int .Values.programs.maxScratchMiB) -}}
{{- $held := add (max (mul $slots $each) $largest) 128 (mul 19 (add $slots 1)) -}}
{{- $least := max (div (add (mul 4 $held) 2) 3) (div (add (mul 8 (add $held 96)) 6) 7) -}}
{{- $computed := mul 64 (div (add $least 63) 64) -}}
{{- default $computed (int .Values.jvm.heapMiB) -}}
{{- end -}}

{{/*
The container's memory: deploy/OPERATIONS.md, "Capacity", "Memory of the process".
*/}}
{{- define "agent-core.memory" -}}
{{- if .Values.resources.memory -}}
{{- .Values.resources.memory -}}
{{- else -}}
{{- $heap := int (include "agent-core.heap-mib" .) -}}
{{- $stacks := add (mul (int .Values.engine.slots) (int .Values.programs.guestStackMiB)) (mul 16 (int .Values.engine.guestThreads)) -}}
{{- $all := add $heap (max 82 (div $heap 16)) $stacks 512 -}}
{{- printf "%dMi" (mul 64 (div (add $all 63) 64)) -}}
{{- end -}}
{{- end -}}

{{- define "agent-core.resources" -}}
requests:
  cpu: {{ default (int .Values.engine.slots) .Values.resources.cpu | quote }}
  memory: {{ include "agent-core.memory" . }}
  ephemeral-storage: {{ .Values.resources.ephemeralStorage }}
limits:
{{- with .Values.resources.cpuLimit }}
  cpu: {{ . | quote }}
{{- end }}
  memory: {{ include "agent-core.memory" . }}
  ephemeral-storage: {{ .Values.resources.ephemeralStorage }}
{{- end -}}

{{/* The time after the drain: 5 s for readers, 1 s and 5 s for connections, and some for the last export. */}}
{{- define "agent-core.grace-seconds" -}}
{{- $preStop := ternary (int .Values.life.preStopSeconds) 0 (eq .Values.shape "pool") -}}
{{- add $preStop (int .Values.life.drainSeconds) 20 -}}
{{- end -}}
