// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.FieldViolation;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Reports errors of commands on standard error. */
final class ErrorReport {
    private final Streams streams;

    ErrorReport(Streams streams) {
        this.streams = streams;
    }

    /** An invalid command line. */
    int usageError(ParameterException error, String[] args) {
        String command = error.getCommandLine().getCommandSpec().qualifiedName();
        streams.complain(String.valueOf(error.getMessage()));
        streams.complain("try '" + command + " --help'");
        return ExitCode.USAGE;
    }

    /** A command that failed. */
    int executionError(Exception failure, CommandLine commandLine, @Nullable ParseResult parsed) throws Exception {
        if (failure instanceof AgentCoreException service) {
            streams.complain(describe(service));
            return ExitCode.of(service);
        }
        if (failure instanceof CommandFailedException failed) {
            streams.complain(failed.getMessage());
            return failed.exitCode();
        }
        // An internal error: only the stack trace helps.
        throw failure;
    }

    private static String describe(AgentCoreException failure) {
        if (failure.fieldViolations().isEmpty()) {
            return failure.getMessage()
                    + failure.executionId()
                            .map(id -> " (the program had started, as execution " + id + ")")
                            .orElse("");
        }
        return failure.fieldViolations().stream().map(ErrorReport::describe).collect(Collectors.joining("\n"));
    }

    private static String describe(FieldViolation violation) {
        return violation.field() + " " + violation.description();
    }
}
