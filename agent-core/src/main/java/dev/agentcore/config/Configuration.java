// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.config;

import dev.agentcore.execution.Limits;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.engine.EngineSettings;
import dev.agentcore.execution.engine.TenantLimits;
import dev.agentcore.service.delivery.RetentionSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The configuration: for each setting the value of the first of these sources that sets it: the command line, the environment,
 * the file, the default. Immutable.
 */
public final class Configuration {
    private static final String DEFAULT = "default";

    /** The cache directory of the build and the launcher. */
    private static final String CACHE_VARIABLE = "AGENT_CORE_CACHE";

    /** Environment variables with the prefix that are not settings: the file's path, and those of launcher and build. */
    private static final Set<String> OTHER_VARIABLES = Set.of(
            "AGENT_CORE_CONFIG",
            "AGENT_CORE_JVM_OPTIONS",
            "AGENT_CORE_CACHE",
            "AGENT_CORE_JOBS",
            "AGENT_CORE_SOURCES",
            "AGENT_CORE_LOG_LEVEL",
            "AGENT_CORE_TOKEN");

    private final Map<String, Chosen<?>> chosen;
    private final OpenTelemetryVariables openTelemetry;
    private final List<String> warnings;
    private final @Nullable String cacheRoot;

    private Configuration(
            Map<String, Chosen<?>> chosen,
            OpenTelemetryVariables openTelemetry,
            List<String> warnings,
            @Nullable String cacheRoot) {
        this.chosen = chosen;
        this.openTelemetry = openTelemetry;
        this.cacheRoot = cacheRoot;
        this.warnings = List.copyOf(warnings);
    }

    /**
     * A setting with its value, for display. Immutable.
     *
     * @param key the setting's name
     * @param value the value, as it can be written in a file
     * @param origin where it was set: {@code default}, an option, an environment variable, or a file and line
     */
    public record Entry(String key, String value, String origin) {}

    private record Chosen<T>(Setting<T> setting, T value, String origin) {
        Entry shown() {
            return new Entry(setting.key(), setting.form().writer().apply(value), origin);
        }
    }

