// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.config;

import dev.agentcore.execution.Bounds;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.Mount;
import dev.agentcore.execution.engine.EngineSettings;
import dev.agentcore.execution.engine.TenantLimits;
import dev.agentcore.service.delivery.RetentionSettings;
import dev.agentcore.worker.WorkerSettings;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The table of all settings. */
final class Settings {
    private static final ListenSettings LISTEN = ListenSettings.defaults();
    private static final EngineSettings ENGINE = EngineSettings.defaults();
    private static final LifecycleSettings LIFECYCLE = LifecycleSettings.defaults();
    private static final RetentionSettings REPLAY = RetentionSettings.defaults();
    private static final Limits DEFAULTS = LimitsPolicy.defaultPolicy().defaults();
    private static final Limits MAXIMUM = LimitsPolicy.defaultPolicy().maximum();

    private static final Bounds<Duration> TIMES = new Bounds<>(Duration.ofMillis(1), Bounds.LONGEST);

    private static final ValueForm<Duration> SECONDS = new ValueForm<>(
            "seconds", text -> DurationText.parse(text + "s"), time -> String.valueOf(time.toSeconds()));
    private static final ValueForm<Long> MEBIBYTES =
            new ValueForm<>("MiB", text -> ByteSize.parse(text + "MiB").bytes(), bytes -> String.valueOf(bytes >> 20));

    static final Setting<String> HOST =
            Setting.of("listen.host", ValueForm.TEXT, LISTEN.host(), "The address to listen on.");
    static final Setting<Integer> PORT = Setting.of(
            "listen.port",
            ValueForm.NUMBER,
            LISTEN.port(),
            ListenSettings.PORT,
            "The port to listen on; 0 picks a free port.");
    static final Setting<Boolean> REMOTE_CALLERS = Setting.of(
            "listen.allow-remote-callers",
            ValueForm.CHOICE,
            false,
            "Allows a listen.host that other machines can reach without tokens or client certificates. Everyone who"
                    + " reaches the port can then run programs.");

    static final Setting<String> SOCKET = file(
            "listen.socket",
            "The Unix domain socket to listen on instead of a port. Clients connect to unix:PATH with its absolute path.");
    static final Setting<Set<PosixFilePermission>> SOCKET_PERMISSIONS = Setting.of(
            "listen.socket-permissions",
            ValueForm.PERMISSIONS,
            LISTEN.socketPermissions(),
            "Permissions of the socket file. Connecting requires write permission.");
    static final Setting<String> HEALTH_HOST = Setting.of(
            "listen.health-host", ValueForm.TEXT, LISTEN.healthHost(), "Address of the dedicated health endpoint.");
    static final Setting<Integer> HEALTH_PORT = Setting.of(
            "listen.health-port",
            ValueForm.NUMBER,
            LISTEN.healthPort(),
            ListenSettings.PORT,
            "Plaintext port serving only grpc.health.v1; 0 disables it.");

    static final Setting<Duration> CONNECTION_AGE = Setting.of(
            "listen.connection-age",
            ValueForm.TIME,
            LISTEN.connectionAge(),
            ListenSettings.CONNECTION_AGE,
            "Age at which a connection is closed gracefully, so that clients resolve the target again and find new"
                    + " servers; 0 disables it.");

