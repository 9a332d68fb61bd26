package dev.agentcore.config;

import dev.agentcore.execution.Bounds;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens: on a port, or on a socket in the file system.
 *
 * @param host the name or address of the interface to listen on; not empty
 * @param port the port to listen on, 0 to 65,535; 0 is any that is free
 * @param remoteCallersAllowed whether {@code host} may be an interface that other machines can reach though callers need
 *     neither token nor certificate: whoever reaches the server can run programs then
 * @param socket the Unix domain socket to listen on, and on no port then; null for none
 * @param socketPermissions who may connect to it
 */
public record ListenSettings(
        String host,
        int port,
        boolean remoteCallersAllowed,
        @Nullable Path socket,
        Set<PosixFilePermission> socketPermissions) {
    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is out of them, naming it
     */
    public ListenSettings {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must not be empty");
        }
        Bounds.check("port", port, 0, 65_535);
        socketPermissions = Set.copyOf(socketPermissions);
    }

    /** Port 50051 of 127.0.0.1. */
    public static ListenSettings standard() {
        return new ListenSettings(
                "127.0.0.1",
                50_051,
                false,
                null,
                Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }

    /** The same on another interface. */
    public ListenSettings withHost(String other) {
        return new ListenSettings(other, port, remoteCallersAllowed, socket, socketPermissions);
    }

    /** The same on another port. */
    public ListenSettings withPort(int other) {
        return new ListenSettings(host, other, remoteCallersAllowed, socket, socketPermissions);
    }

    /** The same with other machines allowed in, or not. */
    public ListenSettings withRemoteCallersAllowed(boolean other) {
        return new ListenSettings(host, port, other, socket, socketPermissions);
    }

    /** The same on a socket in the file system. */
    public ListenSettings withSocket(Path other) {
        return new ListenSettings(host, port, remoteCallersAllowed, other, socketPermissions);
    }
}
