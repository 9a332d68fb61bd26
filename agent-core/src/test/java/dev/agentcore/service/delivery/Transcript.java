// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.RunEnd;
import dev.agentcore.execution.RunEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream that writes down what it is sent, one line an item, and fails the test if it is used against its contract: by two
 * threads at a time, with gaps in its output, or after its end. Thread-safe.
 */
final class Transcript implements RunStream {
    private final List<String> lines = new ArrayList<>();
    private final List<RunEvent> events = new ArrayList<>();
    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private volatile boolean ready;
    private volatile @Nullable Thread user;
    private volatile @Nullable RunEnd end;
    private volatile @Nullable String misuse;
    private volatile Runnable onItem = () -> {};

    private Transcript(boolean ready) {
        this.ready = ready;
    }

    /** A stream that takes everything at once. */
    static Transcript ready() {
        return new Transcript(true);
    }

    /** A stream whose reader does not read. */
    static Transcript stalled() {
        return new Transcript(false);
    }

    /** From now on it is ready, or not. Does not say so to its subscription. */
    void ready(boolean now) {
        ready = now;
    }

    /** What to do inside of each call of this stream. */
    void onItem(Runnable action) {
        onItem = action;
    }

    /** One line an item: {@code started}, {@code STDOUT 0 text}, {@code file /tmp/a 0+1}, {@code keep-alive}, or the end. */
    synchronized List<String> lines() {
        checkUse();
        return List.copyOf(lines);
    }

    synchronized List<RunEvent> events() {
        return List.copyOf(events);
    }

    synchronized byte[] stdout() {
        return stdout.toByteArray();
    }

    synchronized byte[] stderr() {
        return stderr.toByteArray();
    }

    /** The bytes of all output and of all files, in the order in which they were sent. */
    synchronized byte[] all() {
        return all.toByteArray();
    }

    /** How many bytes that is. */
    synchronized int size() {
        return all.size();
    }

    /** How the stream ended; null if it has not. */
    @Nullable
    RunEnd end() {
        checkUse();
        return end;
    }

    /** Fails if the stream was used against its contract. */
    void checkUse() {
        if (misuse != null) {
            throw new AssertionError(misuse);
        }
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public void send(RunEvent event) {
        item(() -> {
            events.add(event);
            lines.add(line(event));
        });
    }

    @Override
    public void sendKeepAlive() {
        item(() -> lines.add("keep-alive"));
    }

    @Override
    public void end(RunEnd how) {
        item(() -> {
            end = how;
            lines.add(
                    switch (how) {
                        case RunEnd.Finished finished -> "finished";
                        case RunEnd.Abandoned abandoned -> "abandoned";
                        case RunEnd.Failed failed -> "failed";
                        case RunEnd.Rejected rejected ->
                            "rejected " + rejected.rejection().reason();
                    });
        });
    }

    private void item(Runnable action) {
        if (user != null || end != null) {
            misuse = end == null ? "used by two threads at a time" : "used after its end";
        }
        user = Thread.currentThread();
        try {
            synchronized (this) {
                action.run();
            }
            onItem.run();
        } finally {
            user = null;
        }
    }

    private String line(RunEvent event) {
        return switch (event) {
            case RunEvent.Started started -> {
                if (!lines.isEmpty()) {
                    misuse = "started after other items";
                }
                yield "started";
            }
            case RunEvent.Output output -> {
                var printed = output.stream() == OutputStreamName.STDOUT ? stdout : stderr;
                if (output.offset() != printed.size()) {
                    misuse = "offset " + output.offset() + " after " + printed.size() + " bytes";
                }
                if (output.data().length == 0 || output.data().length > 64 << 10) {
                    misuse = "a chunk of " + output.data().length + " bytes";
                }
                printed.writeBytes(output.data());
                all.writeBytes(output.data());
                String text = output.data().length > 100
                        ? "(" + output.data().length + " bytes)"
                        : new String(output.data(), StandardCharsets.UTF_8);
                yield output.stream() + " " + output.offset() + " " + text;
            }
            case RunEvent.File file -> {
                OutputFile piece = file.piece();
                all.writeBytes(piece.data().toByteArray());
                String what = piece.problem() == null
                        ? piece.offset() + "+" + piece.data().size()
                        : piece.problem().name();
                yield "file " + piece.path() + " " + what;
            }
        };
    }
}
