package dev.agentcore.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between clients and a server, passes all bytes on, and cuts the line when it is told to. */
final class CutProxy implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final int port;
    private final long most;

    private CutProxy(String target, long most) throws IOException {
        port = Integer.parseInt(target.substring(target.indexOf(':') + 1));
        this.most = most;
        Thread.ofVirtual().start(this::accept);
    }

    /** One that cuts when it is told to. */
    static CutProxy to(String target) throws IOException {
        return new CutProxy(target, Long.MAX_VALUE);
    }

    /** One that also cuts, by itself, what sends the server more than so many bytes. */
    static CutProxy to(String target, long most) throws IOException {
        return new CutProxy(target, most);
    }

    String target() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    /** Resets all connections: the server gets no farewell, not even the end of the stream. */
    void cut() {
        for (Socket socket : sockets) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException cutAlready) {
                // Then there is nothing to do.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> pass(client, server, most));
                Thread.ofVirtual().start(() -> pass(server, client, Long.MAX_VALUE));
            }
        } catch (IOException closed) {
            cut();
        }
    }

    private void pass(Socket from, Socket to, long atMost) {
        byte[] buffer = new byte[64 << 10];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            long left = atMost;
            int read;
            while (left > 0 && (read = in.read(buffer)) > 0) {
                out.write(buffer, 0, (int) Math.min(read, left));
                left -= read;
            }
            cut();
        } catch (IOException over) {
            cut();
        }
    }
}
