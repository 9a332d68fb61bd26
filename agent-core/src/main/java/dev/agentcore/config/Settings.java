package dev.agentcore.config;

import dev.agentcore.execution.EngineSettings;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.Mount;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** All settings there are. */
final class Settings {
    private static final ListenSettings LISTEN = ListenSettings.standard();
    private static final EngineSettings ENGINE = EngineSettings.standard();
    private static final ReplaySettings REPLAY = ReplaySettings.standard();
    private static final Limits DEFAULTS = LimitsPolicy.standard().defaults();
    private static final Limits MAXIMUM = LimitsPolicy.standard().maximum();

    private static final ValueForm<Duration> SECONDS = new ValueForm<>(
            "seconds", text -> DurationText.parse(text + "s"), time -> String.valueOf(time.toSeconds()));
    private static final ValueForm<Long> MEBIBYTES =
            new ValueForm<>("MiB", text -> ByteSize.parse(text + "MiB").bytes(), bytes -> String.valueOf(bytes >> 20));

    static final Setting<String> HOST =
            Setting.of("listen.host", ValueForm.TEXT, LISTEN.host(), "The interface to listen on.");
    static final Setting<Integer> PORT = Setting.of(
                    "listen.port", ValueForm.NUMBER, LISTEN.port(), "The port to listen on; 0 is any that is free.")
            .between("0", "65535");
    static final Setting<Boolean> REMOTE_CALLERS = Setting.of(
            "listen.allow-remote-callers",
            ValueForm.CHOICE,
            false,
            "Allows a host that other machines reach, though whoever reaches the port can run programs.");

    static final Setting<String> SOCKET = file(
            "listen.socket",
            "The Unix domain socket to listen on, in the place of a port. Callers connect to unix: and its absolute path.");
    static final Setting<Set<PosixFilePermission>> SOCKET_PERMISSIONS = Setting.of(
            "listen.socket-permissions",
            ValueForm.PERMISSIONS,
            LISTEN.socketPermissions(),
            "Who may connect to that socket: who can write to it.");
    static final Setting<String> HEALTH_HOST = Setting.of(
            "listen.health-host",
            ValueForm.TEXT,
            LISTEN.healthHost(),
            "The interface where the health service alone can be asked, besides.");
    static final Setting<Integer> HEALTH_PORT = Setting.of(
                    "listen.health-port",
                    ValueForm.NUMBER,
                    LISTEN.healthPort(),
                    "The port of that, by gRPC without TLS, for probes that can do no other; 0 is none.")
            .between("0", "65535");

    static final Setting<Duration> CONNECTION_AGE = Setting.of(
                    "listen.connection-age",
                    ValueForm.TIME,
                    LISTEN.connectionAge(),
                    "After how long clients connect anew, and look for servers that have come since; 0 is never.")
            .between("0s", "24h");

    static final Setting<Integer> SLOTS = Setting.of(
                    "engine.slots",
                    ValueForm.NUMBER,
                    ENGINE.slots(),
                    "How many programs run at the same time. By default one for each processor.")
            .between("1", "1024");
    static final Setting<Integer> QUEUE_CAPACITY = Setting.of(
                    "engine.queue.capacity", ValueForm.NUMBER, ENGINE.queueCapacity(), "How many may wait for a slot.")
            .between("0", "100000");
    static final Setting<Duration> QUEUE_MAX_WAIT = Setting.of(
                    "engine.queue.max-wait", ValueForm.TIME, ENGINE.maxQueueWait(), "How long each may wait.")
            .between("1ms", "24h");
    static final Setting<Duration> RETRY_AFTER = Setting.of(
                    "engine.queue.retry-after",
                    ValueForm.TIME,
                    ENGINE.retryAfter(),
                    "After how long one that was refused is told to try again.")
            .between("0s", "24h");
    static final Setting<Long> GUEST_STACK = Setting.of(
                    "engine.guest-stack",
                    ValueForm.SIZE,
                    ENGINE.guestStackBytes(),
                    "The stack of the thread that a program runs on.")
            .between("1MiB", "1GiB");

    static final Setting<Integer> TENANT_SLOTS = Setting.of(
                    "tenant.slots",
                    ValueForm.NUMBER,
                    ENGINE.tenantLimits().slots(),
                    "How many programs of one tenant run at the same time.")
            .between("1", "1024");
    static final Setting<Integer> TENANT_QUEUE_CAPACITY = Setting.of(
                    "tenant.queue.capacity",
                    ValueForm.NUMBER,
                    ENGINE.tenantLimits().queueCapacity(),
                    "How many programs of one tenant may wait.")
            .between("0", "100000");
    static final Setting<Integer> TENANT_RATE = Setting.of(
                    "tenant.runs-per-minute",
                    ValueForm.NUMBER,
                    ENGINE.tenantLimits().runsPerMinute(),
                    "How many programs one tenant may send in a minute; 0 is any number.")
            .between("0", "1000000");
    static final Setting<Integer> TENANT_BURST = Setting.of(
                    "tenant.burst",
                    ValueForm.NUMBER,
                    ENGINE.tenantLimits().burst(),
                    "How many of them may come at once, where there is such a rate.")
            .between("1", "1000000");

