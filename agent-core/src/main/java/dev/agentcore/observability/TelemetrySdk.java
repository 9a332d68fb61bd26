// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.observability;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.instrumentation.runtimetelemetry.RuntimeTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import java.net.BindException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OpenTelemetry's SDK, configured by its variables, and what it tells of the JVM. The one class that knows the SDK: where
 * nobody asks for telemetry, neither this class is loaded nor any of the SDK's. Safe for use by many threads.
 */
public final class TelemetrySdk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TelemetrySdk.class);

    /** How long what was measured last may take to be sent. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
    private static final AttributeKey<String> SERVICE_VERSION = AttributeKey.stringKey("service.version");

    private final OpenTelemetrySdk sdk;
    private final RuntimeTelemetry jvm;

    private TelemetrySdk(OpenTelemetrySdk sdk, RuntimeTelemetry jvm) {
        this.sdk = sdk;
        this.jvm = jvm;
    }

    /**
     * Starts measuring the JVM, and sending what is measured.
     *
     * @param version this server's
     * @throws IllegalArgumentException if the exporters cannot be as they are asked for, in one line without secrets
     */
    public static TelemetrySdk start(Exporters exporters, String version) {
        Map<String, String> properties = exporters.properties();
        OpenTelemetrySdk sdk;
        try {
            sdk = AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesCustomizer(config -> properties)
                    .addResourceCustomizer((resource, config) -> named(resource, version))
                    // The server ends it, after the last run.
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk();
        } catch (RuntimeException refused) {
            throw new IllegalArgumentException(problem(refused, exporters), refused);
        }
        LOG.info(
                "Telemetry is on: traces go to {}, metrics to {}",
                properties.get("otel.traces.exporter"),
                properties.get("otel.metrics.exporter"));
        if (exporters.metricsPort() != 0) {
            LOG.info("Metrics are at http://{}:{}/metrics", exporters.metricsHost(), exporters.metricsPort());
        }
        return new TelemetrySdk(sdk, RuntimeTelemetry.create(sdk));
    }

    /** What measures and traces. */
    public OpenTelemetry openTelemetry() {
        return sdk;
    }

    /** Sends what is left, and ends. */
    @Override
    public void close() {
        jvm.close();
        sdk.shutdown().join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Resource named(Resource resource, String version) {
        String name = resource.getAttribute(SERVICE_NAME);
        var attributes = Attributes.builder().put(SERVICE_VERSION, version);
        if (name == null || name.startsWith("unknown_service")) {
            attributes.put(SERVICE_NAME, "agent-core");
        }
        return resource.merge(Resource.create(attributes.build()));
    }

    /** OpenTelemetry repeats values that it cannot read, and headers hold tokens. */
    private static String problem(RuntimeException refused, Exporters exporters) {
        Throwable innermost = refused;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        if (innermost instanceof BindException) {
            return "telemetry: cannot listen on %s:%d for who reads metrics: %s"
                    .formatted(exporters.metricsHost(), exporters.metricsPort(), innermost.getMessage());
        }
        String message = String.valueOf(innermost.getMessage());
        for (Map.Entry<String, String> variable : exporters.variables().entrySet()) {
            if (variable.getKey().toUpperCase(Locale.ROOT).contains("HEADERS")) {
                message = message.replace(variable.getValue(), "***");
            }
        }
        return "telemetry: " + message;
    }
}
