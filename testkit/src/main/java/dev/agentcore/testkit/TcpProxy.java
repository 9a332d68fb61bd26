// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Forwards connections to a server on the loopback interface, and disturbs them. Thread-safe. */
public final class TcpProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final int serverPort;
    private final long limit;
    private final AtLimit atLimit;

    private enum AtLimit {
        RESET,
        DISCARD
    }

    private TcpProxy(int serverPort, long limit, AtLimit atLimit) {
        this.serverPort = serverPort;
        this.limit = limit;
        this.atLimit = atLimit;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        daemon(this::accept);
    }

    /**
     * Starts a proxy that forwards everything until {@link #cut}.
     *
     * @param server {@code HOST:PORT}
     */
    public static TcpProxy to(String server) {
        return new TcpProxy(port(server), Long.MAX_VALUE, AtLimit.RESET);
    }

    /**
     * Starts a proxy that also resets a connection whose client has sent more than so many bytes.
     *
     * @param server {@code HOST:PORT}
     */
    public static TcpProxy cuttingAfter(long bytes, String server) {
        return new TcpProxy(port(server), bytes, AtLimit.RESET);
    }

    /**
     * Starts a proxy that forwards the first bytes of each client, and discards the rest: the server waits for them.
     *
     * @param server {@code HOST:PORT}
     */
    public static TcpProxy stallingAfter(long bytes, String server) {
        return new TcpProxy(port(server), bytes, AtLimit.DISCARD);
    }

    /** What a client connects to: {@code HOST:PORT}. */
    public String target() {
        return "127.0.0.1:" + port();
    }

    /** The port of {@link #target}. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Resets all connections: neither side gets an end of its stream. New connections can be made. */
    public void cut() {
        List<Socket> open = List.copyOf(sockets);
        reset(open);
        sockets.removeAll(open);
    }

    /** Resets all connections and stops listening. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            cut();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                sockets.add(client);
                sockets.add(server);
                daemon(() -> forward(client, server, limit));
                daemon(() -> forward(server, client, Long.MAX_VALUE));
            }
        } catch (IOException closed) {
            cut();
        }
    }

    private void forward(Socket from, Socket to, long most) {
        byte[] buffer = new byte[64 << 10];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            long left = most;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                int passed = (int) Math.min(read, left);
                out.write(buffer, 0, passed);
                left -= passed;
                if (left == 0 && atLimit == AtLimit.RESET) {
                    reset(List.of(from, to));
                }
            }
        } catch (IOException closed) {
            // One side is gone, so the other goes too.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    /** All get the option before one is closed: its forwarding thread then closes the other one. */
    private static void reset(List<Socket> sockets) {
        for (Socket socket : sockets) {
            try {
                socket.setSoLinger(true, 0);
            } catch (SocketException closedBefore) {
                // There is nothing left to reset.
            }
        }
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private static int port(String server) {
        return Integer.parseInt(server.substring(server.lastIndexOf(':') + 1));
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
