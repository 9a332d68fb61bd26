// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.client.Limits;
import dev.agentcore.client.Output;
import dev.agentcore.client.OutputFile;
import dev.agentcore.client.OutputFolder;
import dev.agentcore.client.PythonExecution;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonValue;
import dev.agentcore.client.ResultFormat;
import dev.agentcore.client.StandardStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An execution, from its first event to the exit code. Its output goes to the output of this process. */
final class ProgramRun {
    private final Streams streams;
    private final ResultFormat resultFormat;
    private final OutputFolder folder;
    private boolean fileMissing;

    ProgramRun(Streams streams, ResultFormat resultFormat, OutputFolder folder) {
        this.folder = folder;
        this.streams = streams;
        this.resultFormat = resultFormat;
    }

    int run(AgentCoreClient client, PythonProgram program) {
        try (PythonExecution execution = client.execute(program);
                ProcessEnd processEnd = ProcessEnd.closing(execution, client)) {
            try {
                return passOn(execution);
            } catch (IOException nobodyReads) {
                return ExitCode.BROKEN_PIPE;
            } catch (AgentCoreException failure) {
                if (processEnd.hasCome()) {
                    return ExitCode.INTERRUPTED;
                }
                throw failure;
            }
        }
    }

    private int passOn(PythonExecution execution) throws IOException {
        Limits limits = null;
        int exitCode = ExitCode.SERVICE_FAILED;
        for (ExecutionEvent event : execution) {
            switch (event) {
                case ExecutionEvent.Started started -> limits = started.limits();
                case Output output -> passOn(output);
                case OutputFile piece -> keep(piece);
                case ExecutionEvent.Finished finished -> exitCode = conclude(finished, limits);
            }
        }
        return exitCode;
    }

    private void passOn(Output output) throws IOException {
        output.writeTo(output.stream() == StandardStream.STDOUT ? streams.out() : streams.err());
    }

    private void keep(OutputFile piece) {
        piece.problem().ifPresent(problem -> {
            fileMissing = true;
            streams.complain(piece.path() + " was not returned: " + problem);
        });
        try {
            folder.write(piece);
        } catch (IOException | InvalidPathException unwritable) {
            throw new CommandFailedException(
                    ExitCode.NO_FILE, piece.path() + " cannot be written: " + unwritable.getMessage());
        }
    }

    private int conclude(ExecutionEvent.Finished end, @Nullable Limits limits) throws IOException {
        OutcomeText.of(end, limits).ifPresent(streams::complain);
        int ended = ExitCode.of(end);
        int exitCode = ended == ExitCode.OK && fileMissing ? ExitCode.NO_FILE : ended;
        return end.value().isPresent() && !printValue(end.value().get()) && exitCode == ExitCode.OK
                ? ExitCode.NO_JSON
                : exitCode;
    }

    private boolean printValue(PythonValue value) throws IOException {
        Optional<String> text = resultFormat == ResultFormat.JSON ? value.json() : Optional.of(value.repr());
        if (text.isEmpty()) {
            streams.complain("the value cannot be represented in JSON: "
                    + value.jsonError().orElse("it has none"));
            return false;
        }
        streams.out().write((text.get() + "\n").getBytes(StandardCharsets.UTF_8));
        return true;
    }
}
