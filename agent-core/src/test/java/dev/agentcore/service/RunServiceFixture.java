// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service;

import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.execution.RunObserver;
import dev.agentcore.execution.Ticker;
import dev.agentcore.execution.engine.EngineSettings;
import dev.agentcore.execution.engine.ExecutionEngine;
import dev.agentcore.execution.engine.MemoryBudget;
import dev.agentcore.service.delivery.RetentionSettings;
import dev.agentcore.service.delivery.RunDelivery;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** An open service over a runtime, for the tests of faces. The heap bounds retained output only. */
public final class RunServiceFixture implements AutoCloseable {
    public static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final PythonRuntime runtime;
    private final ExecutionEngine engine;
    private final RunDelivery delivery;
    private final RunService service;

    public RunServiceFixture(PythonRuntime runtime, EngineSettings settings, List<RunObserver> observers) {
        this(runtime, settings, observers, RetentionSettings.defaults(), KEEP_ALIVE);
    }

    /**
     * Opens the service.
     *
     * @param runtime closed with the fixture
     */
    public RunServiceFixture(
            PythonRuntime runtime,
            EngineSettings settings,
            List<RunObserver> observers,
            RetentionSettings retention,
            Duration keepAlive) {
        this.runtime = runtime;
        var budget = MemoryBudget.unlimited().withBound(MemoryBudget.Purpose.JOURNAL, retention.memoryBytes());
        engine = new ExecutionEngine(runtime, settings, budget, Ticker.system());
        delivery = new RunDelivery(retention, budget, clock, Ticker.system(), keepAlive);
        var capabilities = new Capabilities(
                "1.2.3",
                engine.images(),
                LimitsPolicy.defaultPolicy(),
                engine.slots(),
                engine.queueCapacity(),
                engine.resultFormats(),
                List.of(),
                delivery.retentionTime());
        service = new RunService(engine, capabilities, delivery, observers, Ticker.system(), Duration.ofSeconds(1));
        service.open();
    }

    public RunService service() {
        return service;
    }

    public ExecutionEngine engine() {
        return engine;
    }

    public RunDelivery delivery() {
        return delivery;
    }

    /** Ends the runs. */
    @Override
    public void close() {
        engine.close();
        clock.shutdownNow();
        runtime.close();
    }
}
