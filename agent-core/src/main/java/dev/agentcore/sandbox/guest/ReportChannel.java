package dev.agentcore.sandbox.guest;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.agentcore.guest.PythonGuest;
import dev.agentcore.sandbox.fs.ErrnoException;
import dev.agentcore.sandbox.fs.Interruption;
import dev.agentcore.sandbox.wasi.Arguments;
import dev.agentcore.sandbox.wasi.GuestMemory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one function that the guest imports besides WASI's: by it, it tells how its program ended. Confined to the guest's
 * thread.
 *
 * <p>The program can reach it too, and forge a report. That gains it nothing: a report is about its own run only, and it
 * could as well have ended in the way that it pretends. The last report counts, which is the interpreter's own.
 */
public final class ReportChannel {
    private @Nullable GuestReport report;

    /** The last well-formed report; null if there is none. */
    @Nullable
    GuestReport report() {
        return report;
    }

    /** The function, to be imported by one instance. */
    HostFunction function() {
        return new HostFunction(
                PythonGuest.HOST_MODULE,
                "report",
                FunctionType.of(List.of(ValType.I32, ValType.I32), List.of()),
                (instance, arguments) -> {
                    receive(new GuestMemory(instance.memory()), new Arguments(arguments));
                    return new long[0];
                });
    }

    private void receive(GuestMemory memory, Arguments arguments) {
        Interruption.check();
        long size = arguments.u32(1);
        if (size > GuestReport.MAXIMUM_SIZE) {
            return;
        }
        try {
            report = GuestReport.decode(memory.readBytes(arguments.u32(0), (int) size));
        } catch (ErrnoException | MalformedRecordException notAReport) {
            // Whatever the program wanted by it, it is no report; the run goes on.
            return;
        }
    }
}
