// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.ProgramFile;
import dev.agentcore.execution.PythonException;
import dev.agentcore.execution.PythonImage;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.execution.ResultValue;
import dev.agentcore.execution.RunLimits;
import dev.agentcore.execution.RunSpec;
import dev.agentcore.execution.Usage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one side writes is what the other reads; and what nobody writes is refused. */
final class FramesTest {
    private static final RunSpec SPEC = new RunSpec(
            new ExecutionId("a run"),
            "print('h\u00e4llo \ud83d\udc0d')",
            List.of("", "two"),
            Map.of("NAME", "value", "EMPTY", ""),
            ResultFormat.JSON,
            new RunLimits(Duration.ofMillis(1500), Duration.ofDays(1), Long.MAX_VALUE, 7));

    private static final Usage USAGE =
            new Usage(Duration.ofNanos(1), Duration.ofSeconds(2), Duration.ZERO, Duration.ofMillis(3), 4L << 32, 5, 6);

    static final List<Command> COMMANDS = List.of(
            new Command.Open(1, "base", 1L << 33, 0, List.of(new ProgramFile("a/b.txt", Bytes.copyOf(new byte[] {0, -1
            })))),
            new Command.Run(2, SPEC, Bytes.copyOf(new byte[100_000]), true),
            new Command.Stop(3),
            new Command.Interrupt(4),
            new Command.Taken(5, 65_600),
            new Command.DeliverFiles(6, List.of("/workspace/a", "/tmp")),
            new Command.FileVerdict(7, Command.Verdict.GONE),
            new Command.Fork(8, 9),
            new Command.Freeze(10, 11),
            new Command.OpenFrozen(12, 11),
            new Command.DropFrozen(11),
            new Command.Close(Integer.MAX_VALUE));

    static final List<Event> EVENTS = List.of(
            new Event.Ready(
                    List.of(new PythonImage(
                            "base",
                            new Interpreter("CPython", "3.13.15", "native"),
                            List.of(new PythonImage.InstalledPackage("numpy", "2.3")),
                            0)),
                    List.of("seccomp"),
                    List.of("landlock")),
            new Event.Unusable("no engine", true),
            new Event.Alive(),
            new Event.Done(1, -5),
            new Event.Ended(
                    2,
                    new ExecutionResult(
                            Outcome.EXCEPTION,
                            OptionalInt.of(255),
                            new PythonException("ValueError", "", "Traceback", 3),
                            new ResultValue("1", null, "no JSON"),
                            USAGE,
                            true,
                            "where")),
            new Event.Ended(
                    3, new ExecutionResult(Outcome.SANDBOX_LOST, OptionalInt.empty(), null, null, USAGE, false, "")),
            new Event.File(4, OutputFile.piece("/workspace/a", Bytes.copyOf(new byte[65_536]), 65_536, 1L << 40)),
            new Event.File(5, OutputFile.problem("/workspace/b", 0, OutputFile.Problem.READER_TOO_SLOW)),
            new Event.Failed(6, Event.Kind.LIVE_THREADS, 2, "threads"));

    private static byte[] written(Frame frame) throws IOException {
        var bytes = new ByteArrayOutputStream();
        frame.writeTo(new FrameOutput(bytes));
        return bytes.toByteArray();
    }

    private static FrameInput reading(byte[] bytes) {
        return new FrameInput(new ByteArrayInputStream(bytes));
    }

    /** Something that can be written. */
    @FunctionalInterface
    private interface Frame {
        void writeTo(FrameOutput output) throws IOException;
    }

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void aCommandIsReadAsItWasWritten(Command command) throws IOException {
        FrameInput input = reading(written(output -> output.write(command)));
        assertThat(input.command()).isEqualTo(command);
        assertThat(input.command()).isNull();
    }

    @ParameterizedTest
    @FieldSource("EVENTS")
    void anEventIsReadAsItWasWritten(Event event) throws IOException {
        FrameInput input = reading(written(output -> output.write(event)));
        assertThat(input.event()).isEqualTo(event);
        assertThat(input.event()).isNull();
    }

    @Test
    void outputIsReadAsItWasWritten() throws IOException {
        byte[] data = "h\u00e4llo".getBytes(StandardCharsets.UTF_8);
        FrameInput input = reading(written(output -> output.write(new Event.Output(9, OutputStreamName.STDERR, data))));
        assertThat(input.event()).isInstanceOfSatisfying(Event.Output.class, output -> {
            assertThat(output.number()).isEqualTo(9);
            assertThat(output.stream()).isEqualTo(OutputStreamName.STDERR);
            assertThat(output.data()).isEqualTo(data);
        });
    }

    @ParameterizedTest
    @FieldSource("EVENTS")
    void anEventThatIsCutAnywhereIsRefused(Event event) throws IOException {
        byte[] whole = written(output -> output.write(event));
        for (int length = 1; length < Math.min(whole.length, 300); length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(MalformedFrameException.class)
                    .isThrownBy(() -> reading(cut).event());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {(8 << 20) + 1, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
    void aFrameThatIsTooLargeIsRefusedBeforeItTakesMemory(int length) {
        byte[] bytes = ByteBuffer.allocate(8).putInt(length).array();
        assertThatExceptionOfType(MalformedFrameException.class)
                .isThrownBy(() -> reading(bytes).event())
                .withMessage("a frame of %d bytes", Integer.toUnsignedLong(length));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, (64 << 10) + 1})
    void aChunkOfAnotherSizeThanChunksHaveIsRefused(int size) throws IOException {
        byte[] bytes = written(output -> output.write(new Event.Output(1, OutputStreamName.STDOUT, new byte[size])));
        assertThatExceptionOfType(MalformedFrameException.class)
                .isThrownBy(() -> reading(bytes).event())
                .withMessage("a chunk of %d bytes", size);
    }

    @Test
    void aListThatIsLongerThanItsFrameIsRefusedBeforeItTakesMemory() {
        byte[] frame = new FieldWriter().octet(0).number(Integer.MAX_VALUE).frame();
        assertThatExceptionOfType(MalformedFrameException.class)
                .isThrownBy(() -> reading(frame).event())
                .withMessage("a frame that ends too early");
    }

    @Test
    void whatFollowsAnEventInItsFrameIsRefused() {
        byte[] frame = new FieldWriter().octet(2).octet(0).frame();
        assertThatExceptionOfType(MalformedFrameException.class)
                .isThrownBy(() -> reading(frame).event())
                .withMessage("1 bytes too many");
    }
}