    static final Setting<Integer> SLOTS = Setting.of(
            "engine.slots",
            ValueForm.NUMBER,
            ENGINE.slots(),
            EngineSettings.SLOTS,
            "Maximum number of concurrent programs. Default: the number of processors.");
    static final Setting<Integer> QUEUE_CAPACITY = Setting.of(
            "engine.queue.capacity",
            ValueForm.NUMBER,
            ENGINE.queueCapacity(),
            EngineSettings.QUEUE_CAPACITY,
            "Maximum number of queued programs.");
    static final Setting<Duration> QUEUE_MAX_WAIT = Setting.of(
            "engine.queue.max-wait",
            ValueForm.TIME,
            ENGINE.maxQueueWait(),
            EngineSettings.MAX_QUEUE_WAIT,
            "Maximum time in the queue.");
    static final Setting<Duration> RETRY_AFTER = Setting.of(
            "engine.queue.retry-after",
            ValueForm.TIME,
            ENGINE.retryAfter(),
            EngineSettings.RETRY_AFTER,
            "The RetryInfo delay sent with a rejection.");
    static final Setting<Long> GUEST_STACK = Setting.of(
            "engine.guest-stack",
            ValueForm.SIZE,
            ENGINE.guestStackBytes(),
            EngineSettings.GUEST_STACK_BYTES,
            "Stack size of the threads that run programs.");
    static final Setting<Integer> GUEST_THREADS = Setting.of(
            "engine.guest-threads",
            ValueForm.NUMBER,
            ENGINE.guestThreads(),
            EngineSettings.GUEST_THREADS,
            "Maximum number of threads of all programs together, besides their main ones.");
    static final Setting<Long> GUEST_MEMORY = Setting.of(
            "engine.guest-memory",
            ValueForm.SIZE,
            ENGINE.guestMemoryBytes(),
            EngineSettings.GUEST_MEMORY_BYTES,
            "Memory outside the Java heap that running programs may take together, with an engine that keeps them there; 0:"
                    + " what the machine or container leaves. Set it on a machine that does other things, too.");

    static final Setting<InterpreterSettings.Engine> ENGINE_KIND = Setting.of(
            "engine.kind",
            ValueForm.oneOf(InterpreterSettings.Engine.class),
            InterpreterSettings.builtIn().engine(),
            "What executes the built-in interpreter: jvm, which is pure Java, or native, which is native code: faster from the"
                    + " first call, with less memory, and with another wall around the sandbox.");
    static final Setting<Boolean> ENGINE_FALLBACK = Setting.of(
            "engine.fallback",
            ValueForm.CHOICE,
            InterpreterSettings.builtIn().fallback(),
            "Whether the server uses jvm, and logs why, where native cannot be used. Otherwise it does not start.");
    static final Setting<InterpreterSettings.Isolation> ENGINE_ISOLATION = Setting.of(
            "engine.isolation",
            ValueForm.oneOf(InterpreterSettings.Isolation.class),
            InterpreterSettings.builtIn().isolation(),
            "Where programs run: in supervised child processes, each for one tenant (process), or in the server's own"
                    + " (in-process). auto is process with engine.kind native, and in-process with jvm.");
    static final Setting<Integer> ENGINE_PROCESSES = Setting.of(
            "engine.processes",
            ValueForm.NUMBER,
            InterpreterSettings.builtIn().processes(),
            WorkerSettings.PROCESSES,
            "Maximum number of processes of a tenant, with engine.isolation process.");

    static final Setting<Integer> TENANT_SLOTS = Setting.of(
            "tenant.slots",
            ValueForm.NUMBER,
            ENGINE.tenantLimits().slots(),
            TenantLimits.SLOTS,
            "Maximum number of concurrent programs of a tenant.");
    static final Setting<Integer> TENANT_QUEUE_CAPACITY = Setting.of(
            "tenant.queue.capacity",
            ValueForm.NUMBER,
            ENGINE.tenantLimits().queueCapacity(),
            TenantLimits.QUEUE_CAPACITY,
            "Maximum number of queued programs of a tenant.");
    static final Setting<Integer> TENANT_RATE = Setting.of(
            "tenant.runs-per-minute",
            ValueForm.NUMBER,
            ENGINE.tenantLimits().runsPerMinute(),
            TenantLimits.RUNS_PER_MINUTE,
            "Rate limit of a tenant, in programs per minute; 0 disables it.");
    static final Setting<Integer> TENANT_BURST = Setting.of(
            "tenant.burst",
            ValueForm.NUMBER,
            ENGINE.tenantLimits().burst(),
            TenantLimits.BURST,
            "Burst size of the rate limit.");

