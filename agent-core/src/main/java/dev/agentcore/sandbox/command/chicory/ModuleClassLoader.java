// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.command.chicory;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Loads the classes of one compiled module. They see the same Chicory runtime as this class. */
final class ModuleClassLoader extends ClassLoader {
    private final Map<String, byte[]> classes;

    /** @param classes the class files by the classes' names; each is released when it has been loaded */
    ModuleClassLoader(Map<String, byte[]> classes) {
        super("module", ModuleClassLoader.class.getClassLoader());
        this.classes = new ConcurrentHashMap<>(classes);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] content = classes.remove(name);
        if (content == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, content, 0, content.length);
    }
}
