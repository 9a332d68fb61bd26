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

/** {@code agent-core run}: runs one program, here or on a server, and passes on what it prints as it prints it. */
@Command(
        name = "run",
        description = "Runs a Python program in a sandbox and streams what it prints.",
        customSynopsis = {
            "agent-core run [OPTIONS] FILE|- [-- ARGS...]",
            "agent-core run [OPTIONS] -c CODE [-- ARGS...]"
        },
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0-255:the program's own, where it ended by itself (1 for an uncaught exception)",
            "2:a mistake in the command line, or the server refused the request",
            "65:--result json, and the value cannot be told in JSON",
            "69:there is no server, or it has no place now; nothing has run",
            "70:the service failed, maybe while the program ran",
            "73:a file of --output-path did not come back, or cannot be written",
            "77:the server does not know the caller, or does not let it",
            "124:out of wall time or CPU time",
            "130:interrupted",
            "137:out of memory, output or files",
            "139:the interpreter crashed",
            "141:nobody reads the output any more",
            "143:stopped by the server"
        })
final class RunCommand implements Callable<Integer> {
    /** Long enough for a shell to start the other end of a pipe, too short for a person to notice. */
    private static final Duration SILENCE = Duration.ofMillis(200);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

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
            description = "Words of yours for the server's log and its operator. The program does not see them.")
    private List<Assignment> labels = List.of();

    @Option(
            names = "--file",
            paramLabel = "PATH=FILE",
            description = "Put a copy of FILE at PATH under the program's working directory.")
    private List<Assignment> files = List.of();

    @Option(
            names = "--output-path",
            paramLabel = "PATH",
            description = "Have this file, or all files below this directory, back when the program has ended: below"
                    + " /workspace, or absolute and below /tmp. Needs --scratch and --output-dir.")
    private List<String> outputPaths = List.of();

    @Option(
            names = "--output-dir",
            paramLabel = "DIR",
            description =
                    "Where to write them: /workspace/a.txt becomes DIR/workspace/a.txt, and replaces what is there.")
    private @Nullable Path outputDir;

    @Option(
            names = "--stdin",
            paramLabel = "FILE|-",
            description = {
                "What the program reads: a file, or - to wait for the end of standard input, whatever it is.",
                "By default standard input is read to its end and passed, but a terminal counts as empty, and so does"
                        + " an input that stays silent for 0.2 s while the program names neither 'stdin' nor 'input'."
                        + " At most 16 MiB."
            })
    private @Nullable String stdin;

    @Option(
            names = "--result",
            paramLabel = "repr|json",
            description = "Print the value of the last expression in the end, on standard output.")
    private ResultFormat resultFormat = ResultFormat.NONE;

    @Option(
            names = "--request-id",
            paramLabel = "ID",
            description = "A name for this request: tried again with it on the same server, it does not run again, but"
                    + " gives the same output and end. 1 to 128 characters of ASCII.")
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
        if (source.isStandardInput() && "-".equals(stdin)) {
            throw new ParameterException(spec.commandLine(), "standard input cannot be program and input at once");
        }
        if (outputDir == null && !outputPaths.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--output-path needs --output-dir");
        }
        Logging.start();
        String code = source.read(streams);
        PythonProgram.Builder program = program(code);
        // Standard input is read while the server starts.
        ProgramInput input = programInput(code);
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
            outputPaths.forEach(program::outputPath);
            env.forEach(variable -> program.env(variable.name(), variable.value()));
            labels.forEach(label -> program.label(label.name(), label.value()));
            files.forEach(file -> program.file(file.name(), ProgramSource.bytesOf(file.value())));
            return program;
        } catch (IllegalArgumentException unsendable) {
            throw new ParameterException(spec.commandLine(), String.valueOf(unsendable.getMessage()), unsendable);
        }
    }

    private ProgramInput programInput(String code) {
        if (stdin != null && !stdin.equals("-")) {
            byte[] bytes = ProgramSource.bytesOf(stdin);
            return () -> bytes;
        }
        if (stdin == null && (streams.interactive() || source.isStandardInput())) {
            return () -> new byte[0];
        }
        StandardInput input = StandardInput.begin(streams.in());
        if (stdin != null) {
            return input::whole;
        }
        // As Python would: it reads when it is asked to, and who asks names one of these.
        return code.contains("stdin") || code.contains("input")
                ? () -> input.whole(PATIENCE, this::sayThatInputIsOpen)
                : () -> input.wholeUnlessSilent(SILENCE);
    }

    private void sayThatInputIsOpen() {
        streams.complain("waiting for the end of standard input; for none, use --stdin /dev/null");
    }

    /** What the program reads, once it is there. */
    private interface ProgramInput {
        byte[] bytes() throws InterruptedException;
    }
}