    static final Setting<String> CERTIFICATE =
            file("security.tls.certificate", "The server's certificate chain, in PEM. Read again when it has changed.");
    static final Setting<String> KEY = file("security.tls.key", "Its private key, in PEM (PKCS #8).");
    static final Setting<String> CLIENT_AUTHORITIES = file(
            "security.tls.client-authorities", "Certificates in PEM; callers need one that is signed by one of them.");
    static final Setting<String> TOKENS = file(
            "security.tokens",
            "Callers need a bearer token of this file, with a line NAME sha256:HEX for each. Read again when it has"
                    + " changed.");
    static final Setting<String> TENANT_HEADER = Setting.of(
            "security.tenant-header",
            ValueForm.TEXT,
            "",
            "The header in which callers tell on whose behalf they call, where neither token nor certificate does.");

    static final Setting<Duration> DEFAULT_WALL_TIME = time(
                    "limits.default.wall-time", DEFAULTS.wallTime(), "Wall time of a program that asks for none.")
            .alias("WASI_TIMEOUT_SECONDS", SECONDS);
    static final Setting<Duration> DEFAULT_CPU_TIME =
            time("limits.default.cpu-time", DEFAULTS.cpuTime(), "Processor time of a program that asks for none.");
    static final Setting<Long> DEFAULT_MEMORY = size(
                    "limits.default.memory", DEFAULTS.memoryBytes(), "16MiB", "Memory of a program that asks for none.")
            .alias("WASI_MEMORY_LIMIT_MB", MEBIBYTES);
    static final Setting<Long> DEFAULT_OUTPUT =
            size("limits.default.output", DEFAULTS.outputBytes(), "1B", "Output of a program that asks for none.");
    static final Setting<Long> DEFAULT_SCRATCH =
            size("limits.default.scratch", DEFAULTS.scratchBytes(), "0B", "Scratch of a program that asks for none.");

    static final Setting<Duration> MAX_WALL_TIME =
            time("limits.max.wall-time", MAXIMUM.wallTime(), "The most wall time that a program may ask for.");
    static final Setting<Duration> MAX_CPU_TIME =
            time("limits.max.cpu-time", MAXIMUM.cpuTime(), "The most processor time that a program may ask for.");
    static final Setting<Long> MAX_MEMORY =
            size("limits.max.memory", MAXIMUM.memoryBytes(), "16MiB", "The most memory that a program may ask for.");
    static final Setting<Long> MAX_OUTPUT =
            size("limits.max.output", MAXIMUM.outputBytes(), "1B", "The most output that a program may ask for.");
    static final Setting<Long> MAX_SCRATCH =
            size("limits.max.scratch", MAXIMUM.scratchBytes(), "0B", "The most scratch that a program may ask for.");

    static final Setting<List<Mount>> MOUNTS = Setting.of(
            "mounts",
            ValueForm.MOUNTS,
            List.of(),
            "Directories of this machine that all programs can read, by where they find them. They are read once, at the"
                    + " start: 256 MiB at most in all.");

    static final Setting<Duration> WARM_UP = Setting.of(
                    "life.warm-up",
                    ValueForm.TIME,
                    Duration.ofSeconds(15),
                    "How long at most to run programs before serving, so that the first callers' are not slow.")
            .between("0s", "1m");
    static final Setting<Duration> DRAIN_PATIENCE = Setting.of(
                    "life.drain-patience",
                    ValueForm.TIME,
                    LifeSettings.standard().drainPatience(),
                    "How long programs may go on once the server is told to end.")
            .between("0s", "24h");

    static final Setting<Set<String>> OPERATORS = Setting.of(
            "admin.operators",
            ValueForm.NAMES,
            AdminSettings.standard().operators(),
            "Who may list executions and stop them, by the names of their tokens or certificates; * is whoever can call."
                    + " Without any there is no such service.");
    static final Setting<Boolean> CHANNELZ = Setting.of(
            "admin.channelz",
            ValueForm.CHOICE,
            AdminSettings.standard().channelz(),
            "Lets operators look into gRPC's connections.");
    static final Setting<Boolean> REFLECTION = Setting.of(
            "admin.reflection",
            ValueForm.CHOICE,
            AdminSettings.standard().reflection(),
            "Lets callers ask for the definition of the wire, as grpcurl does.");

