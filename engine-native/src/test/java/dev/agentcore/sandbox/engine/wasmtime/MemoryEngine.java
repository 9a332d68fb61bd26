// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

import dev.agentcore.sandbox.engine.FrozenInstance;
import dev.agentcore.sandbox.engine.GuestEngine;
import dev.agentcore.sandbox.engine.GuestInstance;
import dev.agentcore.sandbox.engine.GuestMemory;
import dev.agentcore.sandbox.engine.GuestModule;
import dev.agentcore.sandbox.engine.GuestStack;
import dev.agentcore.sandbox.engine.HostFunction;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Memories of the native engine, for who attacks the host's functions with addresses: an instance has a memory of zeros, and
 * nothing else. The image is called as many pages as it has.
 */
public final class MemoryEngine implements GuestEngine {
    private static final Map<String, GuestModule> MODULES = new ConcurrentHashMap<>();

    @Override
    public String kind() {
        return "native-compared-memory";
    }

    @Override
    public GuestModule load(String image, int prepared) {
        return MODULES.computeIfAbsent(image, name -> Zeros.of(Integer.parseInt(name.replace(" pages", ""))));
    }

    private record Zeros(int snapshotPages, MemorySegment snapshot) implements GuestModule {
        private static final Library LIBRARY =
                NativeParts.ofBuild().withFile(NativeEngine.architecture() + "/libagent_core_engine.so", Library::load);

        static Zeros of(int pages) {
            return new Zeros(pages, LIBRARY.newSnapshot(new byte[pages * GuestMemory.PAGE_SIZE], null));
        }

        @Override
        public GuestInstance instantiate(List<HostFunction> imports, int maximumPages) {
            var mapping = new NativeMapping(LIBRARY, snapshot);
            mapping.begin((long) maximumPages * GuestMemory.PAGE_SIZE);
            return new MemoryOnly(mapping, new NativeMemory(mapping));
        }

        @Override
        public int prepared() {
            return 0;
        }

        @Override
        public void close() {
            // Others have it too.
        }
    }

    private record MemoryOnly(NativeMapping mapping, NativeMemory memory) implements GuestInstance {
        private static UnsupportedOperationException unsupported() {
            return new UnsupportedOperationException("there is nothing but memory");
        }

        @Override
        public int call(String export, int... arguments) {
            throw unsupported();
        }

        @Override
        public void callOn(GuestStack stack, String export, int... arguments) {
            throw unsupported();
        }

        @Override
        public GuestStack stack() {
            throw unsupported();
        }

        @Override
        public void setStack(GuestStack stack) {
            throw unsupported();
        }

        @Override
        public void onAttention(Runnable attendant) {
            throw unsupported();
        }

        @Override
        public void requestAttention() {
            throw unsupported();
        }

        @Override
        public void callAfterStop(String export) {
            throw unsupported();
        }

        @Override
        public GuestInstance copy(List<HostFunction> imports) {
            throw unsupported();
        }

        @Override
        public FrozenInstance freeze() {
            throw unsupported();
        }

        @Override
        public void close() {
            memory.close();
            mapping.free();
        }
    }
}
