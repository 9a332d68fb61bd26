// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker;

import dev.agentcore.execution.PrintableText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what a worker writes to standard error, line by line: escaped, because a program that has broken out may write it, and
 * bounded in length and in number.
 */
final class WorkerLog {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerLog.class);
    private static final String INFO = "INFO ";
    private static final int MAXIMUM_LINE = 500;
    private static final int LINES_A_MINUTE = 60;
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final String worker;
    private final InputStream stream;
    private final StringBuilder line = new StringBuilder();
    private long minuteBegan = System.nanoTime();
    private int lines;

    WorkerLog(String worker, InputStream stream) {
        this.worker = worker;
        this.stream = stream;
    }

    void start() {
        Thread.ofPlatform().daemon().name("agent-core-worker-log").start(this::read);
    }

    private void read() {
        byte[] buffer = new byte[1024];
        try (stream) {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                new String(buffer, 0, read, StandardCharsets.UTF_8).chars().forEach(this::add);
            }
        } catch (IOException gone) {
            LOG.debug("{}: standard error is gone", worker);
        }
        log();
    }

    private void add(int character) {
        if (character == '\n') {
            log();
        } else if (line.length() < MAXIMUM_LINE) {
            line.append((char) character);
        }
    }

    private void log() {
        if (!line.isEmpty() && isAllowed()) {
            String text = PrintableText.of(line.toString());
            if (text.startsWith(INFO)) {
                LOG.info("{}: {}", worker, text.substring(INFO.length()));
            } else {
                LOG.warn("{}: {}", worker, text);
            }
        }
        line.setLength(0);
    }

    private boolean isAllowed() {
        long now = System.nanoTime();
        if (now - minuteBegan > MINUTE_NANOS) {
            minuteBegan = now;
            lines = 0;
        }
        lines++;
        if (lines == LINES_A_MINUTE) {
            LOG.warn("{} says too much: the rest of this minute is left out", worker);
        }
        return lines < LINES_A_MINUTE;
    }
}
