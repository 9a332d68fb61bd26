package dev.agentcore.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes connections on to a server, until they are cut: then neither side hears why. */
final class BreakableWire implements AutoCloseable {
    private final ServerSocket entrance;
    private final int port;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private BreakableWire(ServerSocket entrance, int port) {
        this.entrance = entrance;
        this.port = port;
    }

    static BreakableWire to(ScriptedServer server) {
        try {
            BreakableWire wire =
                    new BreakableWire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server.port());
            daemon(wire::accept);
            return wire;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String target() {
        return "127.0.0.1:" + entrance.getLocalPort();
    }

    /** Breaks all connections; new ones may be made. */
    void cut() {
        sockets.forEach(BreakableWire::close);
        sockets.clear();
    }

    @Override
    public void close() {
        close(entrance);
        cut();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                sockets.addAll(List.of(client, server));
                daemon(() -> pass(client, server));
                daemon(() -> pass(server, client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cut) {
            // So it was meant.
        } finally {
            close(from);
            close(to);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
