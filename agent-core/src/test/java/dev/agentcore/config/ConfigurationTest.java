// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.agentcore.execution.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigurationTest {
    @TempDir
    Path folder;

    private final Map<String, GivenValue> options = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private String yaml = "";

    @Test
    void withoutAnySourceItHasTheDefaults() throws Exception {
        assertThat(load().serverSettings()).isEqualTo(ServerSettings.defaults());
        assertThat(load().warnings()).isEmpty();
    }

    @Test
    void optionsCountMoreThanVariablesAndTheseMoreThanTheFile() throws Exception {
        yaml = """
                listen:
                  host: ::1
                  port: 1
                engine: {slots: 1}
                """;
        environment.put("AGENT_CORE_LISTEN_PORT", "2");
        environment.put("AGENT_CORE_ENGINE_SLOTS", "2");
        options.put("engine.slots", new GivenValue("3", "--slots"));
        ServerSettings settings = load().serverSettings();
        assertThat(settings.listen().host()).isEqualTo("::1");
        assertThat(settings.listen().port()).isEqualTo(2);
        assertThat(settings.engine().slots()).isEqualTo(3);
        assertThat(load().entries())
                .contains(
                        new Configuration.Entry("listen.host", "::1", file() + ":2"),
                        new Configuration.Entry("listen.port", "2", "AGENT_CORE_LISTEN_PORT"),
                        new Configuration.Entry("engine.slots", "3", "--slots"),
                        new Configuration.Entry("limits.default.memory", "512 MiB", "default"));
    }

    @Test
    void otherSystemsVariablesAreHonoured() throws Exception {
        environment.put("WASI_MEMORY_LIMIT_MB", "512");
        environment.put("WASI_TIMEOUT_SECONDS", "60");
        assertThat(load().serverSettings().limits().defaults().memoryBytes()).isEqualTo(512 << 20);
        assertThat(load().serverSettings().limits().defaults().wallTime()).isEqualTo(Duration.ofSeconds(60));
        environment.put("AGENT_CORE_LIMITS_DEFAULT_MEMORY", "64MiB");
        assertThat(load().serverSettings().limits().defaults().memoryBytes()).isEqualTo(64 << 20);
    }

    @Test
    void theEngineIsChosenByNameAndMayFallBack() throws Exception {
        environment.put("AGENT_CORE_ENGINE_KIND", "native");
        options.put("engine.fallback", new GivenValue("true", "--set"));
        InterpreterSettings interpreter = load().serverSettings().interpreter();
        assertThat(interpreter.engine()).isEqualTo(InterpreterSettings.Engine.NATIVE);
        assertThat(interpreter.fallback()).isTrue();
    }

    @Test
    void guestMemoryIsWhatTheMachineLeavesUnlessItIsSet() throws Exception {
        assertThat(load().serverSettings().engine().guestMemoryBytes()).isZero();
        environment.put("AGENT_CORE_ENGINE_GUEST_MEMORY", "2GiB");
        assertThat(load().serverSettings().engine().guestMemoryBytes()).isEqualTo(2L << 30);
    }

    @Test
    void anotherInterpreterIsKeptWhereTheBuildKeepsItsOwn() throws Exception {
        assertThat(load().serverSettings().interpreter()).isEqualTo(InterpreterSettings.builtIn());
        environment.put("PYTHON_WASI_WASM_PATH", "/opt/python.wasm");
        environment.put("AGENT_CORE_CACHE", "/var/cache/agent-core");
        assertThat(load().serverSettings().interpreter())
                .isEqualTo(new InterpreterSettings(
                        Path.of("/opt/python.wasm"), Path.of("/var/cache/agent-core/interpreters")));
        options.put("interpreter.cache", new GivenValue("/else", "--set"));
        assertThat(load().serverSettings().interpreter().cache()).isEqualTo(Path.of("/else"));
    }

    @Test
    void logAuditAndTelemetryAreConfigured() throws Exception {
        yaml = """
                log: {format: JSON, level: warn}
                audit: {file: /var/log/audit.log, max-file-size: 1MiB, max-files: 3, include-code: true}
                telemetry: {metrics-host: "::1", metrics-port: 1}
                """;
        environment.put("METRICS_PORT", "9464");
        environment.put("AGENT_CORE_LOG_LEVEL", "DEBUG");
        ServerSettings settings = load().serverSettings();
        assertThat(settings.log()).isEqualTo(new LogSettings(LogSettings.Format.JSON, LogSettings.Level.DEBUG));
        assertThat(settings.audit()).isEqualTo(new AuditSettings(Path.of("/var/log/audit.log"), 1 << 20, 3, true));
        assertThat(settings.telemetry().metricsHost()).isEqualTo("::1");
        assertThat(settings.telemetry().metricsPort()).isEqualTo(9464);
    }

    @Test
    void openTelemetrysVariablesAreTakenAsTheyAreAndNeverShown() throws Exception {
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317");
        environment.put("OTEL_EXPORTER_OTLP_HEADERS", "authorization=my-secret");
        environment.put("OTEL_TRACES_EXPORTER", "");
        Configuration configuration = load();
        assertThat(configuration.serverSettings().telemetry().variables().values())
                .containsOnly(
                        Map.entry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317"),
                        Map.entry("OTEL_EXPORTER_OTLP_HEADERS", "authorization=my-secret"));
        assertThat(configuration.serverSettings().toString()).doesNotContain("my-secret");
        assertThat(configuration.entries().toString()).doesNotContain("my-secret");
        assertThat(configuration.warnings()).isEmpty();
    }

    @Test
    void mountsAreNamesOfTheOperators() throws Exception {
        yaml = """
                mounts:
                  /data: /srv/data
                  /more/sets: sets
                """;
        assertThat(load().serverSettings().mounts())
                .containsExactly(new Mount("/data", Path.of("/srv/data")), new Mount("/more/sets", Path.of("sets")));
        environment.put("AGENT_CORE_MOUNTS", "/x=y");
        assertThat(load().serverSettings().mounts()).containsExactly(new Mount("/x", Path.of("y")));
    }

    /** What is printed can be read again, and means the same. */
    @Test
    void everyValueIsWrittenAsItIsRead() throws Exception {
        environment.put("AGENT_CORE_MOUNTS", "/x=y,/z=a b");
        environment.put("AGENT_CORE_ENGINE_QUEUE_MAX_WAIT", "1.5ms");
        environment.put("AGENT_CORE_LIMITS_MAX_OUTPUT", "100000000");
        Configuration first = load();
        environment.clear();
        first.entries().forEach(entry -> options.put(entry.key(), new GivenValue(entry.value(), "printed")));
        assertThat(load().serverSettings()).isEqualTo(first.serverSettings());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "listen: {prot: 1}             | F:1: there is no setting listen.prot; did you mean listen.port?",
                "quite-another-thing: 1        | F:1: there is no setting quite-another-thing",
                "listen: {port: many}          | F:1: listen.port: 'many' is not a number",
                "listen: {port: 65536}         | F:1: listen.port: '65536' is out of range; 0 to 65535 are allowed",
                "listen: {port: [1]}           | F:1: listen.port must not be a list",
                "listen: {port: }              | F:1: listen.port has no value",
                "listen: 1                     | F:1: there is no setting listen",
                "listen: {port: 1, port: 2}    | F:1: listen.port is already set, in F:1",
                "[1, 2]                        | F:1: the file must be a mapping of names to values",
                "listen: {allow-remote-callers: yes} | F:1: listen.allow-remote-callers: 'yes' is neither true nor false",
                "limits: {max: {cpu-time: 1}}  | F:1: limits.max.cpu-time: '1' is not a duration; write 500ms, 1.5s, 2m or 1h",
                "limits: {max: {memory: 1MiB}} | F:1: limits.max.memory: '1MiB' is out of range; 32 MiB to 1 GiB are allowed",
                "limits: {max: {memory: 64MiB}} | default: limits.default.memory: 512 MiB is more than limits.max.memory, which is 64 MiB (F:1)",
                "admin: {operators: ops}       | F:1: admin.operators: names need security.tokens or security.tls.client-authorities; write * to allow every caller",
                "admin: {channelz: true}       | F:1: admin.channelz needs admin.operators",
                "log: {format: xml}            | F:1: log.format: 'xml' is not text or json",
                "log: {level: loud}            | F:1: log.level: 'loud' is not error, warn, info, debug or trace",
                "audit: {max-files: 21}        | F:1: audit.max-files: '21' is out of range; 1 to 20 are allowed",
                "mounts: {/lib/x: y}           | F:1: mounts: mount /lib/x must not be in /lib",
                "mounts: {/a: x, /a/b: y}      | F:1: mounts: mount /a/b must not be in mount /a",
            })
    void tellsWhatIsWrongAndWhere(String text, String problem) {
        yaml = text;
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(this::load)
                .withMessage(problem.replace("F:", file() + ":"));
    }

    @Test
    void malformedYamlIsReportedWithItsLine() {
        yaml = "listen:\n  port: 1\n bad: {\n";
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(this::load)
                .satisfies(wrong ->
                        assertThat(wrong.problems()).singleElement().asString().startsWith(file() + ":3: "));
    }

    @Test
    void tellsAllAtOnce() {
        yaml = "a: 1\nb: 2\n";
        environment.put("AGENT_CORE_ENGINE_SLOTS", "0");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(this::load)
                .satisfies(wrong -> assertThat(wrong.problems()).hasSize(3));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path missing = folder.resolve("missing.yaml");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.load(options, environment, missing))
                .withMessage(missing + ": there is no such file");
    }

    /** Kubernetes sets such variables for a service that is called agent-core. */
    @Test
    void aVariableThatSetsNothingIsNoError() throws Exception {
        environment.put("AGENT_CORE_PORT_50051_TCP", "tcp://10.0.0.1:50051");
        environment.put("AGENT_CORE_LISTEN_PROT", "1");
        environment.put("AGENT_CORE_JVM_OPTIONS", "-Xmx1g");
        assertThat(load().warnings())
                .hasSize(2)
                .contains("unknown variable AGENT_CORE_LISTEN_PROT; did you mean AGENT_CORE_LISTEN_PORT?");
    }

    @ParameterizedTest
    @CsvSource({
        "life.warm-up, lifecycle.warm-up, 2s",
        "life.drain-patience, lifecycle.drain-timeout, 3s",
        "replay.grace, replay.reconnect-timeout, 4s",
    })
    void aFormerNameIsReadWithAWarning(String former, String current, String value) throws Exception {
        yaml = former + ": " + value;
        assertSetByFormerName(current, value, file() + ":1", file() + ":1: " + deprecated(former, current));

        yaml = "";
        String variable = variable(former);
        environment.put(variable, value);
        assertSetByFormerName(current, value, variable, "the variable " + deprecated(variable, variable(current)));

        environment.clear();
        options.put(former, new GivenValue(value, "--set"));
        assertSetByFormerName(current, value, "--set", "--set: " + deprecated(former, current));
    }

    @Test
    void aFormerNameWithinItsGroupIsReadToo() throws Exception {
        yaml = """
                life:
                  warm-up: 1s
                  drain-patience: 2s
                """;
        Configuration configuration = load();
        assertThat(configuration.serverSettings().lifecycle())
                .isEqualTo(new LifecycleSettings(Duration.ofSeconds(1), Duration.ofSeconds(2)));
        assertThat(configuration.warnings())
                .containsExactlyInAnyOrder(
                        file() + ":2: " + deprecated("life.warm-up", "lifecycle.warm-up"),
                        file() + ":3: " + deprecated("life.drain-patience", "lifecycle.drain-timeout"));
    }

    @Test
    void aCurrentVariableCountsMoreThanAFormerOne() throws Exception {
        environment.put("AGENT_CORE_LIFE_DRAIN_PATIENCE", "1s");
        environment.put("AGENT_CORE_LIFECYCLE_DRAIN_TIMEOUT", "2s");
        assertThat(load().entries())
                .contains(
                        new Configuration.Entry("lifecycle.drain-timeout", "2s", "AGENT_CORE_LIFECYCLE_DRAIN_TIMEOUT"));
    }

    @Test
    void aFormerVariableCountsMoreThanTheFile() throws Exception {
        yaml = "lifecycle: {drain-timeout: 1s}";
        environment.put("AGENT_CORE_LIFE_DRAIN_PATIENCE", "2s");
        assertThat(load().entries())
                .contains(new Configuration.Entry("lifecycle.drain-timeout", "2s", "AGENT_CORE_LIFE_DRAIN_PATIENCE"));
    }

    @Test
    void bothNamesInOneFileAreRejected() {
        yaml = """
                replay:
                  reconnect-timeout: 1s
                  grace: 1s
                """;
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(this::load)
                .withMessage(file() + ":3: replay.grace is the former name of replay.reconnect-timeout,"
                        + " which is already set, in " + file() + ":2");
    }

    @Test
    void aWrongValueIsReportedWhereTheFormerNameIs() {
        environment.put("AGENT_CORE_REPLAY_GRACE", "11m");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(this::load)
                .withMessage("AGENT_CORE_REPLAY_GRACE: replay.reconnect-timeout: '11m' is out of range;"
                        + " 0s to 10m are allowed");
    }

    private void assertSetByFormerName(String key, String value, String origin, String warning) throws Exception {
        Configuration configuration = load();
        assertThat(configuration.entries()).contains(new Configuration.Entry(key, value, origin));
        assertThat(configuration.warnings()).containsExactly(warning);
    }

    private static String deprecated(String former, String current) {
        return former + " is deprecated, and the next version will not read it; use " + current;
    }

    private static String variable(String key) {
        return "AGENT_CORE_" + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** After adding a setting, replace the table by the output of `bin/agent-core config table`. */
    @Test
    void theDocumentationListsAllSettings() throws Exception {
        assertThat(documentation()).contains("\n" + Configuration.documentation() + "\n");
    }

    @Test
    void theExampleOfTheDocumentationIsRight() throws Exception {
        String text = documentation();
        int begin = text.indexOf("```yaml\n") + "```yaml\n".length();
        yaml = text.substring(begin, text.indexOf("```", begin));
        ServerSettings settings = load().serverSettings();
        assertThat(settings.security().authenticates()).isTrue();
        assertThat(settings.limits().maximum().memoryBytes()).isEqualTo(512 << 20);
        assertThat(settings.engine().tenantLimits().runsPerMinute()).isEqualTo(600);
        assertThat(settings.mounts()).hasSize(1);
    }

    private static String documentation() throws IOException {
        return Files.readString(Path.of("../CONFIGURATION.md"));
    }

    private Path file() {
        return folder.resolve("agent.yaml");
    }

    private Configuration load() throws ConfigurationException, IOException {
        return Configuration.load(options, environment, Files.writeString(file(), yaml));
    }
}
