package dev.agentcore.client;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a server can do. It does not change while the server lives.
 *
 * @param serverVersion the server's own version, such as {@code 0.1.0}
 * @param interpreter what runs the programs
 * @param defaultLimits what a run gets where its program says nothing
 * @param maximumLimits the most that a program may ask for
 * @param minimumMemoryBytes the least memory that a program may ask for
 * @param slotCount how many programs run at the same time
 * @param queueCapacity how many calls may wait for a slot
 * @param resultFormats the forms in which a last expression's value can be returned; cannot be changed
 * @param mountPaths where programs find directories of the operator's, read-only; cannot be changed
 * @param replayTime how long a run is remembered by its {@link PythonProgram#requestId()} after its end; with zero, a program
 *     that has one is refused
 */
public record Capabilities(
        String serverVersion,
        Interpreter interpreter,
        Limits defaultLimits,
        Limits maximumLimits,
        long minimumMemoryBytes,
        int slotCount,
        int queueCapacity,
        Set<ResultFormat> resultFormats,
        List<String> mountPaths,
        Duration replayTime) {
    /** Copies the collections. */
    public Capabilities {
        resultFormats = Set.copyOf(resultFormats);
        mountPaths = List.copyOf(mountPaths);
    }
}
