// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.wire;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.PythonException;
import dev.agentcore.execution.PythonImage;
import dev.agentcore.execution.ResultValue;
import dev.agentcore.execution.Usage;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The form of {@link Event}s. Stateless. */
final class EventCodec {
    private enum Tag {
        READY,
        UNUSABLE,
        ALIVE,
        DONE,
        OUTPUT,
        ENDED,
        FILE,
        FAILED
    }

    private static final Tag[] TAGS = Tag.values();
    private static final OutputFile.Problem[] PROBLEMS = OutputFile.Problem.values();
    private static final int LEAST_IMAGE = 5 * Integer.BYTES;
    private static final int LEAST_PACKAGE = 2 * Integer.BYTES;
    private static final int MAXIMUM_CHUNK = 64 << 10;
    private static final int EXIT_CODES = 256;

    private EventCodec() {}

    static byte[] encode(Event event) {
        var writer = new FieldWriter();
        switch (event) {
            case Event.Ready ready ->
                writer.constant(Tag.READY)
                        .list(ready.images(), EventCodec::image)
                        .texts(ready.inForce())
                        .texts(ready.missing());
            case Event.Unusable unusable ->
                writer.constant(Tag.UNUSABLE).text(unusable.reason()).flag(unusable.engine());
            case Event.Alive alive -> writer.constant(Tag.ALIVE);
            case Event.Done done ->
                writer.constant(Tag.DONE).number(done.number()).large(done.value());
            case Event.Output output ->
                writer.constant(Tag.OUTPUT)
                        .number(output.number())
                        .constant(output.stream())
                        .bytes(output.data());
            case Event.Ended ended -> result(writer.constant(Tag.ENDED).number(ended.number()), ended.result());
            case Event.File file -> piece(writer.constant(Tag.FILE).number(file.number()), file.piece());
            case Event.Failed failed ->
                writer.constant(Tag.FAILED)
                        .number(failed.number())
                        .constant(failed.kind())
                        .large(failed.value())
                        .text(failed.text());
        }
        return writer.frame();
    }

    static Event decode(FieldReader reader) throws MalformedFrameException {
        Event event = switch (reader.constant(TAGS)) {
            case READY -> new Event.Ready(reader.list(LEAST_IMAGE, EventCodec::image), reader.texts(), reader.texts());
            case UNUSABLE -> new Event.Unusable(reader.text(), reader.flag());
            case ALIVE -> new Event.Alive();
            case DONE -> new Event.Done(reader.number(), reader.large());
            case OUTPUT -> new Event.Output(reader.number(), reader.constant(OutputStreamName.values()), chunk(reader));
            case ENDED -> new Event.Ended(reader.number(), result(reader));
            case FILE -> new Event.File(reader.number(), piece(reader));
            case FAILED ->
                new Event.Failed(reader.number(), reader.constant(Event.Kind.values()), reader.large(), reader.text());
        };
        reader.end();
        return event;
    }

    private static void image(FieldWriter writer, PythonImage image) {
        Interpreter interpreter = image.interpreter();
        writer.text(image.name())
                .text(interpreter.name())
                .text(interpreter.version())
                .text(interpreter.engine())
                .list(image.packages(), EventCodec::installed);
    }

    private static void installed(FieldWriter writer, PythonImage.InstalledPackage installed) {
        writer.text(installed.name()).text(installed.version());
    }

    private static PythonImage image(FieldReader reader) throws MalformedFrameException {
        return new PythonImage(
                reader.text(),
                new Interpreter(reader.text(), reader.text(), reader.text()),
                reader.list(LEAST_PACKAGE, each -> new PythonImage.InstalledPackage(each.text(), each.text())),
                0);
    }

    private static byte[] chunk(FieldReader reader) throws MalformedFrameException {
        byte[] chunk = reader.bytes();
        if (chunk.length == 0 || chunk.length > MAXIMUM_CHUNK) {
            throw new MalformedFrameException("a chunk of " + chunk.length + " bytes");
        }
        return chunk;
    }

    private static void piece(FieldWriter writer, OutputFile piece) {
        writer.text(piece.path()).bytes(piece.data()).large(piece.offset()).large(piece.size());
        OutputFile.Problem problem = piece.problem();
        writer.flag(problem != null);
        if (problem != null) {
            writer.constant(problem);
        }
    }

    private static OutputFile piece(FieldReader reader) throws MalformedFrameException {
        String path = reader.text();
        Bytes data = reader.content();
        if (data.size() > MAXIMUM_CHUNK) {
            throw new MalformedFrameException("a piece of " + data.size() + " bytes");
        }
        long offset = reader.size();
        long size = reader.size();
        return new OutputFile(path, data, offset, size, reader.flag() ? reader.constant(PROBLEMS) : null);
    }

    private static void result(FieldWriter writer, ExecutionResult result) {
        writer.constant(result.outcome()).number(result.exitCode().orElse(-1));
        PythonException exception = result.exception();
        writer.flag(exception != null);
        if (exception != null) {
            writer.text(exception.type())
                    .text(exception.message())
                    .text(exception.traceback())
                    .number(exception.line());
        }
        ResultValue value = result.value();
        writer.flag(value != null);
        if (value != null) {
            writer.text(value.repr()).optionalText(value.json()).optionalText(value.jsonError());
        }
        usage(writer, result.usage()).flag(result.outputTruncated()).text(result.stoppedAt());
    }

    private static ExecutionResult result(FieldReader reader) throws MalformedFrameException {
        Outcome outcome = reader.constant(Outcome.values());
        int exitCode = reader.number();
        if (exitCode < -1 || exitCode >= EXIT_CODES) {
            throw new MalformedFrameException("an exit code of " + exitCode);
        }
        return new ExecutionResult(
                outcome,
                exitCode < 0 ? OptionalInt.empty() : OptionalInt.of(exitCode),
                reader.flag() ? exception(reader) : null,
                reader.flag() ? value(reader) : null,
                usage(reader),
                reader.flag(),
                reader.text());
    }

    private static @Nullable PythonException exception(FieldReader reader) throws MalformedFrameException {
        return new PythonException(reader.text(), reader.text(), reader.text(), Math.max(0, reader.number()));
    }

    private static @Nullable ResultValue value(FieldReader reader) throws MalformedFrameException {
        return new ResultValue(reader.text(), reader.optionalText(), reader.optionalText());
    }

    private static FieldWriter usage(FieldWriter writer, Usage usage) {
        return writer.time(usage.wallTime())
                .time(usage.cpuTime())
                .time(usage.startTime())
                .large(usage.peakMemoryBytes())
                .large(usage.stdoutBytes())
                .large(usage.stderrBytes());
    }

    private static Usage usage(FieldReader reader) throws MalformedFrameException {
        return new Usage(
                reader.time(),
                reader.time(),
                Duration.ZERO,
                reader.time(),
                reader.size(),
                reader.size(),
                reader.size());
    }
}
