// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The output of a program, as bytes and as text. Immutable. */
public final class CapturedOutput {
    private final byte[] stdout;
    private final byte[] stderr;

    private CapturedOutput(byte[] stdout, byte[] stderr) {
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /** Output with these bytes, which are copied. */
    public static CapturedOutput of(byte[] stdout, byte[] stderr) {
        return new CapturedOutput(stdout.clone(), stderr.clone());
    }

    /** Standard output as UTF-8 text, with U+FFFD for malformed input. */
    public String stdout() {
        return new String(stdout, StandardCharsets.UTF_8);
    }

    /** Standard error as UTF-8 text, with U+FFFD for malformed input. */
    public String stderr() {
        return new String(stderr, StandardCharsets.UTF_8);
    }

    /** A copy of the bytes of standard output. */
    public byte[] stdoutBytes() {
        return stdout.clone();
    }

    /** A copy of the bytes of standard error. */
    public byte[] stderrBytes() {
        return stderr.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CapturedOutput that
                && Arrays.equals(stdout, that.stdout)
                && Arrays.equals(stderr, that.stderr);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(stdout) + Arrays.hashCode(stderr);
    }

    @Override
    public String toString() {
        return "CapturedOutput[stdout: " + stdout.length + " bytes, stderr: " + stderr.length + " bytes]";
    }
}
