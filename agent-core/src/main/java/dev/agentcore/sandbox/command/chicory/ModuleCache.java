// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.command.chicory;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import dev.agentcore.sandbox.engine.HostFunction;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that caches the classes of modules, so that only the first start with a module compiles it. Modules that cannot be
 * cached are compiled at each start. Thread-safe, and safe for concurrent processes: entries are written atomically.
 *
 * <p>The classes run in this process, unchecked: no other user may have write access to the folder.
 */
public final class ModuleCache {
    private static final Logger LOG = LoggerFactory.getLogger(ModuleCache.class);
    private static final long MAXIMUM_BYTES = 512 << 20;
    private static final long MIB = 1 << 20;
    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path folder;

    /** @param folder the folder of the cache; created when it is first needed */
    public ModuleCache(Path folder) {
        this.folder = folder;
    }

    /**
     * Loads a module, and compiles it if need be.
     *
     * @param wasm the file
     * @param functions what it may import
     * @throws IllegalArgumentException if it cannot be read, is no command module, imports anything else or cannot be
     *     compiled, in one line that names the file; or if others may write to the folder, naming that
     */
    public CommandModule load(Path wasm, List<HostFunction> functions) {
        return load(wasm, new CommandContract(functions)::check);
    }

    /**
     * Loads a module, and compiles it if need be.
     *
     * @param wasm the file
     * @param check looks at the module before it is compiled; throws an {@link IllegalArgumentException}, to whose message
     *     the file's name is added, if it cannot be used
     * @throws IllegalArgumentException if it cannot be read, is no module, does not pass {@code check} or cannot be
     *     compiled, in one line that names the file; or if others may write to the folder, naming that
     */
    CommandModule load(Path wasm, Consumer<WasmModule> check) {
        requireOwn();
        byte[] bytes = read(wasm);
        try {
            Path entry = folder.resolve(CompilerIdentity.keyOf(bytes) + ".zip");
            CompiledModule kept = kept(entry);
            if (kept != null) {
                var module = new CommandModule(kept, true);
                check.accept(module.module());
                return module;
            }
            CompiledModule compiled = compile(bytes, check);
            keep(entry, compiled);
            return new CommandModule(compiled, false);
        } catch (IllegalArgumentException unusable) {
            throw new IllegalArgumentException(wasm + " " + unusable.getMessage(), unusable);
        } catch (OutOfMemoryError full) {
            throw new IllegalArgumentException(
                    "%s cannot be compiled in a heap of %d MiB: for the first start, set a larger heap with -Xmx"
                            .formatted(wasm, Runtime.getRuntime().maxMemory() / MIB),
                    full);
        }
    }

    private void requireOwn() {
        try {
            if (Files.getPosixFilePermissions(folder).stream().anyMatch(OF_OTHERS::contains)) {
                throw new IllegalArgumentException(
                        folder + " is writable by other users, and its classes run in this process; use chmod go-w");
            }
        } catch (IOException absent) {
            // Created when there is something to cache; if it cannot be read, it is not used.
            return;
        }
    }

    private static byte[] read(Path wasm) {
        try {
            if (Files.size(wasm) > MAXIMUM_BYTES) {
                throw new IllegalArgumentException(
                        "%s has %d bytes, at most %d are allowed".formatted(wasm, Files.size(wasm), MAXIMUM_BYTES));
            }
            return Files.readAllBytes(wasm);
        } catch (NoSuchFileException absent) {
            throw new IllegalArgumentException(wasm + " does not exist", absent);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(wasm + " cannot be read: " + reason(unreadable), unreadable);
        }
    }

    private static CompiledModule compile(byte[] bytes, Consumer<WasmModule> check) {
        WasmModule module = parse(bytes);
        check.accept(module);
        try {
            return ModuleCompiler.compile(module, bytes);
        } catch (RuntimeException beyondIt) {
            throw new IllegalArgumentException("cannot be compiled: " + reason(beyondIt), beyondIt);
        }
    }

    private static WasmModule parse(byte[] bytes) {
        try {
            return Parser.parse(bytes);
        } catch (RuntimeException malformed) {
            // Not only Chicory's own exceptions: it reads past the end of a truncated module.
            throw new IllegalArgumentException("is not a WebAssembly module: " + reason(malformed), malformed);
        }
    }

    private @Nullable CompiledModule kept(Path entry) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(entry))) {
            return CompiledModule.read(in);
        } catch (NoSuchFileException absent) {
            return null;
        } catch (IOException | RuntimeException broken) {
            LOG.warn("{} is corrupt, compiling again: {}", entry, reason(broken));
            return null;
        }
    }

    private void keep(Path entry, CompiledModule compiled) {
        Path parts = null;
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            parts = Files.createTempFile(folder, "new-", ".zip");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(parts))) {
                compiled.write(out);
            }
            Files.move(parts, entry, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            LOG.warn("{} cannot be written; the next start compiles again: {}", entry, reason(failed));
            discard(parts);
        }
    }

    private static void discard(@Nullable Path parts) {
        try {
            if (parts != null) {
                Files.deleteIfExists(parts);
            }
        } catch (IOException stays) {
            LOG.warn("{} cannot be removed: {}", parts, reason(stays));
        }
    }

    /** The reason of a failure, in one line, without the file's name where possible. */
    private static String reason(Exception failure) {
        if (failure instanceof FileSystemException file) {
            return Objects.requireNonNullElse(file.getReason(), file.getClass().getSimpleName());
        }
        String message = Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
        return message.lines().findFirst().orElse("");
    }
}
