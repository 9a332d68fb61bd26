// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The files of Python's standard library, each deflated until it is opened: most programs open none, because the modules that
 * they import are in the snapshot.
 *
 * <p>Immutable and thread-safe.
 */
public final class StandardLibrary {
    private static final int MAGIC = 0x41434C31; // "ACL1": another layout gets another number

    private final List<Entry> entries;

    private StandardLibrary(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    static StandardLibrary none() {
        return new StandardLibrary(List.of());
    }

    /**
     * An image's library, without its interpreter.
     *
     * @throws IllegalStateException if the image does not exist
     * @throws UncheckedIOException if it cannot be read
     */
    public static StandardLibrary of(GuestImage image) {
        try {
            return read(GuestImage.open(image.standardLibrary()));
        } catch (IOException failure) {
            throw new UncheckedIOException("the Python guest's standard library cannot be read", failure);
        }
    }

    /** All files. */
    public List<Entry> entries() {
        return entries;
    }

    /** Reads a library written by {@link #write}, and closes the stream. */
    static StandardLibrary read(InputStream source) throws IOException {
        try (var in = new DataInputStream(source)) {
            if (in.readInt() != MAGIC) {
                throw new IOException("not a standard library");
            }
            var entries = new ArrayList<Entry>();
            for (int left = in.readInt(); left > 0; left--) {
                String path = in.readUTF();
                int size = in.readInt();
                entries.add(new Entry(path, size, in.readNBytes(in.readInt())));
            }
            return new StandardLibrary(entries);
        }
    }

    /**
     * Writes files in the format of {@link #read}.
     *
     * @param files contents by path, in the order to keep
     */
    public static void write(Map<String, byte[]> files, OutputStream target) throws IOException {
        var out = new DataOutputStream(target);
        out.writeInt(MAGIC);
        out.writeInt(files.size());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            byte[] deflated = deflated(file.getValue());
            out.writeUTF(file.getKey());
            out.writeInt(file.getValue().length);
            out.writeInt(deflated.length);
            out.write(deflated);
        }
        out.flush();
    }

    private static byte[] deflated(byte[] content) {
        try (var deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            deflater.setInput(content);
            deflater.finish();
            byte[] room = new byte[content.length + 64 + content.length / 1000];
            int length = deflater.deflate(room);
            if (!deflater.finished()) {
                throw new IllegalStateException("deflated content outgrew its room");
            }
            return Arrays.copyOf(room, length);
        }
    }

    /** A file of the library. */
    public static final class Entry {
        private final String path;
        private final int size;
        private final byte[] deflated;

        private Entry(String path, int size, byte[] deflated) {
            this.path = path;
            this.size = size;
            this.deflated = deflated;
        }

        /** The path from the guest's root, without a leading {@code /}. */
        public String path() {
            return path;
        }

        /** The size in bytes. */
        public int size() {
            return size;
        }

        /** The bytes, inflated by each call. */
        public byte[] content() {
            byte[] content = new byte[size];
            try (var inflater = new Inflater(true)) {
                inflater.setInput(deflated);
                if (inflater.inflate(content) != size) {
                    throw new IllegalStateException(path + " is shorter than it should be");
                }
                return content;
            } catch (DataFormatException failure) {
                throw new IllegalStateException(path + " is damaged", failure);
            }
        }
    }
}
