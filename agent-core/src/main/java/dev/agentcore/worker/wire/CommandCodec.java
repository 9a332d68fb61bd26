// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.wire;

import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ProgramFile;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.execution.RunLimits;
import dev.agentcore.execution.RunSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The form of {@link Command}s. Stateless. */
final class CommandCodec {
    private enum Tag {
        OPEN,
        RUN,
        STOP,
        INTERRUPT,
        TAKEN,
        DELIVER_FILES,
        FILE_VERDICT,
        FORK,
        FREEZE,
        OPEN_FROZEN,
        DROP_FROZEN,
        CLOSE
    }

    private static final Tag[] TAGS = Tag.values();
    private static final int LEAST_FILE = 2 * Integer.BYTES;

    private CommandCodec() {}

    static byte[] encode(Command command) {
        FieldWriter writer = new FieldWriter().constant(tag(command)).number(command.number());
        switch (command) {
            case Command.Open open ->
                writer.text(open.image())
                        .large(open.memoryBytes())
                        .large(open.scratchBytes())
                        .list(open.files(), CommandCodec::file);
            case Command.Run run -> spec(writer, run.spec()).bytes(run.stdin()).flag(run.last());
            case Command.Taken taken -> writer.number(taken.cost());
            case Command.DeliverFiles deliver -> writer.texts(deliver.paths());
            case Command.FileVerdict verdict -> writer.constant(verdict.verdict());
            case Command.Fork fork -> writer.number(fork.copy());
            case Command.Freeze freeze -> writer.number(freeze.frozen());
            case Command.OpenFrozen open -> writer.number(open.frozen());
            case Command.Stop stop -> {}
            case Command.Interrupt interrupt -> {}
            case Command.DropFrozen drop -> {}
            case Command.Close close -> {}
        }
        return writer.frame();
    }

    static Command decode(FieldReader reader) throws MalformedFrameException {
        Tag tag = reader.constant(TAGS);
        int number = reader.number();
        Command command = switch (tag) {
            case OPEN ->
                new Command.Open(
                        number,
                        reader.text(),
                        reader.size(),
                        reader.size(),
                        reader.list(LEAST_FILE, CommandCodec::file));
            case RUN -> new Command.Run(number, spec(reader), reader.content(), reader.flag());
            case STOP -> new Command.Stop(number);
            case INTERRUPT -> new Command.Interrupt(number);
            case TAKEN -> new Command.Taken(number, reader.number());
            case DELIVER_FILES -> new Command.DeliverFiles(number, reader.texts());
            case FILE_VERDICT -> new Command.FileVerdict(number, reader.constant(Command.Verdict.values()));
            case FORK -> new Command.Fork(number, reader.number());
            case FREEZE -> new Command.Freeze(number, reader.number());
            case OPEN_FROZEN -> new Command.OpenFrozen(number, reader.number());
            case DROP_FROZEN -> new Command.DropFrozen(number);
            case CLOSE -> new Command.Close(number);
        };
        reader.end();
        return command;
    }

    private static Tag tag(Command command) {
        return switch (command) {
            case Command.Open open -> Tag.OPEN;
            case Command.Run run -> Tag.RUN;
            case Command.Stop stop -> Tag.STOP;
            case Command.Interrupt interrupt -> Tag.INTERRUPT;
            case Command.Taken taken -> Tag.TAKEN;
            case Command.DeliverFiles deliver -> Tag.DELIVER_FILES;
            case Command.FileVerdict verdict -> Tag.FILE_VERDICT;
            case Command.Fork fork -> Tag.FORK;
            case Command.Freeze freeze -> Tag.FREEZE;
            case Command.OpenFrozen open -> Tag.OPEN_FROZEN;
            case Command.DropFrozen drop -> Tag.DROP_FROZEN;
            case Command.Close close -> Tag.CLOSE;
        };
    }

    private static void file(FieldWriter writer, ProgramFile file) {
        writer.text(file.path()).bytes(file.content());
    }

    private static ProgramFile file(FieldReader reader) throws MalformedFrameException {
        return new ProgramFile(reader.text(), reader.content());
    }

    private static FieldWriter spec(FieldWriter writer, RunSpec spec) {
        return limits(
                writer.text(spec.id().value())
                        .text(spec.code())
                        .texts(spec.arguments())
                        .list(List.copyOf(spec.environment().entrySet()), CommandCodec::variable)
                        .constant(spec.resultFormat()),
                spec.limits());
    }

    private static RunSpec spec(FieldReader reader) throws MalformedFrameException {
        return new RunSpec(
                new ExecutionId(reader.text()),
                reader.text(),
                reader.texts(),
                environment(reader),
                reader.constant(ResultFormat.values()),
                limits(reader));
    }

    private static void variable(FieldWriter writer, Map.Entry<String, String> variable) {
        writer.text(variable.getKey()).text(variable.getValue());
    }

    private static Map<String, String> environment(FieldReader reader) throws MalformedFrameException {
        var environment = new HashMap<String, String>();
        reader.list(LEAST_FILE, each -> Map.entry(each.text(), each.text()))
                .forEach(variable -> environment.put(variable.getKey(), variable.getValue()));
        return environment;
    }

    private static FieldWriter limits(FieldWriter writer, RunLimits limits) {
        return writer.time(limits.wallTime())
                .time(limits.cpuTime())
                .large(limits.outputBytes())
                .number(limits.threads());
    }

    private static RunLimits limits(FieldReader reader) throws MalformedFrameException {
        return new RunLimits(reader.time(), reader.time(), reader.size(), reader.number());
    }
}
