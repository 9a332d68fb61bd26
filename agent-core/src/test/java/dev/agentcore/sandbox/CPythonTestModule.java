// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.CancellationSource;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.PythonException;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.execution.RunIo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of CPython's test modules, run in a sandbox. Where a test ends the sandbox, by a crash or because it takes too long, the
 * tests behind it are run in another one.
 *
 * <p>The program gets the module's name and the number of the first test to run. It prints {@code > NUMBER NAME} before each
 * test and, at the module's end, {@code done}; all else that it prints is left to who reads it. It goes to MODULE.out, what the
 * tests print to MODULE.err, and how the last sandbox ended to MODULE.end. A test that ended a sandbox has a line {@code NAME:
 * crash} or {@code NAME: timeout} there, and below it the reason, as the program's own lines have it.
 */
final class CPythonTestModule {
    private static final Pattern BEGUN = Pattern.compile("> (\\d+) (\\S+)");

    /** How long a module may take between two tests: imports and fixtures. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** How often the time of a test is looked at. */
    private static final Duration TICK = Duration.ofMillis(500);

    private static final long MIB = 1 << 20;

    private final PythonRuntime runtime;
    private final String program;
    private final String module;
    private final Limits limits;
    private final Duration longestTest;

    CPythonTestModule(PythonRuntime runtime, String program, String module, Limits limits, Duration longestTest) {
        this.runtime = runtime;
        this.program = program;
        this.module = module;
        this.limits = limits;
        this.longestTest = longestTest;
    }

    /** Runs it, and returns the line that is in MODULE.end. */
    String run(Path folder) throws IOException {
        long began = System.nanoTime();
        int sandboxes = 0;
        long peak = 0;
        String last;
        try (var stdout = Files.newOutputStream(folder.resolve(module + ".out"));
                var stderr = Files.newOutputStream(folder.resolve(module + ".err"))) {
            int first = 0;
            boolean goesOn;
            do {
                var progress = new Progress(stdout);
                ExecutionResult result = runFrom(first, progress, stderr);
                sandboxes++;
                peak = Math.max(peak, result.usage().peakMemoryBytes());
                last = result.outcome().name();
                goesOn = false;
                if (!progress.isDone() || result.outcome() != Outcome.COMPLETED) {
                    stdout.write(progress.verdict(module, result).getBytes(StandardCharsets.UTF_8));
                    goesOn = !progress.isDone() && progress.next() > first;
                    first = progress.next();
                }
            } while (goesOn);
        }
        String end = "%s %.1f s, %d MiB, %d sandboxes"
                .formatted(last, (System.nanoTime() - began) / 1e9, peak / MIB, sandboxes);
        Files.writeString(folder.resolve(module + ".end"), end + "\n");
        return end;
    }

    private ExecutionResult runFrom(int first, Progress progress, OutputStream stderr) {
        var arguments = List.of(module, Integer.toString(first));
        var request = new ExecutionRequest(
                ExecutionId.random(),
                new PythonProgram(program, arguments, Map.of(), Bytes.empty(), List.of(), ResultFormat.NONE),
                limits,
                Map.of());
        var cancellation = new CancellationSource();
        Thread timer = Thread.ofVirtual().start(() -> stopWhenLate(progress, cancellation));
        try (var sandbox = runtime.open(request)) {
            return sandbox.runAndFinish(
                    request.runSpec(),
                    new RunIo(
                            Bytes.empty(),
                            (stream, data, offset) -> {
                                if (stream == OutputStreamName.STDOUT) {
                                    progress.take(data);
                                } else {
                                    write(stderr, data);
                                }
                            },
                            cancellation));
        } finally {
            timer.interrupt();
        }
    }

    private void stopWhenLate(Progress progress, CancellationSource cancellation) {
        try {
            while (!progress.isLate(longestTest)) {
                Thread.sleep(TICK);
            }
            cancellation.request();
        } catch (InterruptedException ended) {
            // The sandbox has ended by itself.
        }
    }

    private static void write(OutputStream target, byte[] data) {
        try {
            target.write(data);
            target.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** How far a sandbox has come, by what it prints. Thread-safe; guarded by itself. */
    private static final class Progress {
        private final OutputStream report;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private long since = System.nanoTime();
        private int begun = -1;
        private String running = "";
        private boolean done;

        Progress(OutputStream report) {
            this.report = report;
        }

        synchronized void take(byte[] data) {
            write(report, data);
            for (byte each : data) {
                if (each == '\n') {
                    see(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                } else {
                    line.write(each);
                }
            }
        }

        private void see(String text) {
            Matcher begins = BEGUN.matcher(text);
            if (begins.matches()) {
                begun = Integer.parseInt(begins.group(1));
                running = begins.group(2);
                since = System.nanoTime();
            } else if (text.startsWith(running + ": ")) {
                running = "";
                since = System.nanoTime();
            } else if (text.equals("done")) {
                done = true;
                running = "";
                since = System.nanoTime();
            }
        }

        synchronized boolean isDone() {
            return done;
        }

        synchronized int next() {
            return begun + 1;
        }

        synchronized boolean isLate(Duration longestTest) {
            Duration longest = running.isEmpty() ? LONGEST_PAUSE : longestTest;
            return System.nanoTime() - since > longest.toNanos();
        }

        /** What became of the test that was running; of the module, if none was: at its end, or before its first test. */
        synchronized String verdict(String module, ExecutionResult result) {
            String name = !running.isEmpty() ? running : module + (done ? ".end" : ".between");
            String outcome = result.outcome() == Outcome.CANCELLED ? "timeout" : "crash";
            PythonException exception = result.exception();
            String message = exception == null ? "" : " " + exception.type() + ": " + exception.message();
            String reason = result.outcome()
                    + result.exitCode().stream()
                            .mapToObj(" with exit code %d"::formatted)
                            .findFirst()
                            .orElse("")
                    + message;
            String told = reason.replaceAll("\\s+", " ");
            return "\n%s: %s\n    %s\n".formatted(name, outcome, told.substring(0, Math.min(told.length(), 300)));
        }
    }
}
