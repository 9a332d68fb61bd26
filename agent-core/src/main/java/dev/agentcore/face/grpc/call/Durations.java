// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc.call;

import com.google.protobuf.Duration;

/** Between the JDK's durations and the wire's. */
public final class Durations {
    private Durations() {}

    public static Duration toProto(java.time.Duration duration) {
        return Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }

    /** Of a duration that has been validated. */
    public static java.time.Duration toJava(Duration duration) {
        return java.time.Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
    }
}
