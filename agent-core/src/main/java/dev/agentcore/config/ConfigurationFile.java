// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads settings from a YAML file. Groups are mappings: {@code listen: {port: 1}} sets {@code listen.port}. Not thread-safe.
 */
final class ConfigurationFile {
    private static final int LONGEST = 1 << 20;

    private final Path file;
    private final Set<String> keys;
    private final List<String> problems;
    private final Map<String, GivenValue> values = new LinkedHashMap<>();

    private ConfigurationFile(Path file, Set<String> keys, List<String> problems) {
        this.file = file;
        this.keys = keys;
        this.problems = problems;
    }

    /**
     * Reads a file.
     *
     * @param keys the keys of all settings; a mapping below one of them is its value, not a group
     * @param problems receives what is wrong with the file
     * @return the values by key; keys may be unknown
     */
    static Map<String, GivenValue> read(Path file, Set<String> keys, List<String> problems) {
        var reading = new ConfigurationFile(file, keys, problems);
        try {
            if (Files.size(file) > LONGEST) {
                problems.add(file + ": larger than 1 MiB");
            } else {
                reading.read(Files.readString(file));
            }
        } catch (NoSuchFileException missing) {
            problems.add(file + ": there is no such file");
        } catch (CharacterCodingException binary) {
            problems.add(file + ": not UTF-8");
        } catch (IOException unreadable) {
            problems.add(file + ": cannot be read: " + unreadable.getMessage());
        }
        return reading.values;
    }

    private void read(String text) {
        var settings = LoadSettings.builder()
                .setLabel(String.valueOf(file.getFileName()))
                .setUseMarks(true)
                .build();
        try {
            Optional<Node> top = new Compose(settings).composeString(text);
            top.filter(node -> !isEmpty(node)).ifPresent(node -> readGroup("", node));
        } catch (MarkedYamlEngineException malformed) {
            String line = malformed
                    .getProblemMark()
                    .map(mark -> ":" + (mark.getLine() + 1))
                    .orElse("");
            problems.add(file + line + ": " + malformed.getProblem());
        } catch (YamlEngineException malformed) {
            problems.add(file + ": "
                    + String.valueOf(malformed.getMessage()).lines().findFirst().orElse("malformed"));
        }
    }

    private void readGroup(String prefix, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            problems.add(place(node) + ": " + (prefix.isEmpty() ? "the file" : prefix)
                    + " must be a mapping of names to values");
            return;
        }
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode name) {
                read(prefix.isEmpty() ? name.getValue() : prefix + "." + name.getValue(), entry.getValueNode());
            } else {
                problems.add(place(entry.getKeyNode()) + ": a name must be a scalar");
            }
        }
    }

    private void read(String key, Node node) {
        switch (node) {
            case MappingNode mapping -> {
                if (keys.contains(key)) {
                    put(key, pairs(mapping), node);
                } else {
                    readGroup(key, mapping);
                }
            }
            case ScalarNode scalar -> {
                if (isEmpty(scalar)) {
                    problems.add(place(node) + ": " + key + " has no value");
                } else {
                    put(key, scalar.getValue(), node);
                }
            }
            case SequenceNode sequence -> problems.add(place(node) + ": " + key + " must not be a list");
            default -> problems.add(place(node) + ": " + key + " has an unsupported kind of value");
        }
    }

    private void put(String key, String text, Node node) {
        GivenValue earlier = values.putIfAbsent(key, new GivenValue(text, place(node)));
        if (earlier != null) {
            problems.add(place(node) + ": " + key + " is already set, in " + earlier.origin());
        }
    }

    private static String pairs(MappingNode mapping) {
        return mapping.getValue().stream()
                .map(entry -> text(entry.getKeyNode()) + "=" + text(entry.getValueNode()))
                .collect(Collectors.joining(","));
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static boolean isEmpty(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private String place(Node node) {
        return file
                + node.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
    }
}
