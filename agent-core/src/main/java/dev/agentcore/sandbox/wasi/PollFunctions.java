// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import static dev.agentcore.sandbox.engine.ValueType.I32;

import dev.agentcore.sandbox.fs.Errno;
import dev.agentcore.sandbox.fs.ErrnoException;
import dev.agentcore.sandbox.wasi.Descriptor.PipeEnd;
import dev.agentcore.sandbox.wasi.Descriptor.Positioned;
import dev.agentcore.sandbox.wasi.Subscription.ClockSubscription;
import dev.agentcore.sandbox.wasi.Subscription.DescriptorSubscription;
import dev.agentcore.sandbox.wasi.Subscription.UnknownSubscription;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code poll_oneoff}: waits for the first of several clocks or pipes, or for other descriptors, which are always ready. Not thread-safe:
 * used by the thread that runs the guest.
 *
 * @see <a href="https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#poll_oneoff">WASI preview 1,
 *     poll_oneoff</a>
 */
final class PollFunctions {
    private static final int MAXIMUM_SUBSCRIPTIONS = 1024;
    private static final int EVENT_BYTES = 32;

    private final Descriptors descriptors;
    private final GuestClocks clocks;
    private final Waiting waiting;

    PollFunctions(Descriptors descriptors, GuestClocks clocks, Waiting waiting) {
        this.descriptors = descriptors;
        this.clocks = clocks;
        this.waiting = waiting;
    }

    List<WasiFunction> functions() {
        return List.of(WasiFunction.of("poll_oneoff", this::poll, I32, I32, I32, I32));
    }

    private void poll(WasiMemory memory, Arguments arguments) throws ErrnoException {
        long input = arguments.u32(0);
        long output = arguments.u32(1);
        long count = arguments.u32(2);
        long result = arguments.u32(3);
        if (count == 0 || count > MAXIMUM_SUBSCRIPTIONS) {
            throw new ErrnoException(Errno.INVAL);
        }
        memory.check(output, count * EVENT_BYTES);
        memory.check(result, Integer.BYTES);
        List<Event> events = await(waits(Subscription.read(memory, input, count)));
        for (int i = 0; i < events.size(); i++) {
            events.get(i).write(memory, output + (long) i * EVENT_BYTES);
        }
        memory.writeInt(result, events.size());
    }

    private List<Wait> waits(List<Subscription> subscriptions) throws ErrnoException {
        var waits = new ArrayList<Wait>(subscriptions.size());
        for (Subscription subscription : subscriptions) {
            waits.add(
                    switch (subscription) {
                        case ClockSubscription clock -> wait(clock);
                        case DescriptorSubscription descriptor -> wait(descriptor);
                        case UnknownSubscription unknown -> throw new ErrnoException(Errno.INVAL);
                    });
        }
        return waits;
    }

    private Wait wait(ClockSubscription subscription) {
        try {
            int id = waitable(subscription.clockId());
            // A relative timeout does not depend on changes of the wall clock.
            int clock = subscription.absolute() ? id : GuestClocks.MONOTONIC;
            long begin = subscription.absolute() ? 0 : clocks.now(clock);
            long deadline = begin + subscription.timeout();
            // Both are unsigned: a value that does not fit means never.
            boolean never = subscription.timeout() < 0 || deadline < 0;
            return new Timer(event(subscription, Errno.SUCCESS, 0), clock, never ? Long.MAX_VALUE : deadline);
        } catch (ErrnoException e) {
            return new Ready(event(subscription, e.errno(), 0));
        }
    }

    private Wait wait(DescriptorSubscription subscription) {
        try {
            if (descriptors.get(subscription.fd()) instanceof PipeEnd end) {
                return new PipeWait(
                        event(subscription, Errno.SUCCESS, end.pipe().size()), end);
            }
            return new Ready(event(subscription));
        } catch (ErrnoException e) {
            return new Ready(event(subscription, e.errno(), 0));
        }
    }

    private static int waitable(int clockId) throws ErrnoException {
        return switch (clockId) {
            case GuestClocks.REALTIME, GuestClocks.MONOTONIC -> clockId;
            // CPU time does not advance while the thread waits.
            case GuestClocks.PROCESS_CPUTIME, GuestClocks.THREAD_CPUTIME -> throw new ErrnoException(Errno.NOTSUP);
            default -> throw new ErrnoException(Errno.INVAL);
        };
    }

    private Event event(DescriptorSubscription subscription) {
        try {
            long available = switch (descriptors.get(subscription.fd())) {
                case Positioned positioned -> Math.max(0, positioned.size() - positioned.offset());
                case Descriptor other -> 0;
            };
            return event(subscription, Errno.SUCCESS, available);
        } catch (ErrnoException e) {
            return event(subscription, e.errno(), 0);
        }
    }

    /** Waits until an event has occurred, and returns all events that have. */
    private List<Event> await(List<Wait> waits) throws ErrnoException {
        boolean waited = false;
        while (true) {
            var events = new ArrayList<Event>();
            long shortest = Long.MAX_VALUE;
            for (Wait wait : waits) {
                long remaining = remaining(wait);
                shortest = Math.min(shortest, remaining);
                if (remaining <= 0) {
                    events.add(wait.event());
                }
            }
            if (!events.isEmpty()) {
                if (!waited) {
                    // Whoever asks without waiting lets others run, as time.sleep(0) does.
                    requireWoken(waiting.await(0));
                }
                return events;
            }
            requireWoken(waiting.await(shortest));
            waited = true;
        }
    }

    private static void requireWoken(boolean woken) throws ErrnoException {
        if (!woken) {
            throw new ErrnoException(Errno.INTR);
        }
    }

    private long remaining(Wait each) throws ErrnoException {
        return switch (each) {
            case Ready ready -> 0;
            case PipeWait pipe -> pipe.end().ready() ? 0 : Waiting.FOR_EVER;
            case Timer timer -> timer.deadline() - clocks.now(timer.clockId());
        };
    }

    private static Event event(Subscription subscription, Errno errno, long available) {
        return new Event(subscription.userData(), subscription.type(), errno, available);
    }

    /** A parsed subscription. */
    private sealed interface Wait permits Ready, PipeWait, Timer {
        /** The event that the guest gets. */
        Event event();
    }

    private record Ready(Event event) implements Wait {}

    /** The event tells how much there was when the wait began. */
    private record PipeWait(Event event, PipeEnd end) implements Wait {}

    private record Timer(Event event, int clockId, long deadline) implements Wait {}

    private record Event(long userData, byte type, Errno errno, long available) {
        void write(WasiMemory memory, long address) throws ErrnoException {
            memory.writeLong(address, userData);
            memory.writeInt(address + 8, errno.code() | type << 16);
            memory.writeInt(address + 12, 0);
            memory.writeLong(address + 16, available);
            memory.writeLong(address + 24, 0);
        }
    }
}
