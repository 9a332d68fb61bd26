// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import dev.agentcore.config.ListenSettings;
import dev.agentcore.config.SecuritySettings;
import io.grpc.ServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The address where a server listens: a TCP port or a Unix domain socket. Not thread-safe.
 *
 * <p>Unix domain sockets are the JDK's; gRPC's need native code.
 */
final class Endpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    private final SocketAddress address;
    private final ListenSettings settings;
    private final @Nullable EventLoopGroup loops;
    private boolean made;

    private Endpoint(SocketAddress address, ListenSettings settings, @Nullable EventLoopGroup loops) {
        this.address = address;
        this.settings = settings;
        this.loops = loops;
    }

    /**
     * Resolves the address and checks that the settings allow it.
     *
     * @throws IllegalArgumentException if other machines can reach the address, callers are not authenticated, and the
     *     settings do not allow that
     * @throws IOException if the host is unknown, or the socket's path is in use
     */
    static Endpoint of(ListenSettings settings, SecuritySettings security) throws IOException {
        Path socket = settings.socket();
        if (socket != null) {
            removeLeftover(socket);
            var loops = new MultiThreadIoEventLoopGroup(
                    0, new DefaultThreadFactory("agent-core-socket", true), NioIoHandler.newFactory());
            return new Endpoint(UnixDomainSocketAddress.of(socket), settings, loops);
        }
        var host = InetAddress.getByName(settings.host());
        if (!host.isLoopbackAddress() && !security.authenticates() && !settings.remoteCallersAllowed()) {
            throw new IllegalArgumentException(
                    "listen.host is %s, which other machines can reach, and callers need neither token nor certificate;"
                                    .formatted(settings.host())
                            + " if this is intended, set listen.allow-remote-callers");
        }
        if (!host.isLoopbackAddress() && security.certificate() == null) {
            LOG.warn(
                    "Other machines can reach {}, and TLS is off: programs, their output and callers' tokens are sent in"
                            + " plaintext",
                    settings.host());
        }
        return new Endpoint(new InetSocketAddress(host, settings.port()), settings, null);
    }

    /** A server that crashed leaves its socket file behind, and bind fails until the file is gone. */
    private static void removeLeftover(Path socket) throws IOException {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        var attributes = Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isOther()) {
            throw new IOException(socket + " already exists and is not a socket");
        }
        try {
            SocketChannel.open(UnixDomainSocketAddress.of(socket)).close();
        } catch (ConnectException unused) {
            Files.delete(socket);
            return;
        }
        throw new IOException(socket + " is in use by another process");
    }

    /** A builder of a server that listens here. */
    NettyServerBuilder newServer(ServerCredentials credentials) {
        var builder = NettyServerBuilder.forAddress(address, credentials);
        return loops == null
                ? builder
                : builder.channelType(NioServerDomainSocketChannel.class)
                        .bossEventLoopGroup(loops)
                        .workerEventLoopGroup(loops);
    }

    /** Must be called once the server listens: sets the permissions of the socket file. */
    void opened() throws IOException {
        Path socket = settings.socket();
        if (socket != null) {
            made = true;
            Files.setPosixFilePermissions(socket, settings.socketPermissions());
        }
    }

    /** Must be called after the server has terminated. */
    @Override
    public void close() {
        if (loops != null) {
            var unused = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
        Path socket = settings.socket();
        if (made && socket != null) {
            try {
                Files.deleteIfExists(socket);
            } catch (IOException left) {
                // The next server on this path removes it.
                return;
            }
        }
    }
}
