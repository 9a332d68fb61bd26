// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.OutputStreamName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a journal, as far as they are held. Positions are in bytes from the run's beginning, with each entry's
 * overhead included. Not thread-safe.
 */
final class Entries {
    private final List<Entry> held = new ArrayList<>();
    private long dropped;
    private long begin;
    private long end;
    private long heldBytes;

    /** The position after the last entry. */
    long end() {
        return end;
    }

    /** The position of the first entry that is held. */
    long begin() {
        return begin;
    }

    /** What the entries take of memory, in bytes. */
    long held() {
        return heldBytes;
    }

    /** How many entries were dropped. */
    long dropped() {
        return dropped;
    }

    /** The entry of that number, counted from the run's beginning; null if there is none yet. It must not be dropped. */
    @Nullable
    Entry get(long number) {
        int at = Math.toIntExact(number - dropped);
        return at < held.size() ? held.get(at) : null;
    }

    /** Whether more may be added to an entry. */
    boolean isOpen(Entry entry) {
        return entry.isOpen() && entry == held.getLast();
    }

    /** Adds output, a chunk at most and not empty. {@code data} is kept, and not changed by anybody from now on. */
    void output(OutputStreamName stream, byte[] data, long offset) {
        Entry last = held.isEmpty() ? null : held.getLast();
        if (last == null || !last.accepts(stream, offset, data.length)) {
            add(Entry.output(end, stream, offset, data));
            return;
        }
        long before = last.held();
        last.add(data);
        heldBytes += last.held() - before;
        end = last.end();
    }

    /** Adds a piece of a file. */
    void file(OutputFile file) {
        add(Entry.file(end, file));
    }

    /** Nothing is added from now on. */
    void seal() {
        if (!held.isEmpty()) {
            Entry last = held.getLast();
            long before = last.held();
            last.seal();
            heldBytes += last.held() - before;
        }
    }

    /** Drops the first entries until no more than {@code most} bytes are held, but none that ends after {@code position}. */
    void drop(long most, long position) {
        int count = 0;
        while (count < held.size() && heldBytes > most && held.get(count).end() <= position) {
            heldBytes -= held.get(count).held();
            begin = held.get(count).end();
            count++;
        }
        if (count > 0) {
            held.subList(0, count).clear();
            dropped += count;
        }
    }

    private void add(Entry entry) {
        seal();
        held.add(entry);
        heldBytes += entry.held();
        end = entry.end();
    }
}
