// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The server and the credentials of a command. */
final class TargetOptions {
    static final String STANDARD = "127.0.0.1:50051";

    /** An environment variable, because every user of the machine can read command lines. */
    private static final String TOKEN_VARIABLE = "AGENT_CORE_TOKEN";

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--target",
            paramLabel = "HOST:PORT",
            description = "The server's address; unix:PATH for a Unix domain socket.")
    private @Nullable String target;

    @Option(names = "--tls", description = "Use TLS.")
    private boolean tls;

    @Option(
            names = "--tls-authorities",
            paramLabel = "FILE",
            description = "Use TLS, and trust only the certificate authorities in this PEM file.")
    private @Nullable Path authorities;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "Use TLS, and authenticate by the client certificate in this PEM file.")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "PEM file (PKCS #8) with the certificate's private key.")
    private @Nullable Path key;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with the bearer token. Default: the token in $" + TOKEN_VARIABLE + ", if set.")
    private @Nullable Path tokenFile;

    private final Map<String, String> environment;

    /**
     * Creates options without values.
     *
     * @param environment all environment variables
     */
    TargetOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The given target; null if none was given. */
    @Nullable
    String target() {
        return target;
    }

    /** A channel to the given target, or to the default one. It connects with the first call. */
    ManagedChannel open() {
        return open(target == null ? STANDARD : target);
    }

    /** A channel to a server. It connects with the first call. */
    ManagedChannel open(String server) {
        var headers = new Metadata();
        String token = token();
        if (token != null) {
            headers.put(AUTHORIZATION, "Bearer " + token);
        }
        try {
            return Grpc.newChannelBuilder(server, credentials())
                    .intercept(MetadataUtils.newAttachHeadersInterceptor(headers))
                    .build();
        } catch (IllegalArgumentException noTarget) {
            throw usageError("Invalid value for option '--target': " + noTarget.getMessage());
        }
    }

    private ChannelCredentials credentials() {
        if ((certificate == null) != (key == null)) {
            throw usageError("--tls-certificate and --tls-key require each other");
        }
        if (!tls && authorities == null && certificate == null) {
            return InsecureChannelCredentials.create();
        }
        var credentials = TlsChannelCredentials.newBuilder();
        try {
            if (authorities != null) {
                credentials.trustManager(authorities.toFile());
            }
            if (certificate != null && key != null) {
                credentials.keyManager(certificate.toFile(), key.toFile());
            }
        } catch (IOException unreadable) {
            throw usageError("cannot read a certificate or key: " + unreadable.getMessage());
        }
        return credentials.build();
    }

    private @Nullable String token() {
        if (tokenFile == null) {
            String token = environment.get(TOKEN_VARIABLE);
            return token == null || token.isBlank() ? null : token.strip();
        }
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException unreadable) {
            throw usageError("cannot read the token: " + unreadable.getMessage());
        }
    }

    private ParameterException usageError(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
