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
 * OpenTelemetry's SDK, configured by its environment variables, with the JVM's metrics. The only class that uses the SDK:
 * without telemetry, neither this class nor the SDK is loaded. Thread-safe.
 */
public final class TelemetrySdk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TelemetrySdk.class);

    /** The timeout of the last export. */
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

    private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
    private static final AttributeKey<String> SERVICE_VERSION = AttributeKey.stringKey("service.version");

    private final OpenTelemetrySdk sdk;
    private final RuntimeTelemetry jvm;

    private TelemetrySdk(OpenTelemetrySdk sdk, RuntimeTelemetry jvm) {
        this.sdk = sdk;
        this.jvm = jvm;
    }

    /**
     * Starts measuring the JVM and exporting.
     *
     * @param version this server's version
     * @throws IllegalArgumentException if the exporters are configured incorrectly; the message has one line, without secrets
     */
    public static TelemetrySdk start(Exporters exporters, String version) {
        Map<String, String> properties = exporters.properties();
        OpenTelemetrySdk sdk;
        try {
            sdk = AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesCustomizer(config -> properties)
                    .addResourceCustomizer((resource, config) -> named(resource, version))
                    // The server shuts it down, after the last run.
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk();
        } catch (RuntimeException invalid) {
            throw new IllegalArgumentException(problem(invalid, exporters), invalid);
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

    /** The API of metrics and traces. */
    public OpenTelemetry openTelemetry() {
        return sdk;
    }

    /** Exports the last measurements and shuts down. */
    @Override
    public void close() {
        jvm.close();
        sdk.shutdown().join(SHUTDOWN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
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
    private static String problem(RuntimeException invalid, Exporters exporters) {
        Throwable innermost = invalid;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        if (innermost instanceof BindException) {
            return "telemetry: cannot listen on %s:%d for metrics: %s"
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