    static final Setting<String> CERTIFICATE = file(
            "security.tls.certificate", "File with the server's certificate chain in PEM. Reloaded when it changes.");
    static final Setting<String> KEY =
            file("security.tls.key", "File with the private key in PEM (PKCS #8). Reloaded when it changes.");
    static final Setting<String> CLIENT_AUTHORITIES = file(
            "security.tls.client-authorities",
            "File with CA certificates in PEM. Clients must present a certificate signed by one of them.");
    static final Setting<String> TOKENS = file(
            "security.tokens",
            "File of bearer tokens, one line NAME sha256:HEX per token. Clients must present one of them. Reloaded when it"
                    + " changes.");
    static final Setting<String> TENANT_HEADER = Setting.of(
            "security.tenant-header",
            ValueForm.TEXT,
            "",
            "Name of the header that names the tenant of callers without a token or certificate.");

    static final Setting<Duration> DEFAULT_WALL_TIME = time(
                    "limits.default.wall-time", DEFAULTS.wallTime(), "Default wall time limit.")
            .alias("WASI_TIMEOUT_SECONDS", SECONDS);
    static final Setting<Duration> DEFAULT_CPU_TIME =
            time("limits.default.cpu-time", DEFAULTS.cpuTime(), "Default CPU time limit.");
    static final Setting<Long> DEFAULT_MEMORY = size(
                    "limits.default.memory", DEFAULTS.memoryBytes(), 32L << 20, "Default memory limit.")
            .alias("WASI_MEMORY_LIMIT_MB", MEBIBYTES);
    static final Setting<Long> DEFAULT_OUTPUT =
            size("limits.default.output", DEFAULTS.outputBytes(), 1, "Default output limit.");
    static final Setting<Long> DEFAULT_SCRATCH =
            size("limits.default.scratch", DEFAULTS.scratchBytes(), 0, "Default scratch limit.");
    static final Setting<Integer> DEFAULT_THREADS = Setting.of(
            "limits.default.threads",
            ValueForm.NUMBER,
            DEFAULTS.threads(),
            Limits.THREADS,
            "Default limit of threads, the main one included.");

    static final Setting<Duration> MAX_WALL_TIME =
            time("limits.max.wall-time", MAXIMUM.wallTime(), "Maximum wall time limit that a request can set.");
    static final Setting<Duration> MAX_CPU_TIME =
            time("limits.max.cpu-time", MAXIMUM.cpuTime(), "Maximum CPU time limit that a request can set.");
    static final Setting<Long> MAX_MEMORY =
            size("limits.max.memory", MAXIMUM.memoryBytes(), 32L << 20, "Maximum memory limit that a request can set.");
    static final Setting<Long> MAX_OUTPUT =
            size("limits.max.output", MAXIMUM.outputBytes(), 1, "Maximum output limit that a request can set.");
    static final Setting<Long> MAX_SCRATCH =
            size("limits.max.scratch", MAXIMUM.scratchBytes(), 0, "Maximum scratch limit that a request can set.");
    static final Setting<Integer> MAX_THREADS = Setting.of(
            "limits.max.threads",
            ValueForm.NUMBER,
            MAXIMUM.threads(),
            Limits.THREADS,
            "Maximum limit of threads that a request can set.");

    static final Setting<List<Mount>> MOUNTS = Setting.of(
            "mounts",
            ValueForm.MOUNTS,
            List.of(),
            "Directories of the host that all programs can read, by path in the sandbox. Read once, at startup; at most"
                    + " 256 MiB in total.");

