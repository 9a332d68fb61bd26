// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process of the image, as an engine starts one with {@code --read-only --cap-drop ALL --security-opt
 * no-new-privileges}: in the image's files, where nothing can be written, as its user, who has no privilege and cannot get
 * one, as process 1. It has this machine's network, and no /tmp but the image's own.
 */
final class Container implements AutoCloseable {
    private static final String ENTER = """
            set -e
            mount --bind "$0" "$0"
            mount -o remount,bind,ro "$0"
            mount -t proc proc "$0/proc"
            mount --rbind /dev "$0/dev"
            exec setpriv --no-new-privs chroot --userspec="$1" "$0" "${@:2}"
            """;

    private final Process process;
    private final Path out;
    private final Path log;

    private Container(Process process, Path out, Path log) {
        this.process = process;
        this.out = out;
        this.log = log;
    }

    /** Starts the image's entry point with other arguments. */
    static Container start(Image image, Path files, Map<String, String> environment, String... arguments)
            throws IOException {
        return exec(image, files, environment, image.configured("Entrypoint"), List.of(arguments));
    }

    /** Starts another command in the image. */
    static Container exec(
            Image image, Path files, Map<String, String> environment, List<String> command, List<String> arguments)
            throws IOException {
        var all = new ArrayList<>(List.of(
                "unshare",
                "--mount",
                "--pid",
                "--fork",
                "--kill-child",
                "--propagation",
                "private",
                "bash",
                "-c",
                ENTER));
        all.add(files.toString());
        all.add(image.config().get("User").getAsString());
        all.addAll(command);
        all.addAll(arguments);
        Path out = Files.createTempFile("image-out", ".txt");
        Path log = Files.createTempFile("image-log", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(all).redirectOutput(out.toFile()).redirectError(log.toFile());
        // The tools outside are found by it, and nothing inside needs one.
        String path = builder.environment().get("PATH");
        builder.environment().clear();
        for (String each : image.configured("Env")) {
            String[] pair = each.split("=", 2);
            builder.environment().put(pair[0], pair[1]);
        }
        builder.environment().put("PATH", path);
        builder.environment().putAll(environment);
        return new Container(builder.start(), out, log);
    }

    /** Tells process 1 of it to end. */
    void terminate() {
        ProcessHandle first = process.children().findFirst().orElseThrow();
        first.destroy();
    }

    /** Its exit code; waits for its end. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            throw new AssertionError("it has not ended");
        }
        return process.exitValue();
    }

    boolean runs() {
        return process.isAlive();
    }

    /** What it has said on standard output. */
    String out() throws IOException {
        return Files.readString(out, UTF_8);
    }

    /** What it has said on standard error. */
    String log() throws IOException {
        return Files.readString(log, UTF_8);
    }

    /** Kills it, if it still is there. */
    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(out);
        Files.deleteIfExists(log);
    }
}
