// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.fleet;

import java.util.Arrays;

/** Future events by time: a heap of primitive numbers, since there are millions. Not thread-safe. */
final class Agenda {
    private double[] times = new double[1024];
    private long[] events = new long[1024];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** The time of the next event; infinity if there is none. */
    double nextTime() {
        return size == 0 ? Double.POSITIVE_INFINITY : times[0];
    }

    void add(double time, long event) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            events = Arrays.copyOf(events, size * 2);
        }
        int hole = size++;
        while (hole > 0 && times[(hole - 1) / 2] > time) {
            move((hole - 1) / 2, hole);
            hole = (hole - 1) / 2;
        }
        times[hole] = time;
        events[hole] = event;
    }

    /** Removes and returns the next event. */
    long take() {
        long first = events[0];
        double time = times[--size];
        long event = events[size];
        int hole = 0;
        int child = 1;
        while (child < size) {
            if (child + 1 < size && times[child + 1] < times[child]) {
                child++;
            }
            if (times[child] >= time) {
                break;
            }
            move(child, hole);
            hole = child;
            child = 2 * hole + 1;
        }
        times[hole] = time;
        events[hole] = event;
        return first;
    }

    private void move(int from, int to) {
        times[to] = times[from];
        events[to] = events[from];
    }
}
