// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.config;

import dev.agentcore.execution.Bounds;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens: on a port or on a Unix domain socket. Immutable.
 *
 * @param host the host name or address to listen on; not empty
 * @param port the port to listen on, 0 to 65,535; 0 picks a free port
 * @param remoteCallersAllowed whether {@code host} may be reachable from other machines without tokens or client
 *     certificates: everyone who reaches the server can then run programs
 * @param socket the Unix domain socket to listen on instead of a port; null for none
 * @param socketPermissions the permissions of the socket file; connecting requires write permission
 * @param healthHost the host name or address of the dedicated health endpoint; not empty
 * @param healthPort the port of the dedicated health endpoint, 0 to 65,535; 0 disables it
 * @param connectionAge the age at which a connection is closed gracefully; 0 to 1 day; 0 for never
 */
public record ListenSettings(
        String host,
        int port,
        boolean remoteCallersAllowed,
        @Nullable Path socket,
        Set<PosixFilePermission> socketPermissions,
        String healthHost,
        int healthPort,
        Duration connectionAge) {
    /** The range of {@code port} and {@code healthPort}. */
    public static final Bounds<Integer> PORT = new Bounds<>(0, 65_535);

    /** The range of {@code connectionAge}. */
    public static final Bounds<Duration> CONNECTION_AGE = new Bounds<>(Duration.ZERO, Bounds.LONGEST);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of range, naming it
     */
    public ListenSettings {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must not be empty");
        }
        PORT.check("port", port);
        if (healthHost.isBlank()) {
            throw new IllegalArgumentException("health host must not be empty");
        }
        PORT.check("health port", healthPort);
        CONNECTION_AGE.check("connection age", connectionAge);
        socketPermissions = Set.copyOf(socketPermissions);
    }

    /** Port 50051 of 127.0.0.1. */
    public static ListenSettings defaults() {
        return new ListenSettings(
                "127.0.0.1",
                50_051,
                false,
                null,
                Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE),
                "127.0.0.1",
                0,
                Duration.ZERO);
    }

    /** The same on another interface. */
    public ListenSettings withHost(String other) {
        return new ListenSettings(
                other, port, remoteCallersAllowed, socket, socketPermissions, healthHost, healthPort, connectionAge);
    }

    /** The same on another port. */
    public ListenSettings withPort(int other) {
        return new ListenSettings(
                host, other, remoteCallersAllowed, socket, socketPermissions, healthHost, healthPort, connectionAge);
    }

    /** A copy that allows remote callers, or not. */
    public ListenSettings withRemoteCallersAllowed(boolean other) {
        return new ListenSettings(host, port, other, socket, socketPermissions, healthHost, healthPort, connectionAge);
    }

    /** The same on a socket in the file system. */
    public ListenSettings withSocket(Path other) {
        return new ListenSettings(
                host, port, remoteCallersAllowed, other, socketPermissions, healthHost, healthPort, connectionAge);
    }

    /** A copy with a dedicated port for the health service. */
    public ListenSettings withHealth(String otherHost, int otherPort) {
        return new ListenSettings(
                host, port, remoteCallersAllowed, socket, socketPermissions, otherHost, otherPort, connectionAge);
    }

    /** A copy with another maximum age of connections. */
    public ListenSettings withConnectionAge(Duration other) {
        return new ListenSettings(
                host, port, remoteCallersAllowed, socket, socketPermissions, healthHost, healthPort, other);
    }
}
