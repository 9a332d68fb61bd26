// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

import dev.agentcore.sandbox.engine.EngineUnavailableException;
import dev.agentcore.sandbox.engine.GuestEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The files that the build has made: the library, compiled modules, snapshots. Each has to be the one of the build, by the
 * hash that was recorded then: a forged library or module would be native code of somebody else's. Thread-safe.
 */
final class NativeParts {
    private static final String LIST = "parts.properties";

    private final Source source;
    private final Properties hashes;

    /** Where the files are. */
    @FunctionalInterface
    interface Source {
        /** Opens a file; null if there is none of that name. */
        @Nullable
        InputStream open(String name) throws IOException;

        /** The file itself, if it is one that nobody else can change; null if it is not. */
        default @Nullable Path path(String name) {
            return null;
        }
    }

    /** Files in a folder. */
    private record Folder(Path folder) implements Source {
        @Override
        public @Nullable InputStream open(String name) throws IOException {
            Path file = folder.resolve(name);
            return Files.exists(file) ? Files.newInputStream(file) : null;
        }

        @Override
        public Path path(String name) {
            return folder.resolve(name);
        }
    }

    /**
     * Reads the list of files.
     *
     * @throws EngineUnavailableException if there is none: the build had no cargo
     */
    NativeParts(Source source) {
        this.source = source;
        hashes = new Properties();
        try (InputStream list = source.open(LIST)) {
            if (list == null) {
                throw new EngineUnavailableException(
                        "this build has no native engine: cargo was not installed where it was made");
            }
            hashes.load(new ByteArrayInputStream(list.readAllBytes()));
        } catch (IOException unreadable) {
            throw new EngineUnavailableException("the native engine's files cannot be read", unreadable);
        }
    }

    /** The build's own: in the folder where another process has unpacked them, or on the class path. */
    static NativeParts ofBuild() {
        String unpacked = System.getProperty(GuestEngine.FILES);
        return unpacked == null ? onClassPath() : new NativeParts(new Folder(Path.of(unpacked)));
    }

    private static NativeParts onClassPath() {
        return new NativeParts(name -> NativeParts.class.getResourceAsStream("native/" + name));
    }

    /** Whether the build has made this file. */
    boolean has(String name) {
        return hashes.containsKey(name);
    }

    /**
     * A file's bytes, which are those of the build.
     *
     * @throws EngineUnavailableException if they are not, or if there is no such file for this machine
     */
    byte[] read(String name) {
        String expected = hashes.getProperty(name);
        if (expected == null) {
            throw new EngineUnavailableException("this build has no native engine for this machine: no " + name);
        }
        byte[] bytes;
        try (InputStream file = source.open(name)) {
            if (file == null) {
                throw new EngineUnavailableException("the native engine is incomplete: no " + name);
            }
            bytes = file.readAllBytes();
        } catch (IOException unreadable) {
            throw new EngineUnavailableException("the native engine's files cannot be read", unreadable);
        }
        if (!MessageDigest.isEqual(expected.getBytes(StandardCharsets.US_ASCII), hash(bytes))) {
            throw new EngineUnavailableException(
                    "the native engine's %s is not the file of the build: not loaded".formatted(name));
        }
        return bytes;
    }

    /** Writes this machine's files into a folder, with their list. */
    void unpack(Path folder, String architecture) {
        try {
            for (String name : hashes.stringPropertyNames()) {
                if (!name.contains("/") || name.startsWith(architecture + "/")) {
                    Path file = folder.resolve(name);
                    Files.createDirectories(file.getParent());
                    Files.write(file, read(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                }
            }
            try (OutputStream list = Files.newOutputStream(folder.resolve(LIST), StandardOpenOption.CREATE_NEW)) {
                hashes.store(list, null);
            }
        } catch (IOException impossible) {
            throw new EngineUnavailableException("the native engine cannot unpack its files", impossible);
        }
    }

    /** Uses a file's bytes as a file that nobody else can change, which exists meanwhile. */
    <T> T withFile(String name, Function<Path, T> use) {
        byte[] bytes = read(name);
        Path unpacked = source.path(name);
        if (unpacked != null) {
            return use.apply(unpacked);
        }
        try {
            Path folder = Files.createTempDirectory(
                    "agent-core-native",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path file = folder.resolve(Path.of(name).getFileName());
            try {
                Files.write(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                return use.apply(file);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException | UnsupportedOperationException impossible) {
            throw new EngineUnavailableException(
                    "the native engine cannot unpack its files: java.io.tmpdir must be a writable folder", impossible);
        }
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