    static final Setting<Duration> WARM_UP = Setting.of(
                    "lifecycle.warm-up",
                    ValueForm.TIME,
                    LIFECYCLE.warmUp(),
                    LifecycleSettings.WARM_UP,
                    "Maximum time to run warm-up programs before serving, so that the first calls are not slow; 0 disables it.")
            .formerly("life.warm-up");
    static final Setting<Duration> DRAIN_TIMEOUT = Setting.of(
                    "lifecycle.drain-timeout",
                    ValueForm.TIME,
                    LIFECYCLE.drainTimeout(),
                    LifecycleSettings.DRAIN_TIMEOUT,
                    "How long running programs may continue during shutdown before they are cancelled.")
            .formerly("life.drain-patience");

    static final Setting<Set<String>> OPERATORS = Setting.of(
            "admin.operators",
            ValueForm.NAMES,
            AdminSettings.defaults().operators(),
            "Names of the tokens or certificates whose holders may list and cancel executions; * allows every caller."
                    + " Empty: AdminService is not offered.");
    static final Setting<Boolean> CHANNELZ = Setting.of(
            "admin.channelz",
            ValueForm.CHOICE,
            AdminSettings.defaults().channelz(),
            "Offers gRPC channelz to operators.");
    static final Setting<Boolean> REFLECTION = Setting.of(
            "admin.reflection",
            ValueForm.CHOICE,
            AdminSettings.defaults().reflection(),
            "Offers gRPC server reflection, as grpcurl uses it.");

    static final Setting<String> INTERPRETER = file(
                    "interpreter.path",
                    "A WASI command module (preview 1) that behaves like python -c and replaces the built-in interpreter. Programs"
                            + " are slower, and values of last expressions are not available.")
            .alias("PYTHON_WASI_WASM_PATH", ValueForm.TEXT);
    static final Setting<String> INTERPRETER_CACHE = file(
            "interpreter.cache",
            "Directory for the compiled module. Only the server may have write access. Default: interpreters in"
                    + " $AGENT_CORE_CACHE or ~/.cache/agent-core.");

    static final Setting<Duration> REPLAY_TIME = Setting.of(
            "replay.time",
            ValueForm.TIME,
            REPLAY.time(),
            RetentionSettings.TIME,
            "How long an execution with a request_id is retained after it has ended; 0 rejects requests with a request_id.");
    static final Setting<Long> REPLAY_MEMORY = Setting.of(
            "replay.memory",
            ValueForm.SIZE,
            REPLAY.memoryBytes(),
            RetentionSettings.MEMORY_BYTES,
            "Memory for retained executions, in addition to 1 MiB per running one. A single one may use a quarter of it.");
    static final Setting<Integer> REPLAY_RUNS = Setting.of(
            "replay.runs",
            ValueForm.NUMBER,
            REPLAY.runs(),
            RetentionSettings.RUNS,
            "Maximum number of retained executions.");
    static final Setting<Duration> REPLAY_RECONNECT_TIMEOUT = Setting.of(
                    "replay.reconnect-timeout",
                    ValueForm.TIME,
                    REPLAY.reconnectTimeout(),
                    RetentionSettings.RECONNECT_TIMEOUT,
                    "How long an execution with a request_id continues when no caller reads it, so that one can reconnect.")
            .formerly("replay.grace");

    static final Setting<String> METRICS_HOST = Setting.of(
            "telemetry.metrics-host",
            ValueForm.TEXT,
            TelemetrySettings.none().metricsHost(),
            "Address of the metrics endpoint.");
    static final Setting<Integer> METRICS_PORT = Setting.of(
                    "telemetry.metrics-port",
                    ValueForm.NUMBER,
                    TelemetrySettings.none().metricsPort(),
                    TelemetrySettings.METRICS_PORT,
                    "Port of the metrics endpoint, /metrics in the Prometheus format; 0 disables it.")
            .alias("METRICS_PORT", ValueForm.NUMBER);

