// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.fleet;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The servers: who has a slot and who waits, first come first served. Calls are numbers. Confined to one thread. */
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
     * All of them idle.
     *
     * @param number how many there are, with those that only come later
     * @param members how many are there from the start
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

    /** Clients know it from now on. */
    void join(int node) {
        members[memberCount++] = node;
        isMember[node] = true;
    }

    /** Clients know it no more. */
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

    /** Whether clients know it. */
    boolean isMember(int node) {
        return isMember[node];
    }

    /** Any that clients know. */
    int draw(RandomGenerator random) {
        return members[random.nextInt(memberCount)];
    }

    /** It takes no more calls; those that it has go on. */
    void close(int node) {
        closed[node] = true;
    }

    boolean isClosed(int node) {
        return closed[node];
    }

    /** Whether nothing runs there or waits. */
    boolean isIdle(int node) {
        return running[node] == 0 && waiting[node] == 0;
    }

    /** As the server's admission does: by those that wait and run together. */
    boolean admits(int node) {
        return !closed[node] && running[node] + waiting[node] < slots + queueCapacity;
    }

    /** Gives a call a slot if one is free, and else lets it wait. Returns whether it has one. */
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

    /** A program ended. Returns the call that has its slot now; -1 if none waited. */
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

    /** It is gone, with all that it had. Returns how many those were. */
    int lose(int node) {
        int lost = running[node] + waiting[node];
        busy -= running[node];
        running[node] = 0;
        waiting[node] = 0;
        closed[node] = true;
        Arrays.fill(queues[node], 0);
        return lost;
    }

    /** How many slots are in use, of all. */
    long busy() {
        return busy;
    }
}
