package dev.agentcore.config;

import dev.agentcore.execution.Bounds;
import dev.agentcore.execution.EngineSettings;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.Mount;
import java.time.Duration;
import java.util.List;

/**
 * How a server runs.
 *
 * @param host the name or address of the interface to listen on; not empty
 * @param port the port to listen on, 0 to 65,535; 0 is any that is free
 * @param remoteCallersAllowed whether {@code host} may be an interface that other machines can reach. Whoever reaches
 *     the server can run programs, and reads along in clear text
 * @param engine how many programs run and wait at a time
 * @param limits what a run gets, and what it may ask for
 * @param drainPatience how long programs may go on once the server closes; 0 to a day
 * @param warmUp how long at most to run programs of the server's own before it serves, so that the first callers' are not
 *     slow; 0, which is not at all, to a minute
 * @param mounts directories of this machine that all programs can read, none within another; read when the server starts
 */
public record ServerSettings(
        String host,
        int port,
        boolean remoteCallersAllowed,
        EngineSettings engine,
        LimitsPolicy limits,
        Duration drainPatience,
        Duration warmUp,
        List<Mount> mounts) {
    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is out of them, naming it
     */
    public ServerSettings {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must not be empty");
        }
        Bounds.check("port", port, 0, 65_535);
        Bounds.check("drainPatience", drainPatience, Duration.ZERO, Bounds.LONGEST);
        Bounds.check("warmUp", warmUp, Duration.ZERO, Duration.ofMinutes(1));
        mounts = List.copyOf(mounts);
        Mount.checkApart(mounts);
    }

    /** Port 50051 of 127.0.0.1, with the standard engine and limits, 20 s to drain, no warm-up and no mounts. */
    public static ServerSettings standard() {
        return new ServerSettings(
                "127.0.0.1",
                50_051,
                false,
                EngineSettings.standard(),
                LimitsPolicy.standard(),
                Duration.ofSeconds(20),
                Duration.ZERO,
                List.of());
    }

    /** The same on another interface. */
    public ServerSettings withHost(String other) {
        return new ServerSettings(other, port, remoteCallersAllowed, engine, limits, drainPatience, warmUp, mounts);
    }

    /** The same on another port. */
    public ServerSettings withPort(int other) {
        return new ServerSettings(host, other, remoteCallersAllowed, engine, limits, drainPatience, warmUp, mounts);
    }

    /** The same with other machines allowed in, or not. */
    public ServerSettings withRemoteCallersAllowed(boolean other) {
        return new ServerSettings(host, port, other, engine, limits, drainPatience, warmUp, mounts);
    }

    /** The same with another engine. */
    public ServerSettings withEngine(EngineSettings other) {
        return new ServerSettings(host, port, remoteCallersAllowed, other, limits, drainPatience, warmUp, mounts);
    }

    /** The same with other limits. */
    public ServerSettings withLimits(LimitsPolicy other) {
        return new ServerSettings(host, port, remoteCallersAllowed, engine, other, drainPatience, warmUp, mounts);
    }

    /** The same with another patience. */
    public ServerSettings withDrainPatience(Duration other) {
        return new ServerSettings(host, port, remoteCallersAllowed, engine, limits, other, warmUp, mounts);
    }

    /** The same with another warm-up. */
    public ServerSettings withWarmUp(Duration other) {
        return new ServerSettings(host, port, remoteCallersAllowed, engine, limits, drainPatience, other, mounts);
    }

    /** The same with other mounts. */
    public ServerSettings withMounts(List<Mount> other) {
        return new ServerSettings(host, port, remoteCallersAllowed, engine, limits, drainPatience, warmUp, other);
    }
}
