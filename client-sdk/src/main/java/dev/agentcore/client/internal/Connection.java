package dev.agentcore.client.internal;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a connection is made of, collected bit by bit. Not thread-safe. */
public final class Connection {
    private final String target;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private TlsChannelCredentials.@Nullable Builder tls;

    /** One to that server, in plain text. */
    public Connection(String target) {
        this.target = target;
    }

    /** Encrypts it. */
    public void encrypt() {
        credentials();
    }

    /** Encrypts it, and believes servers whose certificate is signed by one of these. */
    public void trust(Path authorities) throws IOException {
        credentials().trustManager(authorities.toFile());
    }

    /** Encrypts it, and tells the server who calls. */
    public void identify(Path certificate, Path key) throws IOException {
        credentials().keyManager(certificate.toFile(), key.toFile());
    }

    /** Sends this with each call. */
    public void header(String name, String value) {
        // Refuses what is no name at once.
        Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
        headers.put(name, value);
    }

    private TlsChannelCredentials.Builder credentials() {
        if (tls == null) {
            tls = TlsChannelCredentials.newBuilder();
        }
        return tls;
    }

    /** A channel that connects at the first call. */
    public ManagedChannel open() {
        ChannelCredentials credentials = tls == null ? InsecureChannelCredentials.create() : tls.build();
        Metadata sent = new Metadata();
        headers.forEach((name, value) -> sent.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
        return Grpc.newChannelBuilder(target, credentials)
                .intercept(MetadataUtils.newAttachHeadersInterceptor(sent))
                .build();
    }
}
