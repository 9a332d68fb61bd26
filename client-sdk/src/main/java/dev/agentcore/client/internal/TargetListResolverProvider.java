// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Supports targets of the form {@code agent-core-targets:///HOST:PORT,HOST:PORT}. Loaded by gRPC as a service. */
public final class TargetListResolverProvider extends NameResolverProvider {
    static final String SCHEME = "agent-core-targets";

    /** For the service loader. */
    public TargetListResolverProvider() {}

    @Override
    public @Nullable NameResolver newNameResolver(URI target, NameResolver.Args args) {
        if (!SCHEME.equals(target.getScheme())) {
            return null;
        }
        List<NameResolver> resolvers = new ArrayList<>();
        for (String name : TargetListResolver.names(target.getPath())) {
            NameResolver resolver =
                    NameResolverRegistry.getDefaultRegistry().asFactory().newNameResolver(uri("dns", name), args);
            if (resolver == null) {
                throw new IllegalArgumentException("cannot resolve " + name);
            }
            resolvers.add(resolver);
        }
        return new TargetListResolver(resolvers);
    }

    /** The target for these names. */
    static String target(List<String> names) {
        return uri(SCHEME, String.join(",", names)).toString();
    }

    private static URI uri(String scheme, String path) {
        try {
            // Escapes the brackets of IPv6.
            return new URI(scheme, "", "/" + path, null);
        } catch (URISyntaxException illegal) {
            throw new IllegalArgumentException("no target: " + path, illegal);
        }
    }

    @Override
    public String getDefaultScheme() {
        return SCHEME;
    }

    @Override
    protected boolean isAvailable() {
        return true;
    }

    /** Lower than that of DNS, which is the default for targets without a scheme. */
    @Override
    protected int priority() {
        return 1;
    }
}
