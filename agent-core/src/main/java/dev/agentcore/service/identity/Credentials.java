// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.identity;

import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of a call. Each of them may be missing.
 *
 * @param authorization the value of the {@code authorization} header
 * @param certificate the client certificate that TLS has verified
 * @param declaredName the name in the tenant header, if the operator trusts one
 * @param address the address the call comes from, without a port
 */
public record Credentials(
        @Nullable String authorization,
        @Nullable X509Certificate certificate,
        @Nullable String declaredName,
        @Nullable String address) {}
