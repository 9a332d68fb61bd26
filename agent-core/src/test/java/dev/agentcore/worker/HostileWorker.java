// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.PythonImage;
import dev.agentcore.execution.Usage;
import dev.agentcore.worker.wire.Command;
import dev.agentcore.worker.wire.Event;
import dev.agentcore.worker.wire.FrameInput;
import dev.agentcore.worker.wire.FrameOutput;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** A worker's program in the hands of somebody who has broken out of a sandbox. Its first argument says what it does. */
final class HostileWorker {
    private final FileOutputStream pipe = new FileOutputStream(FileDescriptor.out);
    private final FrameOutput events = new FrameOutput(pipe);
    private final FrameInput commands = new FrameInput(new FileInputStream(FileDescriptor.in));
    private final String deed;

    private HostileWorker(String deed) {
        this.deed = deed;
    }

    public static void main(String[] arguments) throws Exception {
        new HostileWorker(arguments[0]).serve();
    }

    private void serve() throws Exception {
        Thread.ofPlatform().daemon().start(this::beat);
        events.write(new Event.Ready(
                List.of(new PythonImage("base", new Interpreter("CPython", "3", "none"), List.of(), 0)),
                List.of(),
                List.of()));
        for (Command command = commands.command(); command != null; command = commands.command()) {
            switch (command) {
                case Command.Open open -> events.write(new Event.Done(open.number(), 0));
                case Command.Run run -> attack(run);
                case Command.DeliverFiles deliver -> sendFilesWithoutEnd(deliver.number());
                default -> {}
            }
        }
    }

    private void beat() {
        try {
            while (!deed.equals("be silent")) {
                Thread.sleep(500);
                events.write(new Event.Alive());
            }
        } catch (IOException | InterruptedException over) {
            Runtime.getRuntime().halt(1);
        }
    }

    private void attack(Command.Run run) throws Exception {
        int number = run.number();
        switch (deed) {
            case "behave" -> end(number);
            case "send garbage" -> {
                pipe.write(new byte[] {0, 0, 0, 5, 99, 99, 99, 99, 99});
                pipe.flush();
            }
            case "announce a huge frame" -> {
                pipe.write(new byte[] {127, 127, 127, 127});
                pipe.flush();
            }
            case "print without waiting" -> {
                while (true) {
                    print(number, 64 << 10);
                }
            }
            case "print more than the limit" -> {
                print(number, 600);
                print(number, 600);
            }
            case "answer twice" -> {
                for (int i = 0; i < 10; i++) {
                    end(number);
                }
            }
            case "be ready again" -> events.write(new Event.Ready(List.of(), List.of(), List.of()));
            case "answer something else" ->
                events.write(new Event.File(number, OutputFile.piece("/etc/passwd", Bytes.empty(), 0, 0)));
            case "die" -> Runtime.getRuntime().halt(3);
            case "complain" -> {
                System.err.print("complaint\u001b[31m " + "x".repeat(5000) + "\n".repeat(100_000) + "end");
                System.err.flush();
                end(number);
            }
            default -> {}
        }
    }

    private void print(int number, int bytes) throws IOException {
        events.write(new Event.Output(number, OutputStreamName.STDOUT, new byte[bytes]));
    }

    private void end(int number) throws IOException {
        var usage = new Usage(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 1L << 60, 0);
        events.write(new Event.Ended(
                number, new ExecutionResult(Outcome.COMPLETED, OptionalInt.of(0), null, null, usage, false)));
    }

    private void sendFilesWithoutEnd(int number) throws IOException {
        Bytes piece = Bytes.wrap(new byte[64 << 10]);
        do {
            events.write(new Event.File(number, OutputFile.piece("/workspace/a", piece, 0, 1L << 40)));
        } while (commands.command() != null);
    }
}
