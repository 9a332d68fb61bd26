// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest.build;

import com.dylibso.chicory.build.time.compiler.Config;
import com.dylibso.chicory.build.time.compiler.Generator;
import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import dev.agentcore.guest.GuestImage;
import dev.agentcore.guest.Snapshot;
import dev.agentcore.guest.StandardLibrary;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Turns a wasm module and its root folder into the guest's parts: classes, snapshot, standard library.
 *
 * <p>Usage: {@code GuestBuild IMAGE MODULE ROOT TARGET}, with TARGET on the class path, where making the snapshot finds the
 * compiled classes. Does not build what is up to date. The image {@code base} begins the list of images, others are added to it.
 */
public final class GuestBuild {
    /** A file that changes when the image is built anew. */
    static final String KEY = "image.key";

    private final GuestImage name;
    private final Path wasm;
    private final Path root;
    private final Path target;
    private final Path image;

    private GuestBuild(GuestImage name, Path wasm, Path root, Path target) {
        this.name = name;
        this.wasm = wasm;
        this.root = root;
        this.target = target;
        this.image = target.resolve(name.folder());
    }

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 4) {
            throw new IllegalArgumentException("usage: GuestBuild IMAGE MODULE ROOT TARGET");
        }
        new GuestBuild(
                        new GuestImage(arguments[0]),
                        Path.of(arguments[1]),
                        Path.of(arguments[2]),
                        Path.of(arguments[3]))
                .build();
    }

    private void build() throws IOException {
        list();
        String key = key();
        Path keyFile = image.resolve(KEY);
        if (Files.exists(keyFile) && Files.readString(keyFile).equals(key)) {
            System.out.println("the guest's classes and snapshot are up to date");
            return;
        }
        empty(image);
        compile();
        writeStandardLibrary();
        writeSnapshot();
        reduceModule();
        Files.writeString(keyFile, key);
    }

    private void list() throws IOException {
        Path list = target.resolve(GuestImage.LIST);
        var names = new LinkedHashSet<String>();
        if (!name.equals(GuestImage.BASE)) {
            names.addAll(Files.readAllLines(list));
        }
        names.add(name.name());
        Files.createDirectories(list.getParent());
        Files.write(list, names);
    }

    /** A hash of everything that the image depends on, including this program and Chicory. */
    private String key() throws IOException {
        MessageDigest digest = sha256();
        digest.update(Files.readAllBytes(wasm));
        for (Path file : filesUnder(root)) {
            digest.update(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(file));
        }
        for (Path file : filesUnder(target.resolve("dev/agentcore/guest"))) {
            if (!file.startsWith(target.resolve(GuestImage.FOLDER))) {
                digest.update(Files.readAllBytes(file));
            }
        }
        digest.update(Generator.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()
                .getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    private void compile() throws IOException {
        var generator = new Generator(Config.builder()
                .withWasmFile(wasm)
                .withName(name.className())
                .withTargetClassFolder(target)
                .withTargetWasmFolder(target)
                .withTargetSourceFolder(target)
                // A function that does not fit a JVM method would run a hundred times slower: no build rather than
                // that.
                .withInterpreterFallback(InterpreterFallback.FAIL)
                .build());
        generator.generateMetaWasm(generator.generateResources());
        WasmModule module = Parser.parse(wasm);
        new MachineRewriter(image, name.machineClass(), module).rewrite();
        MethodSizeGate.withList(module, pythonLibrary().getFileName().toString().substring("python".length()))
                .check(image);
    }

    private void writeSnapshot() throws IOException {
        Snapshot snapshot = SnapshotMaker.compiled(name, root).make();
        try (OutputStream out = Files.newOutputStream(target.resolve(name.snapshot()))) {
            snapshot.write(out);
        }
        System.out.printf(
                "snapshot of Python %s: %d pages, %,d bytes%n",
                snapshot.pythonVersion(), snapshot.pages(), snapshot.memory().length);
    }

    /** Runs after the snapshot is made: only the snapshot's instance needs the whole module. */
    private void reduceModule() throws IOException {
        Path module = target.resolve(name.module());
        Files.write(module, CloneModule.of(Files.readAllBytes(module)));
    }

    private void writeStandardLibrary() throws IOException {
        var files = new TreeMap<String, byte[]>();
        for (Path folder : List.of(pythonLibrary(), root.resolve("usr/share/zoneinfo"))) {
            for (Path file : filesUnder(folder)) {
                files.put(root.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        try (OutputStream out = Files.newOutputStream(target.resolve(name.standardLibrary()))) {
            StandardLibrary.write(files, out);
        }
        System.out.printf("standard library: %d files%n", files.size());
    }

    /** The only folder of its kind: {@code lib/python3.13} of CPython 3.13. */
    private Path pythonLibrary() throws IOException {
        try (Stream<Path> libraries = Files.list(root.resolve("lib"))) {
            List<Path> found = libraries
                    .filter(each -> each.getFileName().toString().startsWith("python"))
                    .toList();
            if (found.size() != 1) {
                throw new IllegalStateException("not one standard library: " + found);
            }
            return found.getFirst();
        }
    }

    private static List<Path> filesUnder(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder.toRealPath())) {
            Path real = folder.toRealPath();
            return all.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> folder.resolve(real.relativize(file)))
                    .toList();
        }
    }

    private static void empty(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Path file : filesUnder(folder)) {
            Files.delete(file);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