    static final Setting<LogSettings.Format> LOG_FORMAT = Setting.of(
            "log.format",
            ValueForm.oneOf(LogSettings.Format.class),
            LogSettings.defaults().format(),
            "Format of the log.");
    static final Setting<LogSettings.Level> LOG_LEVEL = Setting.of(
            "log.level",
            ValueForm.oneOf(LogSettings.Level.class),
            LogSettings.defaults().level(),
            "Minimum log level. Each execution is logged at info.");

    static final Setting<String> AUDIT_FILE = file(
            "audit.file",
            "The audit log: one line of JSON per execution, with who ran what, the limits and the outcome. Appended to.");
    static final Setting<Long> AUDIT_MAX_FILE_SIZE = Setting.of(
            "audit.max-file-size",
            ValueForm.SIZE,
            AuditSettings.none().maxFileBytes(),
            AuditSettings.MAX_FILE_BYTES,
            "Size at which the audit log is rotated: the file is renamed, with the suffix .1.");
    static final Setting<Integer> AUDIT_MAX_FILES = Setting.of(
            "audit.max-files",
            ValueForm.NUMBER,
            AuditSettings.none().maxFiles(),
            AuditSettings.MAX_FILES,
            "Number of rotated audit files to keep.");
    static final Setting<Boolean> AUDIT_INCLUDE_CODE = Setting.of(
            "audit.include-code",
            ValueForm.CHOICE,
            AuditSettings.none().includeCode(),
            "Whether the audit log contains the programs, not only their hashes.");

    /** In the order of the documentation. */
    static final List<Setting<?>> ALL = List.of(
            HOST,
            PORT,
            REMOTE_CALLERS,
            SOCKET,
            SOCKET_PERMISSIONS,
            HEALTH_HOST,
            HEALTH_PORT,
            CONNECTION_AGE,
            SLOTS,
            QUEUE_CAPACITY,
            QUEUE_MAX_WAIT,
            RETRY_AFTER,
            GUEST_STACK,
            GUEST_THREADS,
            GUEST_MEMORY,
            ENGINE_KIND,
            ENGINE_FALLBACK,
            ENGINE_ISOLATION,
            ENGINE_PROCESSES,
            TENANT_SLOTS,
            TENANT_QUEUE_CAPACITY,
            TENANT_RATE,
            TENANT_BURST,
            CERTIFICATE,
            KEY,
            CLIENT_AUTHORITIES,
            TOKENS,
            TENANT_HEADER,
            DEFAULT_WALL_TIME,
            DEFAULT_CPU_TIME,
            DEFAULT_MEMORY,
            DEFAULT_OUTPUT,
            DEFAULT_SCRATCH,
            DEFAULT_THREADS,
            MAX_WALL_TIME,
            MAX_CPU_TIME,
            MAX_MEMORY,
            MAX_OUTPUT,
            MAX_SCRATCH,
            MAX_THREADS,
            MOUNTS,
            WARM_UP,
            DRAIN_TIMEOUT,
            OPERATORS,
            CHANNELZ,
            REFLECTION,
            INTERPRETER,
            INTERPRETER_CACHE,
            REPLAY_TIME,
            REPLAY_MEMORY,
            REPLAY_RUNS,
            REPLAY_RECONNECT_TIMEOUT,
            METRICS_HOST,
            METRICS_PORT,
            LOG_FORMAT,
            LOG_LEVEL,
            AUDIT_FILE,
            AUDIT_MAX_FILE_SIZE,
            AUDIT_MAX_FILES,
            AUDIT_INCLUDE_CODE);

    private Settings() {}

    private static Setting<String> file(String key, String description) {
        return Setting.of(key, ValueForm.TEXT, "", description);
    }

    private static Setting<Duration> time(String key, Duration defaultValue, String description) {
        return Setting.of(key, ValueForm.TIME, defaultValue, TIMES, description);
    }

    private static Setting<Long> size(String key, long defaultValue, long least, String description) {
        return Setting.of(key, ValueForm.SIZE, defaultValue, new Bounds<>(least, 1L << 30), description);
    }
}
