// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.sandbox.fs.ErrnoException;
import java.util.ArrayList;
import java.util.List;

/**
 * A subscription of {@code poll_oneoff}. Immutable.
 *
 * @see <a href="https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#subscription">WASI preview 1,
 *     subscription</a>
 */
sealed interface Subscription {
    int BYTES = 48;

    /** The guest's identifier of the subscription. */
    long userData();

    /** The type of the event, as the guest passed it. */
    byte type();

    /** Waits for a clock; {@code timeout} is unsigned. */
    record ClockSubscription(long userData, byte type, int clockId, long timeout, boolean absolute)
            implements Subscription {}

    /** Waits for a descriptor to become readable or writable. */
    record DescriptorSubscription(long userData, byte type, int fd) implements Subscription {}

    /** A subscription of an unknown type. */
    record UnknownSubscription(long userData, byte type) implements Subscription {}

    /** Reads the subscriptions at {@code address}; the caller limits {@code count}. */
    static List<Subscription> read(WasiMemory memory, long address, long count) throws ErrnoException {
        memory.check(address, count * BYTES);
        var subscriptions = new ArrayList<Subscription>((int) count);
        for (long at = address; at < address + count * BYTES; at += BYTES) {
            subscriptions.add(read(memory, at));
        }
        return subscriptions;
    }

    private static Subscription read(WasiMemory memory, long address) throws ErrnoException {
        long userData = memory.readLong(address);
        byte type = memory.readByte(address + 8);
        int subject = memory.readInt(address + 16);
        return switch (type) {
            case 0 -> {
                boolean absolute = (memory.readShort(address + 40) & 1) != 0;
                yield new ClockSubscription(userData, type, subject, memory.readLong(address + 24), absolute);
            }
            case 1, 2 -> new DescriptorSubscription(userData, type, subject);
            default -> new UnknownSubscription(userData, type);
        };
    }
}
