package dev.agentcore.cli;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/**
 * The signals by which a process is told to end. The first has a thread of its own do what there is to do; each further one
 * interrupts that thread. Safe for use by many threads.
 *
 * <p>The JVM's shutdown hooks hear of the first only, and the exit code would be the signal's though all went well.
 */
final class EndSignals {
    private static final List<String> NAMES = List.of("TERM", "INT", "HUP");

    private final Thread end;

    // Guarded by this.
    private boolean begun;

    private EndSignals(Runnable end) {
        this.end = Thread.ofPlatform().name("process-end").unstarted(end);
    }

    /** From now on the first of them begins {@code end}. A signal that is ignored, as nohup has it for HUP, stays so. */
    static void begin(Runnable end) {
        var signals = new EndSignals(end);
        try {
            // By reflection: javac warns of sun.misc.Signal, cannot be told not to, and there is nothing else for it.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Runnable come = signals::come;
            MethodHandle run = MethodHandles.publicLookup()
                    .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                    .bindTo(come);
            Object ours = MethodHandleProxies.asInterfaceInstance(handler, MethodHandles.dropArguments(run, 0, signal));
            for (String name : NAMES) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
            }
        } catch (ReflectiveOperationException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private synchronized void come() {
        if (begun) {
            end.interrupt();
        } else {
            begun = true;
            end.start();
        }
    }
}
