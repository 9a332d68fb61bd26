// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/**
 * An initialised interpreter: its linear memory and its globals, from which clones are made.
 *
 * <p>Immutable; the memory is shared and must not be changed.
 */
public final class Snapshot {
    /** The size of a WebAssembly page, in bytes. */
    public static final int PAGE_SIZE = 1 << 16;

    /**
     * The modification time of all files when the snapshot was made. The import system has cached it: in a clone whose files have
     * the same time, it need not list folders again.
     */
    public static final Instant FILES_MODIFIED = Instant.ofEpochSecond(1_785_888_000); // as in steps.sh

    private static final int MAGIC = 0x41435331; // "ACS1": another layout gets another number
    private static final int MAXIMUM_PAGES = 1 << 12;

    private final String pythonVersion;
    private final List<Long> globals;
    private final byte[] memory;

    /**
     * Takes ownership of the arguments.
     *
     * @param pythonVersion the interpreter's version
     * @param globals the value of each global, in the module's order
     * @param memory the linear memory, whole pages
     */
    public Snapshot(String pythonVersion, List<Long> globals, byte[] memory) {
        if (memory.length % PAGE_SIZE != 0) {
            throw new IllegalArgumentException("memory is not whole pages: " + memory.length + " bytes");
        }
        this.pythonVersion = pythonVersion;
        this.globals = List.copyOf(globals);
        this.memory = memory;
    }

    /**
     * The version of an image's interpreter, without reading its memory.
     *
     * @throws IllegalStateException if the image does not exist
     * @throws UncheckedIOException if it cannot be read
     */
    public static String pythonVersion(GuestImage image) {
        try (var in = new DataInputStream(GuestImage.open(image.snapshot()))) {
            requireMagic(in.readInt());
            return in.readUTF();
        } catch (IOException failure) {
            throw new UncheckedIOException("the Python guest's snapshot cannot be read", failure);
        }
    }

    static Snapshot none() {
        return new Snapshot("", List.of(), new byte[0]);
    }

    /** The interpreter's version. */
    public String pythonVersion() {
        return pythonVersion;
    }

    /** The value of each global, in the module's order. */
    public List<Long> globals() {
        return globals;
    }

    /** The linear memory itself, not a copy: it must not be changed. */
    public byte[] memory() {
        return memory;
    }

    /** The number of pages of the memory. */
    public int pages() {
        return memory.length / PAGE_SIZE;
    }

    /** Writes the snapshot in the format of {@link #read}. */
    public void write(OutputStream target) throws IOException {
        var out = new DataOutputStream(target);
        out.writeInt(MAGIC);
        out.writeUTF(pythonVersion);
        out.writeInt(globals.size());
        for (long global : globals) {
            out.writeLong(global);
        }
        out.writeInt(pages());
        out.write(memory);
        out.flush();
    }

    /**
     * Reads a snapshot, and closes the stream.
     *
     * @throws IOException if it is not a snapshot, or is truncated
     */
    public static Snapshot read(InputStream source) throws IOException {
        try (var in = new DataInputStream(source)) {
            requireMagic(in.readInt());
            String version = in.readUTF();
            int globalCount = bounded("globals", in.readInt(), 1 << 10);
            long[] globals = new long[globalCount];
            for (int i = 0; i < globalCount; i++) {
                globals[i] = in.readLong();
            }
            byte[] memory = new byte[bounded("pages", in.readInt(), MAXIMUM_PAGES) * PAGE_SIZE];
            in.readFully(memory);
            if (in.read() >= 0) {
                throw new IOException("a snapshot with something behind it");
            }
            return new Snapshot(version, LongStream.of(globals).boxed().toList(), memory);
        }
    }

    private static void requireMagic(int magic) throws IOException {
        if (magic != MAGIC) {
            throw new IOException("not a snapshot: it begins with " + Integer.toHexString(magic));
        }
    }

    private static int bounded(String what, int count, int most) throws IOException {
        if (count < 0 || count > most) {
            throw new IOException("a snapshot with " + count + " " + what + ", at most " + most + " allowed");
        }
        return count;
    }
}