    /**
     * Loads the configuration.
     *
     * @param options values from the command line, by key
     * @param environment all environment variables
     * @param file the configuration file; null for none
     * @throws ConfigurationException if anything is invalid; it lists all problems
     */
    public static Configuration load(
            Map<String, GivenValue> options, Map<String, String> environment, @Nullable Path file)
            throws ConfigurationException {
        Set<String> keys = Settings.ALL.stream().map(Setting::key).collect(Collectors.toUnmodifiableSet());
        var problems = new ArrayList<String>();
        Map<String, GivenValue> written = file == null ? Map.of() : ConfigurationFile.read(file, keys, problems);
        var former = new FormerNames(problems);
        Map<String, GivenValue> currentOptions = former.renamed(options);
        Map<String, GivenValue> currentWritten = former.renamed(written);
        former.check(environment);
        rejectUnknown(currentOptions, keys, problems);
        rejectUnknown(currentWritten, keys, problems);

        Map<String, Chosen<?>> chosen = new LinkedHashMap<>();
        for (Setting<?> setting : Settings.ALL) {
            chosen.put(setting.key(), choose(setting, currentOptions, environment, currentWritten, problems));
        }
        var warnings = new ArrayList<>(former.warnings());
        warnings.addAll(unknownVariables(environment.keySet()));
        var configuration = new Configuration(
                chosen, OpenTelemetryVariables.of(environment), warnings, environment.get(CACHE_VARIABLE));
        if (problems.isEmpty()) {
            configuration.checkTogether(problems);
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return configuration;
    }

    private static void rejectUnknown(Map<String, GivenValue> given, Set<String> keys, List<String> problems) {
        given.forEach((key, value) -> {
            if (!keys.contains(key)) {
                problems.add(value.origin() + ": there is no setting " + key + suggestion(key, keys));
            }
        });
    }

    private static String suggestion(String word, Collection<String> candidates) {
        Optional<String> nearest = Spelling.nearest(word, candidates);
        return nearest.map(candidate -> "; did you mean " + candidate + "?").orElse("");
    }

    private static <T> Chosen<T> choose(
            Setting<T> setting,
            Map<String, GivenValue> options,
            Map<String, String> environment,
            Map<String, GivenValue> written,
            List<String> problems) {
        GivenValue option = options.get(setting.key());
        if (option != null) {
            return read(setting, option, setting.form(), problems);
        }
        String variable = environment.get(setting.variable());
        if (variable != null) {
            return read(setting, new GivenValue(variable, setting.variable()), setting.form(), problems);
        }
        String formerVariable = setting.formerVariable();
        String former = formerVariable == null ? null : environment.get(formerVariable);
        if (formerVariable != null && former != null) {
            return read(setting, new GivenValue(former, formerVariable), setting.form(), problems);
        }
        for (Setting.Alias<T> alias : setting.aliases()) {
            String text = environment.get(alias.variable());
            if (text != null) {
                return read(setting, new GivenValue(text, alias.variable()), alias.form(), problems);
            }
        }
        GivenValue inFile = written.get(setting.key());
        return inFile == null
                ? new Chosen<>(setting, setting.defaultValue(), DEFAULT)
                : read(setting, inFile, setting.form(), problems);
    }

    private static <T> Chosen<T> read(Setting<T> setting, GivenValue given, ValueForm<T> form, List<String> problems) {
        try {
            return new Chosen<>(setting, setting.read(given.text().strip(), form), given.origin());
        } catch (IllegalArgumentException wrong) {
            problems.add(given.origin() + ": " + setting.key() + ": " + wrong.getMessage());
            return new Chosen<>(setting, setting.defaultValue(), given.origin());
        }
    }

    /** Not errors: Kubernetes sets variables for each service, and one may be called agent-core. */
    private static List<String> unknownVariables(Set<String> names) {
        Set<String> known = Settings.ALL.stream().map(Setting::variable).collect(Collectors.toUnmodifiableSet());
        Set<String> former = Settings.ALL.stream()
                .map(Setting::formerVariable)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
        return names.stream()
                .filter(name -> name.startsWith(Setting.VARIABLE_PREFIX))
                .filter(name -> !known.contains(name) && !former.contains(name) && !OTHER_VARIABLES.contains(name))
                .sorted()
                .map(name -> "unknown variable " + name + suggestion(name, known))
                .toList();
    }

    private void checkTogether(List<String> problems) {
        checkOrder(Settings.DEFAULT_WALL_TIME, Settings.MAX_WALL_TIME, problems);
        checkOrder(Settings.DEFAULT_CPU_TIME, Settings.MAX_CPU_TIME, problems);
        checkOrder(Settings.DEFAULT_MEMORY, Settings.MAX_MEMORY, problems);
        checkOrder(Settings.DEFAULT_OUTPUT, Settings.MAX_OUTPUT, problems);
        checkOrder(Settings.DEFAULT_SCRATCH, Settings.MAX_SCRATCH, problems);
        checkOrder(Settings.DEFAULT_THREADS, Settings.MAX_THREADS, problems);
        checkGiven(Settings.CERTIFICATE, Settings.KEY, problems);
        checkGiven(Settings.KEY, Settings.CERTIFICATE, problems);
        checkGiven(Settings.CLIENT_AUTHORITIES, Settings.CERTIFICATE, problems);
        checkOperators(problems);
    }

    private <T extends Comparable<? super T>> void checkOrder(
            Setting<T> setting, Setting<T> maximum, List<String> problems) {
        if (value(setting).compareTo(value(maximum)) > 0) {
            Entry lower = chosen(setting).shown();
            Entry upper = chosen(maximum).shown();
            problems.add("%s: %s: %s is more than %s, which is %s (%s)"
                    .formatted(lower.origin(), lower.key(), lower.value(), upper.key(), upper.value(), upper.origin()));
        }
    }

    private void checkGiven(Setting<String> setting, Setting<String> needed, List<String> problems) {
        if (!value(setting).isEmpty() && value(needed).isEmpty()) {
            problems.add(chosen(setting).origin() + ": " + setting.key() + " needs " + needed.key());
        }
    }

    private void checkOperators(List<String> problems) {
        Set<String> operators = value(Settings.OPERATORS);
        boolean named = !operators.isEmpty() && !operators.contains(AdminSettings.ANYBODY);
        if (named && !security().authenticates()) {
            problems.add("%s: %s: names need %s or %s; write %s to allow every caller"
                    .formatted(
                            chosen(Settings.OPERATORS).origin(),
                            Settings.OPERATORS.key(),
                            Settings.TOKENS.key(),
                            Settings.CLIENT_AUTHORITIES.key(),
                            AdminSettings.ANYBODY));
        }
        if (value(Settings.CHANNELZ) && operators.isEmpty()) {
            problems.add(chosen(Settings.CHANNELZ).origin() + ": " + Settings.CHANNELZ.key() + " needs "
                    + Settings.OPERATORS.key());
        }
    }

    @SuppressWarnings("unchecked") // what is put under a setting's key was made of that setting
    private <T> Chosen<T> chosen(Setting<T> setting) {
        return (Chosen<T>) Objects.requireNonNull(chosen.get(setting.key()));
    }

    private <T> T value(Setting<T> setting) {
        return chosen(setting).value();
    }

    /** Problems that are not errors, one line each: unknown environment variables and former names. */
    public List<String> warnings() {
        return warnings;
    }

    /** All settings, in the order of the documentation. */
    public List<Entry> entries() {
        return chosen.values().stream().<Entry>map(Chosen::shown).toList();
    }

    /** The settings of a server. */
    public ServerSettings serverSettings() {
        var engine = new EngineSettings(
                value(Settings.SLOTS),
                value(Settings.QUEUE_CAPACITY),
                value(Settings.QUEUE_MAX_WAIT),
                value(Settings.RETRY_AFTER),
                new TenantLimits(
                        value(Settings.TENANT_SLOTS),
                        value(Settings.TENANT_QUEUE_CAPACITY),
                        value(Settings.TENANT_RATE),
                        value(Settings.TENANT_BURST)),
                value(Settings.GUEST_STACK),
                value(Settings.GUEST_THREADS),
                value(Settings.GUEST_MEMORY));
        var limits = new LimitsPolicy(
                new Limits(
                        value(Settings.DEFAULT_WALL_TIME),
                        value(Settings.DEFAULT_CPU_TIME),
                        value(Settings.DEFAULT_MEMORY),
                        value(Settings.DEFAULT_OUTPUT),
                        value(Settings.DEFAULT_SCRATCH),
                        value(Settings.DEFAULT_THREADS)),
                new Limits(
                        value(Settings.MAX_WALL_TIME),
                        value(Settings.MAX_CPU_TIME),
                        value(Settings.MAX_MEMORY),
                        value(Settings.MAX_OUTPUT),
                        value(Settings.MAX_SCRATCH),
                        value(Settings.MAX_THREADS)),
                LimitsPolicy.defaultPolicy().minimumMemoryBytes());
        return new ServerSettings(
                new ListenSettings(
                        value(Settings.HOST),
                        value(Settings.PORT),
                        value(Settings.REMOTE_CALLERS),
                        path(Settings.SOCKET),
                        value(Settings.SOCKET_PERMISSIONS),
                        value(Settings.HEALTH_HOST),
                        value(Settings.HEALTH_PORT),
                        value(Settings.CONNECTION_AGE)),
                security(),
                engine,
                limits,
                value(Settings.MOUNTS),
                new LifecycleSettings(value(Settings.WARM_UP), value(Settings.DRAIN_TIMEOUT)),
                new AdminSettings(value(Settings.OPERATORS), value(Settings.CHANNELZ), value(Settings.REFLECTION)),
                interpreter(),
                new RetentionSettings(
                        value(Settings.REPLAY_TIME),
                        value(Settings.REPLAY_MEMORY),
                        value(Settings.REPLAY_RUNS),
                        value(Settings.REPLAY_RECONNECT_TIMEOUT)),
                new TelemetrySettings(value(Settings.METRICS_HOST), value(Settings.METRICS_PORT), openTelemetry),
                new LogSettings(value(Settings.LOG_FORMAT), value(Settings.LOG_LEVEL)),
                audit());
    }

    private AuditSettings audit() {
        return new AuditSettings(
                path(Settings.AUDIT_FILE),
                value(Settings.AUDIT_MAX_FILE_SIZE),
                value(Settings.AUDIT_MAX_FILES),
                value(Settings.AUDIT_INCLUDE_CODE));
    }

    private SecuritySettings security() {
        return new SecuritySettings(
                path(Settings.CERTIFICATE),
                path(Settings.KEY),
                path(Settings.CLIENT_AUTHORITIES),
                path(Settings.TOKENS),
                value(Settings.TENANT_HEADER).isEmpty() ? null : value(Settings.TENANT_HEADER));
    }

    private InterpreterSettings interpreter() {
        InterpreterSettings standard = InterpreterSettings.builtIn();
        Path named = path(Settings.INTERPRETER_CACHE);
        Path cache = cacheRoot == null ? standard.cache() : Path.of(cacheRoot, "interpreters");
        return new InterpreterSettings(
                path(Settings.INTERPRETER),
                named == null ? cache : named,
                value(Settings.ENGINE_KIND),
                value(Settings.ENGINE_FALLBACK),
                value(Settings.ENGINE_ISOLATION),
                value(Settings.ENGINE_PROCESSES));
    }

    private @Nullable Path path(Setting<String> setting) {
        return value(setting).isEmpty() ? null : Path.of(value(setting));
    }

    /** The table of all settings in Markdown, for the documentation. */
    public static String documentation() {
        var table = new StringBuilder(
                "| key | value | default | range | environment variable | |\n|---|---|---|---|---|---|\n");
        Settings.ALL.forEach(setting -> table.append(row(setting)));
        return table.toString();
    }

    private static <T> String row(Setting<T> setting) {
        String variables = setting.aliases().stream()
                .map(alias -> " or `" + alias.variable() + "` (" + alias.form().unit() + ")")
                .collect(Collectors.joining("", "`" + setting.variable() + "`", ""));
        boolean ofTheMachine = setting.equals(Settings.SLOTS);
        String defaultText =
                ofTheMachine ? "processors" : "`" + setting.form().writer().apply(setting.defaultValue()) + "`";
        return "| `%s` | %s | %s | %s | %s | %s |\n"
                .formatted(
                        setting.key(),
                        setting.form().unit(),
                        defaultText.equals("``") ? "none" : defaultText,
                        setting.bounds(),
                        variables,
                        setting.description());
    }
}