    static final Setting<String> INTERPRETER = file(
                    "interpreter.path",
                    "A WASI command module (preview 1) that behaves like python -c, in the place of the built-in interpreter."
                            + " Its programs are slower, and values of last expressions are not told.")
            .alias("PYTHON_WASI_WASM_PATH", ValueForm.TEXT);
    static final Setting<String> INTERPRETER_CACHE = file(
            "interpreter.cache",
            "The folder that keeps what such a module was compiled to; nobody else may write there. By default interpreters"
                    + " in $AGENT_CORE_CACHE or ~/.cache/agent-core.");

    static final Setting<Duration> REPLAY_TIME = Setting.of(
                    "replay.time",
                    ValueForm.TIME,
                    REPLAY.time(),
                    "How long the run of a request with an id is remembered after its end; 0 refuses such requests.")
            .between("0s", "1h");
    static final Setting<Long> REPLAY_MEMORY = Setting.of(
                    "replay.memory",
                    ValueForm.SIZE,
                    REPLAY.memoryBytes(),
                    "What remembered runs may hold, besides a MiB for each that goes on; one alone a quarter of it.")
            .between("1MiB", "1GiB");
    static final Setting<Integer> REPLAY_RUNS = Setting.of(
                    "replay.runs", ValueForm.NUMBER, REPLAY.runs(), "How many runs may be remembered.")
            .between("1", "1000000");
    static final Setting<Duration> REPLAY_GRACE = Setting.of(
                    "replay.grace",
                    ValueForm.TIME,
                    REPLAY.grace(),
                    "How long such a run goes on when its callers have gone, for one that comes back.")
            .between("0s", "10m");

    static final Setting<String> METRICS_HOST = Setting.of(
            "telemetry.metrics-host",
            ValueForm.TEXT,
            TelemetrySettings.none().metricsHost(),
            "The interface where metrics can be read.");
    static final Setting<Integer> METRICS_PORT = Setting.of(
                    "telemetry.metrics-port",
                    ValueForm.NUMBER,
                    TelemetrySettings.none().metricsPort(),
                    "The port where metrics can be read, in Prometheus's format, at /metrics; 0 is none.")
            .between("0", "65535")
            .alias("METRICS_PORT", ValueForm.NUMBER);

    static final Setting<LogSettings.Format> LOG_FORMAT = Setting.of(
            "log.format",
            ValueForm.oneOf(LogSettings.Format.class),
            LogSettings.standard().format(),
            "How a line of the log looks.");
    static final Setting<LogSettings.Level> LOG_LEVEL = Setting.of(
            "log.level",
            ValueForm.oneOf(LogSettings.Level.class),
            LogSettings.standard().level(),
            "What is as important as this, or more, is logged. A run is a line at info.");

    static final Setting<String> AUDIT_FILE = file(
            "audit.file",
            "Who had what run, with what limits, and how it ended: a line of JSON for each run, appended.");
    static final Setting<Long> AUDIT_MAX_FILE_SIZE = Setting.of(
                    "audit.max-file-size",
                    ValueForm.SIZE,
                    AuditSettings.none().maxFileBytes(),
                    "How large that file may become before it is renamed, with .1 at its end, and another is begun.")
            .between("64KiB", "1GiB");
    static final Setting<Integer> AUDIT_MAX_FILES = Setting.of(
                    "audit.max-files",
                    ValueForm.NUMBER,
                    AuditSettings.none().maxFiles(),
                    "How many that were renamed so are kept.")
            .between("1", "20");
    static final Setting<Boolean> AUDIT_INCLUDE_CODE = Setting.of(
            "audit.include-code",
            ValueForm.CHOICE,
            AuditSettings.none().includeCode(),
            "Writes the programs themselves into it, and not only their hashes.");

    /** In the order in which people are shown them. */
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
            MAX_WALL_TIME,
            MAX_CPU_TIME,
            MAX_MEMORY,
            MAX_OUTPUT,
            MAX_SCRATCH,
            MOUNTS,
            WARM_UP,
            DRAIN_PATIENCE,
            OPERATORS,
            CHANNELZ,
            REFLECTION,
            INTERPRETER,
            INTERPRETER_CACHE,
            REPLAY_TIME,
            REPLAY_MEMORY,
            REPLAY_RUNS,
            REPLAY_GRACE,
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

    private static Setting<Duration> time(String key, Duration standard, String description) {
        return Setting.of(key, ValueForm.TIME, standard, description).between("1ms", "24h");
    }

    private static Setting<Long> size(String key, long standard, String least, String description) {
        return Setting.of(key, ValueForm.SIZE, standard, description).between(least, "1GiB");
    }
}
