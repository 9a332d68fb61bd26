// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.config;

import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.Mount;
import dev.agentcore.execution.engine.EngineSettings;
import dev.agentcore.service.delivery.RetentionSettings;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The settings of a server. Immutable.
 *
 * @param listen where it listens
 * @param security TLS and authentication
 * @param engine slots, queue and quotas
 * @param limits default and maximum limits of executions
 * @param mounts directories of the host that all programs can read, none within another; read when the server starts
 * @param lifecycle warm-up and shutdown
 * @param admin the services for operators
 * @param interpreter the interpreter that runs programs
 * @param replay the retention of executions with a request_id
 * @param telemetry metrics and traces
 * @param log the log; configured by the process, not by the server
 * @param audit the audit log
 */
public record ServerSettings(
        ListenSettings listen,
        SecuritySettings security,
        EngineSettings engine,
        LimitsPolicy limits,
        List<Mount> mounts,
        LifecycleSettings lifecycle,
        AdminSettings admin,
        InterpreterSettings interpreter,
        RetentionSettings replay,
        TelemetrySettings telemetry,
        LogSettings log,
        AuditSettings audit) {
    /**
     * Checks that no mount is within another.
     *
     * @throws IllegalArgumentException if one is, naming both
     */
    public ServerSettings {
        mounts = List.copyOf(mounts);
        Mount.checkApart(mounts);
    }

    /** The defaults: every local caller is allowed, and there are no mounts. */
    public static ServerSettings defaults() {
        return new ServerSettings(
                ListenSettings.defaults(),
                SecuritySettings.none(),
                EngineSettings.defaults(),
                LimitsPolicy.defaultPolicy(),
                List.of(),
                LifecycleSettings.defaults(),
                AdminSettings.defaults(),
                InterpreterSettings.builtIn(),
                RetentionSettings.defaults(),
                TelemetrySettings.none(),
                LogSettings.defaults(),
                AuditSettings.none());
    }

    /** The same, listening as the change of that says. */
    public ServerSettings withListen(UnaryOperator<ListenSettings> change) {
        return new ServerSettings(
                change.apply(listen),
                security,
                engine,
                limits,
                mounts,
                lifecycle,
                admin,
                interpreter,
                replay,
                telemetry,
                log,
                audit);
    }

    /** The same on another port. */
    public ServerSettings withPort(int other) {
        return withListen(current -> current.withPort(other));
    }

    /** A copy with other security settings. */
    public ServerSettings withSecurity(SecuritySettings other) {
        return new ServerSettings(
                listen, other, engine, limits, mounts, lifecycle, admin, interpreter, replay, telemetry, log, audit);
    }

    /** A copy with another engine. */
    public ServerSettings withEngine(EngineSettings other) {
        return new ServerSettings(
                listen, security, other, limits, mounts, lifecycle, admin, interpreter, replay, telemetry, log, audit);
    }

    /** A copy with other limits. */
    public ServerSettings withLimits(LimitsPolicy other) {
        return new ServerSettings(
                listen, security, engine, other, mounts, lifecycle, admin, interpreter, replay, telemetry, log, audit);
    }

    /** A copy with other mounts. */
    public ServerSettings withMounts(List<Mount> other) {
        return new ServerSettings(
                listen, security, engine, limits, other, lifecycle, admin, interpreter, replay, telemetry, log, audit);
    }

    /** A copy with other rules for operators. */
    public ServerSettings withAdmin(AdminSettings other) {
        return new ServerSettings(
                listen, security, engine, limits, mounts, lifecycle, other, interpreter, replay, telemetry, log, audit);
    }

    /** A copy with another interpreter. */
    public ServerSettings withInterpreter(InterpreterSettings other) {
        return new ServerSettings(
                listen, security, engine, limits, mounts, lifecycle, admin, other, replay, telemetry, log, audit);
    }

    /** A copy with other retention settings. */
    public ServerSettings withReplay(RetentionSettings other) {
        return new ServerSettings(
                listen, security, engine, limits, mounts, lifecycle, admin, interpreter, other, telemetry, log, audit);
    }

    /** A copy with another warm-up and drain timeout. */
    public ServerSettings withLifecycle(LifecycleSettings other) {
        return new ServerSettings(
                listen, security, engine, limits, mounts, other, admin, interpreter, replay, telemetry, log, audit);
    }

    /** A copy with another warm-up. */
    public ServerSettings withWarmUp(Duration other) {
        return withLifecycle(lifecycle.withWarmUp(other));
    }

    /** A copy with another drain timeout. */
    public ServerSettings withDrainTimeout(Duration other) {
        return withLifecycle(lifecycle.withDrainTimeout(other));
    }

    /** A copy with other telemetry. */
    public ServerSettings withTelemetry(TelemetrySettings other) {
        return new ServerSettings(
                listen, security, engine, limits, mounts, lifecycle, admin, interpreter, replay, other, log, audit);
    }

    /** A copy with another log. */
    public ServerSettings withLog(LogSettings other) {
        return new ServerSettings(
                listen,
                security,
                engine,
                limits,
                mounts,
                lifecycle,
                admin,
                interpreter,
                replay,
                telemetry,
                other,
                audit);
    }

    /** A copy with other audit settings. */
    public ServerSettings withAudit(AuditSettings other) {
        return new ServerSettings(
                listen, security, engine, limits, mounts, lifecycle, admin, interpreter, replay, telemetry, log, other);
    }
}
