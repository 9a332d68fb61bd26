// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.command.chicory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The compiler's output for a module. Immutable; its arrays must not be changed.
 *
 * @param machineClass the name of the class that is a machine
 * @param classes the class files by the classes' names
 * @param module the module without the bodies of what is compiled
 * @param functions how many functions the module has, those that it imports not counted
 * @param interpretedFunctions how many of them are not compiled
 */
record CompiledModule(
        String machineClass,
        Map<String, byte[]> classes,
        @SuppressWarnings("ArrayRecordComponent") byte[] module,
        int functions,
        int interpretedFunctions) {
    private static final String MODULE = "module.wasm";
    private static final String CLASS = ".class";

    /** The last entry: without it, the file is truncated. */
    private static final String PROPERTIES = "module.properties";

    private static final String MACHINE = "machine";
    private static final String CLASS_COUNT = "classes";
    private static final String FUNCTIONS = "functions";
    private static final String INTERPRETED = "interpreted";

    CompiledModule {
        classes = Map.copyOf(classes);
    }

    /** Writes it, to be read by {@link #read}; does not close the stream. */
    void write(OutputStream target) throws IOException {
        var zip = new ZipOutputStream(target);
        for (var each : new TreeMap<>(classes).entrySet()) {
            put(zip, each.getKey() + CLASS, each.getValue());
        }
        put(zip, MODULE, module);
        var properties = new Properties();
        properties.setProperty(MACHINE, machineClass);
        properties.setProperty(CLASS_COUNT, String.valueOf(classes.size()));
        properties.setProperty(FUNCTIONS, String.valueOf(functions));
        properties.setProperty(INTERPRETED, String.valueOf(interpretedFunctions));
        zip.putNextEntry(new ZipEntry(PROPERTIES));
        properties.store(zip, null);
        zip.closeEntry();
        zip.finish();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * Reads one; detects truncation and corruption.
     *
     * @throws IOException if it is truncated or corrupt
     */
    static CompiledModule read(InputStream source) throws IOException {
        var classes = new TreeMap<String, byte[]>();
        byte[] module = null;
        var properties = new Properties();
        var zip = new ZipInputStream(source);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String name = entry.getName();
            // Reading an entry to its end checks it against its CRC.
            byte[] content = zip.readAllBytes();
            switch (name) {
                case MODULE -> module = content;
                case PROPERTIES -> properties.load(new ByteArrayInputStream(content));
                default -> classes.put(name.substring(0, name.length() - CLASS.length()), content);
            }
        }
        String machine = properties.getProperty(MACHINE, "");
        if (module == null || !classes.containsKey(machine) || classes.size() != number(properties, CLASS_COUNT)) {
            throw new IOException("the file is truncated");
        }
        return new CompiledModule(
                machine,
                classes,
                Objects.requireNonNull(module),
                number(properties, FUNCTIONS),
                number(properties, INTERPRETED));
    }

    private static int number(Properties properties, String name) throws IOException {
        try {
            return Integer.parseInt(properties.getProperty(name, ""));
        } catch (NumberFormatException notOne) {
            throw new IOException(name + " is not a number", notOne);
        }
    }
}
