// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.Mount;
import dev.agentcore.execution.engine.EngineSettings;
import dev.agentcore.service.delivery.RetentionSettings;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ServerSettingsTest {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final Mount DATA = new Mount("/data", Path.of("sets"));
    private static final ServerSettings STANDARD = ServerSettings.defaults();

    @Test
    void defaults() {
        assertThat(STANDARD)
                .isEqualTo(new ServerSettings(
                        new ListenSettings("127.0.0.1", 50_051, false, null, OWNER, "127.0.0.1", 0, Duration.ZERO),
                        SecuritySettings.none(),
                        EngineSettings.defaults(),
                        LimitsPolicy.defaultPolicy(),
                        List.of(),
                        new LifecycleSettings(Duration.ofSeconds(15), Duration.ofSeconds(20)),
                        new AdminSettings(Set.of(), false, true),
                        InterpreterSettings.builtIn(),
                        new RetentionSettings(Duration.ofMinutes(2), 64 << 20, 10_000, Duration.ofSeconds(10)),
                        new TelemetrySettings("127.0.0.1", 0, OpenTelemetryVariables.none()),
                        new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.INFO),
                        new AuditSettings(null, 100 << 20, 10, false)));
    }

    @Test
    void everyComponentCanBeReplaced() {
        var engine = EngineSettings.defaults().withSlots(7).withQueue(3, Duration.ofMillis(5));
        var limits = new LimitsPolicy(
                LimitsPolicy.defaultPolicy().defaults(),
                LimitsPolicy.defaultPolicy().maximum(),
                1 << 20);
        var replay = RetentionSettings.defaults()
                .withTime(Duration.ZERO)
                .withMemoryBytes(1 << 20)
                .withRuns(1)
                .withReconnectTimeout(Duration.ofMinutes(10));
        var security = new SecuritySettings(null, null, null, Path.of("tokens"), "x-tenant");
        var admin = AdminSettings.defaults().withOperators(Set.of("ops")).withChannelz(true);
        var telemetry = new TelemetrySettings("::1", 9464, new OpenTelemetryVariables(Map.of("OTEL_X", "1")));
        var log = new LogSettings(LogSettings.Format.JSON, LogSettings.Level.DEBUG);
        var audit = new AuditSettings(Path.of("audit"), 1 << 20, 2, true);
        assertThat(STANDARD.withListen(listen -> listen.withHost("::1")
                                .withRemoteCallersAllowed(true)
                                .withSocket(Path.of("socket"))
                                .withHealth("0.0.0.0", 50_052)
                                .withConnectionAge(Duration.ofMinutes(10)))
                        .withPort(0)
                        .withEngine(engine)
                        .withLimits(limits)
                        .withDrainTimeout(Duration.ZERO)
                        .withWarmUp(Duration.ofSeconds(1))
                        .withSecurity(security)
                        .withMounts(List.of(DATA))
                        .withAdmin(admin)
                        .withInterpreter(InterpreterSettings.builtIn()
                                .withModule(Path.of("python.wasm"))
                                .withCache(Path.of("cache")))
                        .withReplay(replay)
                        .withTelemetry(telemetry)
                        .withLog(log)
                        .withAudit(audit))
                .isEqualTo(new ServerSettings(
                        new ListenSettings(
                                "::1", 0, true, Path.of("socket"), OWNER, "0.0.0.0", 50_052, Duration.ofMinutes(10)),
                        security,
                        engine,
                        limits,
                        List.of(DATA),
                        new LifecycleSettings(Duration.ofSeconds(1), Duration.ZERO),
                        admin,
                        new InterpreterSettings(Path.of("python.wasm"), Path.of("cache")),
                        replay,
                        telemetry,
                        log,
                        audit));
    }

    @Test
    void boundsAreNamed() {
        refuses("host must not be empty", () -> STANDARD.listen().withHost(" "));
        refuses("port must be 0 to 65535, but is 65536", () -> STANDARD.withPort(65_536));
        refuses("port must be 0 to 65535, but is -1", () -> STANDARD.withPort(-1));
        refuses(
                "drainTimeout must be PT0S to PT24H, but is PT-1S",
                () -> STANDARD.withDrainTimeout(Duration.ofSeconds(-1)));
        refuses("warmUp must be PT0S to PT1M, but is PT1M1S", () -> STANDARD.withWarmUp(Duration.ofSeconds(61)));
        var replay = RetentionSettings.defaults();
        refuses("replay time must be PT0S to PT1H, but is PT-1S", () -> replay.withTime(Duration.ofSeconds(-1)));
        refuses("replay memoryBytes must be 1048576 to 1073741824, but is 0", () -> replay.withMemoryBytes(0));
        refuses("replay runs must be 1 to 1000000, but is 0", () -> replay.withRuns(0));
        refuses(
                "replay reconnectTimeout must be PT0S to PT10M, but is PT11M",
                () -> replay.withReconnectTimeout(Duration.ofMinutes(11)));
    }

    @Test
    void invalidObservabilitySettingsAreNamed() {
        var telemetry = TelemetrySettings.none();
        refuses("metricsPort must be 0 to 65535, but is 65536", () -> telemetry.withMetricsPort(65_536));
        refuses("metricsHost must not be empty", () -> new TelemetrySettings("", 1, OpenTelemetryVariables.none()));
        refuses("maxFileBytes must be 65536 to 1073741824, but is 1", () -> new AuditSettings(null, 1, 1, false));
        refuses("maxFiles must be 1 to 20, but is 21", () -> new AuditSettings(null, 1 << 20, 21, false));
    }

    @Test
    void mountsAreWhereNothingElseIs() {
        refuses("mount /lib/x must not be in /lib", () -> mount("/lib/x"));
        refuses("mount /tmp must not be in /tmp", () -> mount("/tmp"));
        for (String path : List.of("/", "", "data", "/data/", "/a//b", "/a/../lib", "/.")) {
            refuses(
                    "mount " + path
                            + " must be an absolute path without a / at its end, and no part of it '', '.' or '..'",
                    () -> mount(path));
        }
        refuses(
                "mount /data/sets must not be in mount /data",
                () -> STANDARD.withMounts(List.of(mount("/data/sets"), DATA)));
        refuses("mount /data must not be in mount /data", () -> STANDARD.withMounts(List.of(mount("/data"), DATA)));
    }

    private static Mount mount(String guestPath) {
        return new Mount(guestPath, Path.of("folder"));
    }

    private static void refuses(String message, Runnable construction) {
        assertThatThrownBy(construction::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
