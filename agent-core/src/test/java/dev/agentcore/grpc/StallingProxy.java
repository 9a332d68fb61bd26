package dev.agentcore.grpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes on so many bytes of what clients send, and then no more; and all that the server answers. */
final class StallingProxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final int serverPort;
    private final long most;

    StallingProxy(int serverPort, long most) throws IOException {
        this.serverPort = serverPort;
        this.most = most;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> pass(client, server, most));
                Thread.ofVirtual().start(() -> pass(server, client, Long.MAX_VALUE));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void pass(Socket from, Socket to, long most) {
        var buffer = new byte[1 << 16];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            long left = most;
            int length = in.read(buffer);
            while (length >= 0) {
                int passed = (int) Math.min(left, length);
                out.write(buffer, 0, passed);
                left -= passed;
                length = in.read(buffer);
            }
        } catch (IOException closed) {
            // Either end may go.
        }
    }
}
