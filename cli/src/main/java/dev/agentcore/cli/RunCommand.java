// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.OutputFolder;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.ResultFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code agent-core run}: runs a program, locally or on a server, and streams its output. */
@Command(
        name = "run",
        description = {
            "Runs a Python program in a sandbox and streams its output.",
            "Standard input is sent to the program, read to its end. A terminal is read only with -i."
        },
        customSynopsis = {
            "agent-core run [OPTIONS] FILE|- [-- ARGS...]",
            "agent-core run [OPTIONS] -c CODE [-- ARGS...]"
        },
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0-255:the program's own exit code, if it ended by itself (1 after an uncaught exception)",
            "2:the command line is invalid, or the server rejected the request as invalid",
            "65:--result json, and the value cannot be represented in JSON",
            "69:the server cannot be reached or cannot take the program now; nothing has run",
            "70:the service failed, possibly while the program was running",
            "73:a file of --output-path was not returned, or cannot be written",
            "77:the caller is not authenticated or not permitted",
            "124:the wall time or CPU time limit was exceeded",
            "130:interrupted",
            "137:the memory, output or scratch limit was exceeded",
            "139:the interpreter crashed",
            "141:the output was closed by its reader",
            "143:stopped by the server"
        })
final class RunCommand implements Callable<Integer> {
    /** How long standard input may stay silent until it counts as empty: long for what a pipe begins with, but no hang. */
    private static final Duration INPUT_SILENCE = Duration.ofSeconds(10);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ProgramSource source = new ProgramSource();

    @Mixin
    private final TargetOptions target;

    @Mixin
    private final LimitOptions limits = new LimitOptions();

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description = "Set an environment variable. The program sees no others.")
    private List<Assignment> env = List.of();

    @Option(
            names = "--label",
            paramLabel = "KEY=VALUE",
            description = "Set a label for the server's log and its operators. The program cannot see it.")
    private List<Assignment> labels = List.of();

    @Option(
            names = "--file",
            paramLabel = "PATH=FILE",
            description = "Copy FILE to PATH in the program's working directory.")
    private List<Assignment> files = List.of();

    @Option(
            names = "--output-path",
            paramLabel = "PATH",
            description =
                    "Return this file, or all files below this directory, after the program has ended. Relative to"
                            + " /workspace, or an absolute path in /workspace or /tmp. Requires --scratch and --output-dir.")
    private List<String> outputPaths = List.of();

    @Option(
            names = "--output-dir",
            paramLabel = "DIR",
            description =
                    "The directory for returned files: /workspace/a.txt is written to DIR/workspace/a.txt. Existing files"
                            + " are replaced.")
    private @Nullable Path outputDir;

    @Option(
            names = {"-i", "--interactive"},
            description = "Read standard input to its end even if it is a terminal.")
    private boolean interactive;

    @Option(
            names = "--stdin",
            paramLabel = "FILE|-",
            description = "Read the program's standard input from a file; - is the same as -i. At most 16 MiB.")
    private @Nullable String stdin;

    @Option(
            names = "--image",
            paramLabel = "NAME",
            description = "Run the program in this guest image of the server. Default: the server's default image.")
    private @Nullable String image;

    @Option(
            names = "--result",
            paramLabel = "repr|json",
            description = "Print the value of the last expression on standard output, after the program's output.")
    private ResultFormat resultFormat = ResultFormat.NONE;

    @Option(
            names = "--request-id",
            paramLabel = "ID",
            description = "An idempotency key: a retry with it at the same server does not run the program again, but"
                    + " returns the same output and result. 1 to 128 printable ASCII characters.")
    private @Nullable String requestId;

    private final Streams streams;
    private final LocalServer.Starter localServer;

    RunCommand(Streams streams, LocalServer.Starter localServer, Map<String, String> environment) {
        target = new TargetOptions(environment);
        this.streams = streams;
        this.localServer = localServer;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (source.isMissing()) {
            throw new ParameterException(spec.commandLine(), "a program is missing: FILE, - or -c CODE");
        }
        if (interactive && stdin != null && !stdin.equals("-")) {
            throw new ParameterException(spec.commandLine(), "-i and --stdin FILE exclude each other");
        }
        if (source.isStandardInput() && readsStandardInput()) {
            throw new ParameterException(spec.commandLine(), "standard input cannot be both the program and its input");
        }
        if (outputDir == null && !outputPaths.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--output-path needs --output-dir");
        }
        Logging.start();
        String code = source.read(streams);
        PythonProgram.Builder program = program(code);
        // Standard input is read while the server starts.
        ProgramInput input = programInput();
        try (LocalServer server = target.target() == null ? localServer.start() : null;
                AgentCoreClient client =
                        AgentCoreClient.fromChannel(server == null ? target.open() : target.open(server.target()));
                OutputFolder folder = new OutputFolder(outputDir == null ? Path.of("") : outputDir)) {
            program.stdin(input.bytes());
            return new ProgramRun(streams, resultFormat, folder).run(client, program.build());
        }
    }

    private PythonProgram.Builder program(String code) {
        try {
            PythonProgram.Builder program =
                    PythonProgram.builder(code).args(source.args()).resultFormat(resultFormat);
            limits.addTo(program);
            if (requestId != null) {
                program.requestId(requestId);
            }
            if (image != null) {
                program.image(image);
            }
            outputPaths.forEach(program::outputPath);
            env.forEach(variable -> program.env(variable.name(), variable.value()));
            labels.forEach(label -> program.label(label.name(), label.value()));
            files.forEach(file -> program.file(file.name(), ProgramSource.bytesOf(file.value())));
            return program;
        } catch (IllegalArgumentException unsendable) {
            throw new ParameterException(spec.commandLine(), String.valueOf(unsendable.getMessage()), unsendable);
        }
    }

    /** Whether standard input is the program's, even if it is a terminal. */
    private boolean readsStandardInput() {
        return interactive || "-".equals(stdin);
    }

    private ProgramInput programInput() {
        if (stdin != null && !stdin.equals("-")) {
            byte[] bytes = ProgramSource.bytesOf(stdin);
            return () -> bytes;
        }
        if (readsStandardInput()) {
            return StandardInput.begin(streams.in())::whole;
        }
        if (streams.interactive() || source.isStandardInput()) {
            return () -> new byte[0];
        }
        // Python reads on demand, but a program is sent with all of its input. Whether it reads any is not known.
        StandardInput input = StandardInput.begin(streams.in());
        return () -> input.wholeUnlessSilent(INPUT_SILENCE, this::notifySilentInput);
    }

    private void notifySilentInput() {
        streams.complain("standard input is open but silent: the program gets none; use -i to wait for it");
    }

    /** The program's standard input. */
    private interface ProgramInput {
        byte[] bytes() throws InterruptedException;
    }
}
