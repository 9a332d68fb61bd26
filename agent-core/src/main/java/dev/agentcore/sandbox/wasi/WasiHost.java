package dev.agentcore.sandbox.wasi;

import com.dylibso.chicory.runtime.HostFunction;
import java.util.ArrayList;
import java.util.List;

/**
 * WASI preview 1 for one run: all of its 46 functions, over nothing but what a {@link WasiEnvironment} holds. Confined to
 * the guest's thread.
 *
 * <p>Safe by construction, not by filtering: there is no host file, no link, no socket, no process and no environment
 * behind it, and nothing to write to but a run's own scratch, in memory. What a guest may pass is checked where it is used;
 * what a call may cost is bounded by the guest's own memory and interruptible.
 *
 * @see <a href="https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md">WASI preview 1</a>
 */
public final class WasiHost {
    private final List<WasiFunction> functions;

    public WasiHost(WasiEnvironment environment) {
        var descriptors = new Descriptors(environment.stdin(), environment.preopens());
        var clocks = new GuestClocks(environment.wallClock());
        functions = new ArrayList<>();
        functions.addAll(new StreamFunctions(descriptors, environment.stdio()).functions());
        functions.addAll(new DescriptorFunctions(descriptors, environment.wallClock()).functions());
        functions.addAll(new PathFunctions(descriptors, environment.wallClock()).functions());
        functions.addAll(new SocketFunctions(descriptors).functions());
        functions.addAll(new ClockFunctions(clocks).functions());
        functions.addAll(new PollFunctions(descriptors, clocks).functions());
        var process = new ProcessFunctions(environment.arguments(), environment.variables(), environment.random());
        functions.addAll(process.functions());
    }

    /** The functions, to be called without an instance. */
    public List<WasiFunction> wasiFunctions() {
        return List.copyOf(functions);
    }

    /** The functions, to be imported by one instance, and used by one thread. */
    public HostFunction[] functions() {
        var imports = new HostFunction[functions.size()];
        for (int i = 0; i < imports.length; i++) {
            imports[i] = functions.get(i).toHostFunction();
        }
        return imports;
    }
}
