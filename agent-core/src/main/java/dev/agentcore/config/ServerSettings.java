package dev.agentcore.config;

import dev.agentcore.execution.EngineSettings;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.Mount;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How a server runs.
 *
 * @param listen where it listens
 * @param security who may call
 * @param engine how many programs run and wait at a time
 * @param limits what a run gets, and what it may ask for
 * @param mounts directories of this machine that all programs can read, none within another; read when the server starts
 * @param life how it begins and ends
 * @param admin what operators can do over the wire
 * @param interpreter which interpreter runs the programs
 * @param replay what it remembers of runs
 * @param telemetry what of it can be measured, and by whom
 * @param log how its log is written, by the process that it is in
 * @param audit who had what run, on record
 */
public record ServerSettings(
        ListenSettings listen,
        SecuritySettings security,
        EngineSettings engine,
        LimitsPolicy limits,
        List<Mount> mounts,
        LifeSettings life,
        AdminSettings admin,
        InterpreterSettings interpreter,
        ReplaySettings replay,
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

    /** The standard of each part; anybody may call, and there are no mounts. */
    public static ServerSettings standard() {
        return new ServerSettings(
                ListenSettings.standard(),
                SecuritySettings.none(),
                EngineSettings.standard(),
                LimitsPolicy.standard(),
                List.of(),
                LifeSettings.standard(),
                AdminSettings.standard(),
                InterpreterSettings.builtIn(),
                ReplaySettings.standard(),
                TelemetrySettings.none(),
                LogSettings.standard(),
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
                life,
                admin,
                interpreter,
                replay,
                telemetry,
                log,
                audit);
    }

    /** The same on another port. */
    public ServerSettings withPort(int other) {
        return withListen(standard -> standard.withPort(other));
    }

    /** The same with other rules of who may call. */
    public ServerSettings withSecurity(SecuritySettings other) {
        return new ServerSettings(
                listen, other, engine, limits, mounts, life, admin, interpreter, replay, telemetry, log, audit);
    }

    /** The same with another engine. */
    public ServerSettings withEngine(EngineSettings other) {
        return new ServerSettings(
                listen, security, other, limits, mounts, life, admin, interpreter, replay, telemetry, log, audit);
    }

    /** The same with other limits. */
    public ServerSettings withLimits(LimitsPolicy other) {
        return new ServerSettings(
                listen, security, engine, other, mounts, life, admin, interpreter, replay, telemetry, log, audit);
    }

    /** The same with other mounts. */
    public ServerSettings withMounts(List<Mount> other) {
        return new ServerSettings(
                listen, security, engine, limits, other, life, admin, interpreter, replay, telemetry, log, audit);
    }

    /** The same with other rules for operators. */
    public ServerSettings withAdmin(AdminSettings other) {
        return new ServerSettings(
                listen, security, engine, limits, mounts, life, other, interpreter, replay, telemetry, log, audit);
    }

    /** The same with another interpreter. */
    public ServerSettings withInterpreter(InterpreterSettings other) {
        return new ServerSettings(
                listen, security, engine, limits, mounts, life, admin, other, replay, telemetry, log, audit);
    }

    /** The same with other rules of what is remembered. */
    public ServerSettings withReplay(ReplaySettings other) {
        return new ServerSettings(
                listen, security, engine, limits, mounts, life, admin, interpreter, other, telemetry, log, audit);
    }

    /** The same with another warm-up. */
    public ServerSettings withWarmUp(Duration other) {
        return new ServerSettings(
                listen,
                security,
                engine,
                limits,
                mounts,
                life.withWarmUp(other),
                admin,
                interpreter,
                replay,
                telemetry,
                log,
                audit);
    }

    /** The same with another patience. */
    public ServerSettings withDrainPatience(Duration other) {
        return new ServerSettings(
                listen,
                security,
                engine,
                limits,
                mounts,
                life.withDrainPatience(other),
                admin,
                interpreter,
                replay,
                telemetry,
                log,
                audit);
    }

    /** The same with other telemetry. */
    public ServerSettings withTelemetry(TelemetrySettings other) {
        return new ServerSettings(
                listen, security, engine, limits, mounts, life, admin, interpreter, replay, other, log, audit);
    }

    /** The same with another log. */
    public ServerSettings withLog(LogSettings other) {
        return new ServerSettings(
                listen, security, engine, limits, mounts, life, admin, interpreter, replay, telemetry, other, audit);
    }

    /** The same with another record of who had what run. */
    public ServerSettings withAudit(AuditSettings other) {
        return new ServerSettings(
                listen, security, engine, limits, mounts, life, admin, interpreter, replay, telemetry, log, other);
    }
}
