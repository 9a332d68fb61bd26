// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.fleet;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The servers: which calls have a slot and which are queued, in FIFO order. Calls are numbers. Not thread-safe. */
final class Nodes {
    private final int slots;
    private final int queueCapacity;
    private final int[] running;
    private final int[] waiting;
    private final int[] head;
    private final int[][] queues;
    private final boolean[] closed;
    private final boolean[] isMember;
    private final int[] members;
    private int memberCount;
    private long busy;

    /**
     * Starts with idle nodes.
     *
     * @param number the number of nodes, including those that are added later
     * @param members the number of nodes at the start
     */
    Nodes(int number, int members, int slots, int queueCapacity) {
        this.slots = slots;
        this.queueCapacity = queueCapacity;
        running = new int[number];
        waiting = new int[number];
        head = new int[number];
        queues = new int[number][queueCapacity];
        closed = new boolean[number];
        isMember = new boolean[number];
        this.members = new int[number];
        for (int node = 0; node < members; node++) {
            join(node);
        }
    }

    /** Adds the node to the members that clients know. */
    void join(int node) {
        members[memberCount++] = node;
        isMember[node] = true;
    }

    /** Removes the node from the members that clients know. */
    void leave(int node) {
        isMember[node] = false;
        int kept = 0;
        for (int place = 0; place < memberCount; place++) {
            if (members[place] != node) {
                members[kept++] = members[place];
            }
        }
        memberCount = kept;
    }

    /** Whether clients know the node. */
    boolean isMember(int node) {
        return isMember[node];
    }

    /** A random node that clients know. */
    int draw(RandomGenerator random) {
        return members[random.nextInt(memberCount)];
    }

    /** The node accepts no more calls; its present calls continue. */
    void close(int node) {
        closed[node] = true;
    }

    boolean isClosed(int node) {
        return closed[node];
    }

    /** Whether nothing runs or is queued there. */
    boolean isIdle(int node) {
        return running[node] == 0 && waiting[node] == 0;
    }

    /** As the server's admission does: by the queued and running calls together. */
    boolean admits(int node) {
        return !closed[node] && running[node] + waiting[node] < slots + queueCapacity;
    }

    /** Gives a call a slot if one is free, and queues it otherwise. Returns whether it has a slot. */
    boolean enter(int node, int call) {
        if (running[node] < slots) {
            running[node]++;
            busy++;
            return true;
        }
        queues[node][(head[node] + waiting[node]) % queueCapacity] = call;
        waiting[node]++;
        return false;
    }

    /** A program ended. Returns the call that gets its slot; -1 if the queue is empty. */
    int exit(int node) {
        if (waiting[node] == 0) {
            running[node]--;
            busy--;
            return -1;
        }
        int next = queues[node][head[node]];
        head[node] = (head[node] + 1) % queueCapacity;
        waiting[node]--;
        return next;
    }

    /** The node is lost with all of its calls. Returns their number. */
    int lose(int node) {
        int lost = running[node] + waiting[node];
        busy -= running[node];
        running[node] = 0;
        waiting[node] = 0;
        closed[node] = true;
        Arrays.fill(queues[node], 0);
        return lost;
    }

    /** The total number of slots in use. */
    long busy() {
        return busy;
    }
}
