// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker;

import dev.agentcore.execution.Tenant;
import dev.agentcore.sandbox.engine.EngineUnavailableException;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers, each for one tenant from its first sandbox to its end, and a spare one that has no tenant yet, so that a tenant's first
 * program need not wait for a process to start. Thread-safe.
 */
final class WorkerPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final long CHECK_MILLIS = 100;
    private static final int CHECKS_A_SECOND = 10;

    private final WorkerLauncher launcher;
    private final int processes;
    private final int kept;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("agent-core-workers").factory());
    private final Cleaner cleaner = Cleaner.create();
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final Map<Tenant, List<Place>> tenants = new HashMap<>();
    private @Nullable CompletableFuture<Worker> spare;
    private volatile boolean closed;

    /** Those that are not ready yet: they can hang, too. */
    private final Set<Worker> starting = ConcurrentHashMap.newKeySet();

    // Of the clock's thread.
    private int checks;

    /** A worker of a tenant, which may not be ready yet. Guarded by the lock. */
    private static final class Place {
        private final CompletableFuture<Worker> worker;
        private int uses;
        private long idleSince;

        Place(CompletableFuture<Worker> worker) {
            this.worker = worker;
        }

        /** Null until it is ready, and if it never will be. */
        @Nullable
        Worker ready() {
            return WorkerPool.now(worker);
        }

        boolean isIdle() {
            return uses == 0 && ready() != null && !isDead();
        }

        boolean isDead() {
            return WorkerPool.isDead(worker);
        }
    }

    WorkerPool(WorkerLauncher launcher, WorkerSettings settings) {
        this.launcher = launcher;
        processes = settings.processes();
        kept = settings.kept();
        var unused = clock.scheduleAtFixedRate(this::check, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Starts a worker without a tenant, if there is none. */
    CompletableFuture<Worker> startSpare() {
        lock.lock();
        try {
            return spareOrNew();
        } finally {
            lock.unlock();
        }
    }

    /**
     * A worker for a tenant: the one with the fewest sandboxes, or a new one if all have some and there may be more.
     * Counts as used until {@link #release}.
     *
     * @throws WorkerLostException if no worker becomes ready
     */
    Worker acquire(Tenant tenant) {
        Place place;
        lock.lock();
        try {
            requireOpen();
            place = place(tenant);
            place.uses++;
        } finally {
            lock.unlock();
        }
        try {
            return ready(place.worker);
        } catch (WorkerLostException lost) {
            remove(tenant, place);
            throw lost;
        }
    }

    /** The process numbers of a tenant's workers that are ready. */
    List<Long> pids(Tenant tenant) {
        lock.lock();
        try {
            return tenants.getOrDefault(tenant, List.of()).stream()
                    .filter(place -> place.ready() != null && !place.isDead())
                    .map(place -> place.worker.resultNow().pid())
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** One more use of a worker that is used already. */
    void use(Tenant tenant, Worker worker) {
        change(tenant, worker, 1);
    }

    /** Does something once nothing refers to an object any more, by which the action must not be referred to. */
    void onceForgotten(Object object, Runnable action) {
        var unused = cleaner.register(object, action);
    }

    /** Ends a use. */
    void release(Tenant tenant, Worker worker) {
        change(tenant, worker, -1);
    }

    /** Whether a worker is ready for a tenant that has none. */
    boolean hasSpare() {
        lock.lock();
        try {
            CompletableFuture<Worker> next = spare;
            return next != null && now(next) != null;
        } finally {
            lock.unlock();
        }
    }

    private Place place(Tenant tenant) {
        List<Place> places = tenants.computeIfAbsent(tenant, unused -> new ArrayList<>());
        places.removeIf(Place::isDead);
        Place best =
                places.stream().min(Comparator.comparingInt(each -> each.uses)).orElse(null);
        if (best != null && (best.uses == 0 || places.size() >= processes)) {
            return best;
        }
        var place = new Place(spareOrNew());
        spare = null;
        places.add(place);
        retireSurplus();
        spare = start();
        return place;
    }

    private CompletableFuture<Worker> spareOrNew() {
        CompletableFuture<Worker> next = spare;
        if (next == null || isDead(next)) {
            next = start();
            spare = next;
        }
        return next;
    }

    private CompletableFuture<Worker> start() {
        var started = new CompletableFuture<Worker>();
        Thread.ofPlatform().daemon().name("agent-core-worker-start").start(() -> {
            try {
                started.complete(startNow());
            } catch (RuntimeException failed) {
                if (!closed) {
                    LOG.error("A worker cannot be used: {}", failed.getMessage());
                }
                started.completeExceptionally(failed);
            }
        });
        return started;
    }

    private Worker startNow() {
        Worker worker = launcher.launch();
        starting.add(worker);
        try {
            var unusedNow = worker.ready().get(START.toMillis(), TimeUnit.MILLISECONDS);
            LOG.info("{} is ready; {}", worker, worker.confinement());
            var unused = worker.end().thenAccept(this::ended);
            return worker;
        } catch (TimeoutException slow) {
            worker.kill("it was not ready in %d seconds".formatted(START.toSeconds()));
            throw new WorkerLostException(worker + " was not ready in time");
        } catch (ExecutionException lost) {
            if (lost.getCause() instanceof EngineUnavailableException unavailable) {
                throw unavailable;
            }
            throw new WorkerLostException(worker + ": " + reason(lost));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            worker.kill("nobody waits for it");
            throw new WorkerLostException("interrupted");
        } finally {
            starting.remove(worker);
        }
    }

    private static Worker ready(CompletableFuture<Worker> worker) {
        try {
            return worker.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof EngineUnavailableException unavailable) {
                throw unavailable;
            }
            throw new WorkerLostException(reason(failed));
        }
    }

    /** Why something failed, by its cause. */
    static String reason(Exception failed) {
        Throwable cause = failed.getCause();
        return cause == null ? "unknown" : String.valueOf(cause.getMessage());
    }

    private void ended(Worker worker) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (!worker.isRetired()) {
                LOG.warn("{} is lost: {}", worker, worker.awaitLoss());
            }
            tenants.values().forEach(places -> places.removeIf(Place::isDead));
            tenants.values().removeIf(List::isEmpty);
            CompletableFuture<Worker> next = spare;
            if (next != null && isDead(next)) {
                spare = start();
            }
        } finally {
            lock.unlock();
        }
    }

    private void remove(Tenant tenant, Place place) {
        lock.lock();
        try {
            List<Place> places = tenants.get(tenant);
            if (places != null) {
                places.remove(place);
            }
        } finally {
            lock.unlock();
        }
    }

    private void change(Tenant tenant, Worker worker, int by) {
        lock.lock();
        try {
            for (Place place : tenants.getOrDefault(tenant, List.of())) {
                if (place.ready() == worker) {
                    place.uses += by;
                    place.idleSince = System.nanoTime();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends workers that have been idle for the longest time, so that no more than some are kept. */
    private void retireSurplus() {
        List<Place> idle = idle();
        int surplus = tenants.values().stream().mapToInt(List::size).sum() - kept;
        idle.stream()
                .sorted(Comparator.comparingLong(each -> each.idleSince - System.nanoTime()))
                .limit(Math.max(0, surplus))
                .forEach(WorkerPool::retire);
    }

    private void retireForgotten() {
        long now = System.nanoTime();
        idle().stream().filter(place -> now - place.idleSince > IDLE.toNanos()).forEach(WorkerPool::retire);
    }

    private List<Place> idle() {
        return tenants.values().stream()
                .flatMap(List::stream)
                .filter(Place::isIdle)
                .toList();
    }

    private static void retire(Place place) {
        place.worker.resultNow().retire();
    }

    private void check() {
        try {
            List<Worker> alive = alive();
            alive.forEach(Worker::checkRuns);
            checks = (checks + 1) % CHECKS_A_SECOND;
            if (checks == 0) {
                alive.forEach(Worker::check);
                lock.lock();
                try {
                    retireForgotten();
                } finally {
                    lock.unlock();
                }
            }
        } catch (RuntimeException | Error defect) {
            // This thread ends what hangs: it has to go on.
            LOG.error("Workers cannot be checked", defect);
        }
    }

    private List<Worker> alive() {
        lock.lock();
        try {
            var alive = new ArrayList<>(starting);
            tenants.values().forEach(places -> places.forEach(place -> add(alive, place.worker)));
            add(alive, spare);
            return alive;
        } finally {
            lock.unlock();
        }
    }

    private static void add(List<Worker> alive, @Nullable CompletableFuture<Worker> worker) {
        Worker ready = worker == null ? null : now(worker);
        if (ready != null) {
            alive.add(ready);
        }
    }

    /** Null until it is ready, and if it never will be. */
    private static @Nullable Worker now(CompletableFuture<Worker> worker) {
        return worker.state() == Future.State.SUCCESS ? worker.resultNow() : null;
    }

    private static boolean isDead(CompletableFuture<Worker> worker) {
        Worker ready = now(worker);
        return ready == null ? worker.isDone() : !ready.isAlive();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the runtime is closed");
        }
    }

    @Override
    public void close() {
        List<Worker> alive;
        CompletableFuture<Worker> next;
        lock.lock();
        try {
            closed = true;
            next = spare;
        } finally {
            lock.unlock();
        }
        clock.shutdownNow();
        alive = alive();
        alive.forEach(Worker::retire);
        if (next != null && !next.isDone()) {
            var unused = next.thenAccept(late -> late.kill("nobody needs it"));
        }
        for (Worker worker : alive) {
            try {
                worker.awaitEnd();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                worker.kill("the server ends");
            }
        }
    }
}
