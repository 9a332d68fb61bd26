{{/* The server's configuration file. */}}
{{- define "agent-core.config" -}}
{{- $v := .Values -}}
{{- $pool := eq $v.shape "pool" -}}
{{- $authenticates := or $v.security.tokens.enabled (and $v.security.tls.enabled $v.security.tls.clientCertificates) -}}
{{- if and $pool (not $authenticates) (not $v.security.trustNetwork) -}}
{{- fail "callers of the pool need security.tokens.enabled or security.tls.clientCertificates; if whoever reaches a pod may run programs, say security.trustNetwork" -}}
{{- end -}}
{{- if and $v.security.tls.clientCertificates (not $v.security.tls.enabled) -}}
{{- fail "security.tls.clientCertificates needs security.tls.enabled" -}}
{{- end -}}
{{- range $group := list "listen" "life" "security" "telemetry" -}}
{{- if hasKey $v.config $group -}}
{{- fail (printf "config.%s: the chart sets this group from values of its own" $group) -}}
{{- end -}}
{{- end -}}
{{- range $key := keys $v.config | sortAlpha -}}
{{- if contains "." $key -}}
{{- fail (printf "config.%s: write the key as groups, without a dot" $key) -}}
{{- end -}}
{{- end -}}
{{- $listen := dict "health-host" "0.0.0.0" "health-port" $v.listen.healthPort -}}
{{- if and (not $pool) (eq $v.sidecar.transport "socket") -}}
{{- $listen = merge $listen (dict "socket" "/run/agent-core/agent-core.sock" "socket-permissions" "rw-rw----") -}}
{{- else -}}
{{- $listen = merge $listen (dict "host" (ternary "0.0.0.0" "127.0.0.1" $pool) "port" $v.listen.port) -}}
{{- end -}}
{{- if $pool -}}
{{- $listen = merge $listen (dict "connection-age" $v.listen.connectionAge) -}}
{{- if not $authenticates -}}
{{- $listen = merge $listen (dict "allow-remote-callers" true) -}}
{{- end -}}
{{- end -}}
{{- $security := dict -}}
{{- if and $pool $v.security.tokens.enabled -}}
{{- $_ := set $security "tokens" (printf "/run/secrets/agent-core/tokens/%s" $v.security.tokens.key) -}}
{{- end -}}
{{- if and $pool $v.security.tls.enabled -}}
{{- $tls := dict "certificate" "/run/secrets/agent-core/tls/tls.crt" "key" "/run/secrets/agent-core/tls/tls.key" -}}
{{- if $v.security.tls.clientCertificates -}}
{{- $_ := set $tls "client-authorities" "/run/secrets/agent-core/tls/ca.crt" -}}
{{- end -}}
{{- $_ := set $security "tls" $tls -}}
{{- end -}}
{{- with $v.security.tenantHeader -}}
{{- $_ := set $security "tenant-header" . -}}
{{- end -}}
{{- $own := dict
  "listen" $listen
  "engine" (dict
    "slots" $v.engine.slots
    "queue" (dict "capacity" $v.engine.queueCapacity "max-wait" $v.engine.queueMaxWait)
    "guest-stack" (printf "%dMiB" (int $v.programs.guestStackMiB))
    "guest-threads" (int $v.engine.guestThreads))
  "limits" (dict
    "default" (dict "memory" (printf "%dMiB" (int $v.programs.memoryMiB)) "scratch" (printf "%dMiB" (int $v.programs.scratchMiB)))
    "max" (dict "memory" (printf "%dMiB" (int $v.programs.maxMemoryMiB)) "scratch" (printf "%dMiB" (int $v.programs.maxScratchMiB))))
  "lifecycle" (dict
    "warm-up" (printf "%ds" (int $v.life.warmUpSeconds))
    "drain-timeout" (printf "%ds" (int $v.life.drainSeconds)))
  "log" (dict "format" "json")
-}}
{{- if $security -}}
{{- $_ := set $own "security" $security -}}
{{- end -}}
{{- if $v.metrics.enabled -}}
{{- $_ := set $own "telemetry" (dict "metrics-host" "0.0.0.0" "metrics-port" $v.metrics.port) -}}
{{- end -}}
{{- toYaml (mergeOverwrite $own (deepCopy $v.config)) -}}
{{- end -}}
