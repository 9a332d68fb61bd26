package dev.agentcore.client.internal;

/** How many events a reader has asked for and has not got. Thread-safe. */
final class Demand {
    private long open;

    /** Asks for more; {@link Long#MAX_VALUE} is without bound, and stays so. */
    synchronized void add(long count) {
        open = open > Long.MAX_VALUE - count ? Long.MAX_VALUE : open + count;
    }

    /** Takes at most that many. */
    synchronized int take(int most) {
        int taken = (int) Math.min(open, most);
        if (open != Long.MAX_VALUE) {
            open -= taken;
        }
        return taken;
    }

    synchronized long open() {
        return open;
    }
}
