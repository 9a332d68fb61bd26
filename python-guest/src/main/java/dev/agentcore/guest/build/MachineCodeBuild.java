// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest.build;

import com.dylibso.chicory.wasm.Parser;
import dev.agentcore.guest.GuestImage;
import dev.agentcore.guest.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Makes what an engine of machine code needs of a guest, to be compiled by that engine's own tool: the module without its
 * data and with its bulk instructions in pieces, and the snapshot.
 *
 * <p>Usage: {@code MachineCodeBuild IMAGE MODULE ROOT CLASSES TARGET} writes {@code TARGET/IMAGE/python.wasm} and {@code
 * TARGET/IMAGE/python.snapshot}. Does nothing if they are up to date with the module and with the image that {@code GuestBuild}
 * has made in CLASSES, which has the same root.
 */
public final class MachineCodeBuild {
    private static final String KEY = "parts.key";

    private MachineCodeBuild() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 5) {
            throw new IllegalArgumentException("usage: MachineCodeBuild IMAGE MODULE ROOT CLASSES TARGET");
        }
        var image = new GuestImage(arguments[0]);
        byte[] module = Files.readAllBytes(Path.of(arguments[1]));
        Path target = Path.of(arguments[4]).resolve(image.name());
        Path imageKey = Path.of(arguments[3]).resolve(image.folder()).resolve(GuestBuild.KEY);
        String key = key(module, Files.readAllBytes(imageKey));
        Path keyFile = target.resolve(KEY);
        if (Files.exists(keyFile) && Files.readString(keyFile).equals(key)) {
            System.out.println("the guest for machine code is up to date");
            return;
        }
        Files.createDirectories(target);
        Files.deleteIfExists(keyFile);
        Snapshot snapshot = SnapshotMaker.interpreted(Parser.parse(module), Path.of(arguments[2]))
                .make();
        try (OutputStream out = Files.newOutputStream(target.resolve("python.snapshot"))) {
            snapshot.write(out);
        }
        Files.write(target.resolve("python.wasm"), BulkPieces.in(CloneModule.codeOf(module)));
        Files.writeString(keyFile, key);
        System.out.printf(
                "snapshot of Python %s for machine code: %d pages%n", snapshot.pythonVersion(), snapshot.pages());
    }

    private static String key(byte[] module, byte[] imageKey) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(module);
            digest.update(imageKey);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
