// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.throughput;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Profiles a server's CPU time between {@link #begin} and {@link #end}: exactly by the system's accounting of its threads,
 * and within the slot threads by JFR's CPU-time samples (JEP 509), one each 5 ms.
 */
final class CpuProfile implements AutoCloseable {
    private static final String SAMPLE = "jdk.CPUTimeSample";
    private static final String SETTINGS = "cpu-samples.jfc";
    private static final String RECORDING = "bench";

    private final Jcmd server;
    private final ProcessHandle process;
    private final Path folder;
    private final ThreadTimes threadsBefore;
    private final Duration processBefore;

    private CpuProfile(
            Jcmd server, ProcessHandle process, Path folder, ThreadTimes threadsBefore, Duration processBefore) {
        this.server = server;
        this.process = process;
        this.folder = folder;
        this.threadsBefore = threadsBefore;
        this.processBefore = processBefore;
    }

    /**
     * Begins profiling.
     *
     * @param java the server's {@code java}
     * @param pid the server's process id
     */
    static CpuProfile begin(Path java, long pid) throws IOException, InterruptedException {
        var server = new Jcmd(java, pid);
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        Path folder = Files.createTempDirectory("bench-jfr");
        Path settings = folder.resolve(SETTINGS);
        try (InputStream resource = CpuProfile.class.getResourceAsStream(SETTINGS)) {
            Files.write(settings, Objects.requireNonNull(resource, SETTINGS).readAllBytes());
        }
        server.ask("JFR.start", "name=" + RECORDING, "settings=" + settings);
        ThreadTimes threads = ThreadTimes.parse(server.ask("Thread.print"));
        return new CpuProfile(server, process, folder, threads, cpuTime(process));
    }

    /** The server's CPU time since the beginning. */
    CpuShares end() throws IOException, InterruptedException {
        double processMillis = cpuTime(process).minus(processBefore).toNanos() / 1e6;
        ThreadTimes threads = ThreadTimes.parse(server.ask("Thread.print")).since(threadsBefore);
        Path file = folder.resolve("samples.jfr");
        server.ask("JFR.stop", "name=" + RECORDING, "filename=" + file);
        return CpuShares.of(processMillis, threads, slotSamples(file));
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static Duration cpuTime(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow();
    }

    private static Map<Part, Long> slotSamples(Path file) throws IOException {
        Map<Part, Long> samples = new EnumMap<>(Part.class);
        try (var recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (event.getEventType().getName().equals(SAMPLE)) {
                    slotPart(event).ifPresent(part -> samples.merge(part, 1L, Long::sum));
                }
            }
        }
        return samples;
    }

    /** Empty if the sample is of another thread, or its stack could not be walked. */
    private static Optional<Part> slotPart(RecordedEvent event) {
        RecordedThread thread = event.getThread("eventThread");
        RecordedStackTrace stack = event.getStackTrace();
        if (thread == null
                || stack == null
                || thread.getJavaName() == null
                || !ThreadNames.isSlot(thread.getJavaName())) {
            return Optional.empty();
        }
        List<StackFrames.Frame> frames =
                stack.getFrames().stream().map(CpuProfile::frame).toList();
        return Optional.of(StackFrames.part(frames));
    }

    private static StackFrames.Frame frame(RecordedFrame frame) {
        RecordedMethod method = frame.getMethod();
        return new StackFrames.Frame(method.getType().getName(), method.getName());
    }
}
