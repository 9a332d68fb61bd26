// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.fleet;

import dev.agentcore.bench.Latencies;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A discrete-event simulation: calls arrive as a Poisson process, clients choose a node, nodes admit, queue and run calls as
 * the server does, and rejected calls are retried. Single-use and not thread-safe. The same seed gives the same outcome.
 *
 * <p>Not simulated: the network, other work of clients and servers, stalls of a machine, tenants, waiting for memory, and
 * {@code engine.queue.max-wait}, which no call reaches as long as a full queue is processed in less time.
 */
final class Fleet {
    private static final int END = 0;
    private static final int AGAIN = 1;

    /** The SDK's first backoff, and its growth; drawn between half and all of it. */
    private static final double FIRST_PAUSE = 0.1;

    private static final double MOST_PAUSE = 5;

    private final FleetPlan plan;
    private final Disturbance disturbance;
    private final RandomGenerator random;
    private final Agenda agenda = new Agenda();
    private final Nodes nodes;
    private final int[] turns;
    // DNS returns the nodes to each client in another order.
    private final int[][] orders;
    private final int[][] outstanding;

    // The calls in flight, by number: numbers are reused.
    private double[] came = new double[1024];
    private int[] client = new int[1024];
    private int[] attempt = new int[1024];
    private int[] free = new int[1024];
    private int freeCount;
    private int known;

    private final Latencies waits = new Latencies();
    private final Latencies totals = new Latencies();
    private double now;
    private double countFrom;
    private double countTo;
    private double busyTime;
    private long calls;
    private long refusals;
    private long givenUp;
    private long lost;

    private Fleet(FleetPlan plan, Disturbance disturbance, long seed) {
        this.plan = plan;
        this.disturbance = disturbance;
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        nodes = new Nodes(plan.nodes() + disturbance.nodes(), plan.nodes(), plan.slots(), plan.queueCapacity());
        int all = plan.nodes() + disturbance.nodes();
        boolean inTurn = plan.choice() == Choice.ROUND_ROBIN;
        turns = new int[plan.clients()];
        orders = inTurn ? new int[plan.clients()][all] : new int[0][];
        outstanding = inTurn ? new int[0][] : new int[plan.clients()][all];
        for (int[] order : orders) {
            shuffle(order);
        }
    }

    private void shuffle(int[] order) {
        for (int place = 0; place < order.length; place++) {
            int other = random.nextInt(place + 1);
            order[place] = order[other];
            order[other] = place;
        }
    }

    /**
     * Runs the simulation.
     *
     * @param warmUpCalls the approximate number of calls before the measured time, so that queues reach their length
     * @param countedCalls the approximate number of measured calls
     */
    static FleetOutcome simulate(
            FleetPlan plan, Disturbance disturbance, long warmUpCalls, long countedCalls, long seed) {
        return new Fleet(plan, disturbance, seed).run(warmUpCalls, countedCalls);
    }

    private FleetOutcome run(long warmUpCalls, long countedCalls) {
        double rate = plan.callsPerSecond();
        countFrom = warmUpCalls / rate;
        countTo = countFrom + countedCalls / rate;
        double nextCall = random.nextExponential() / rate;
        boolean disturbed = false;
        // Until all measured calls have ended: the longest waits count, too.
        while (nextCall < countTo || !agenda.isEmpty()) {
            double next = Math.min(nextCall, agenda.nextTime());
            if (!disturbed && next >= countFrom) {
                disturbed = true;
                advance(countFrom);
                disturb();
            }
            advance(next);
            if (agenda.nextTime() < nextCall) {
                happen(agenda.take());
            } else {
                come();
                double following = now + random.nextExponential() / rate;
                nextCall = following < countTo ? following : Double.POSITIVE_INFINITY;
            }
        }
        return new FleetOutcome(calls, waits, totals, refusals, givenUp, lost, busyTime / (countTo - countFrom));
    }

    private void advance(double time) {
        double from = Math.max(now, countFrom);
        double to = Math.min(time, countTo);
        if (to > from) {
            busyTime += (to - from) * nodes.busy();
        }
        now = time;
    }

    private boolean counts(int call) {
        return came[call] >= countFrom;
    }

    private void disturb() {
        for (int node = 0; node < disturbance.nodes(); node++) {
            if (disturbance.replaced()) {
                nodes.join(plan.nodes() + node);
                nodes.close(node);
                leaveIfDrained(node);
            } else {
                lost += nodes.lose(node);
                nodes.leave(node);
            }
        }
    }

    /** A draining node closes its connections when it is done, and clients notice that. */
    private void leaveIfDrained(int node) {
        if (nodes.isClosed(node) && nodes.isIdle(node)) {
            nodes.leave(node);
        }
    }

    private void come() {
        int call = newCall();
        came[call] = now;
        client[call] = random.nextInt(plan.clients());
        attempt[call] = 1;
        if (counts(call)) {
            calls++;
        }
        send(call);
    }

    private void send(int call) {
        int node = choose(client[call]);
        if (!nodes.admits(node)) {
            refuse(call);
            return;
        }
        if (outstanding.length > 0) {
            outstanding[client[call]][node]++;
        }
        if (nodes.enter(node, call)) {
            begin(call, node);
        }
    }

    private int choose(int who) {
        if (plan.choice() == Choice.ROUND_ROBIN) {
            int node;
            do {
                turns[who] = (turns[who] + 1) % orders[who].length;
                node = orders[who][turns[who]];
            } while (!nodes.isMember(node));
            return node;
        }
        int one = nodes.draw(random);
        int other = nodes.draw(random);
        return outstanding[who][other] < outstanding[who][one] ? other : one;
    }

    private void begin(int call, int node) {
        double end = now + plan.times().draw(random);
        if (counts(call)) {
            waits.record(Math.round((now - came[call]) * 1e9));
            totals.record(Math.round((end - came[call]) * 1e9));
        }
        agenda.add(end, event(END, node, call));
    }

    private void refuse(int call) {
        if (counts(call)) {
            refusals++;
        }
        if (attempt[call] == plan.attempts()) {
            if (counts(call)) {
                givenUp++;
            }
            release(call);
            return;
        }
        double most = Math.min(MOST_PAUSE, FIRST_PAUSE * Math.pow(2, attempt[call] - 1.0));
        double pause = plan.retryAfterSeconds() + most * (1 + random.nextDouble()) / 2;
        attempt[call]++;
        agenda.add(now + pause, event(AGAIN, 0, call));
    }

    private void happen(long event) {
        int call = (int) event;
        int node = (int) (event >>> 33);
        if (((event >>> 32) & 1) == AGAIN) {
            send(call);
            return;
        }
        boolean wasLost = !disturbance.replaced() && nodes.isClosed(node);
        if (!wasLost) {
            if (outstanding.length > 0) {
                outstanding[client[call]][node]--;
            }
            int next = nodes.exit(node);
            if (next >= 0) {
                begin(next, node);
            }
            leaveIfDrained(node);
        }
        release(call);
    }

    private static long event(int kind, int node, int call) {
        return ((long) node << 33) | ((long) kind << 32) | call;
    }

    private int newCall() {
        if (freeCount > 0) {
            return free[--freeCount];
        }
        if (known == came.length) {
            came = Arrays.copyOf(came, known * 2);
            client = Arrays.copyOf(client, known * 2);
            attempt = Arrays.copyOf(attempt, known * 2);
            free = Arrays.copyOf(free, known * 2);
        }
        return known++;
    }

    private void release(int call) {
        free[freeCount++] = call;
    }
}
