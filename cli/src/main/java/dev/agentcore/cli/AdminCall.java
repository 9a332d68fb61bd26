// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import dev.agentcore.v1.AdminServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A call of AdminService. */
final class AdminCall {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private AdminCall() {}

    /**
     * Makes a call and closes the connection.
     *
     * @throws CommandFailedException if the call fails
     */
    static <T> T on(TargetOptions target, Function<AdminServiceGrpc.AdminServiceBlockingStub, T> call) {
        ManagedChannel channel = target.open();
        try {
            return call.apply(
                    AdminServiceGrpc.newBlockingStub(channel).withDeadlineAfter(TIMEOUT.toSeconds(), TimeUnit.SECONDS));
        } catch (StatusRuntimeException failure) {
            Status status = failure.getStatus();
            String why = status.getCode() == Status.Code.UNIMPLEMENTED
                    ? "the server does not offer AdminService; see its setting admin.operators"
                    : status.getCode() + ": " + status.getDescription();
            throw new CommandFailedException(exitCode(status.getCode()), why);
        } finally {
            channel.shutdownNow();
        }
    }

    private static int exitCode(Status.Code code) {
        return switch (code) {
            case UNAVAILABLE -> ExitCode.UNAVAILABLE;
            case UNAUTHENTICATED, PERMISSION_DENIED -> ExitCode.NOT_ALLOWED;
            case INVALID_ARGUMENT -> ExitCode.USAGE;
            default -> ExitCode.FAILED;
        };
    }
}
