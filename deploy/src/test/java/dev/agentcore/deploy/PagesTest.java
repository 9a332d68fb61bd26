// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages name tests, files and settings that exist. */
final class PagesTest {
    private static final int README_LINES = 120;

    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern TEST = Pattern.compile("\\w+(Test|IT)");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)\\)");
    private static final Pattern FILE = Pattern.compile(
            "(\\.github|agent-core|bench|bin|cli|client-sdk|deploy|engine-native|examples|proto|python-guest)/[\\w./-]+|[A-Z_]+\\.md");
    private static final Pattern SETTING = Pattern.compile("[a-z]+(\\.[a-z-]+)+|[a-z]+(\\.[a-z-]+)*\\.\\*");
    private static final Pattern VARIABLE = Pattern.compile("AGENT_CORE_[A-Z_]+");

    /** Variables of the scripts, which are no settings. */
    private static final Set<String> OF_SCRIPTS = Set.of(
            "AGENT_CORE_APT_ARCHIVES",
            "AGENT_CORE_CACHE",
            "AGENT_CORE_JVM_OPTIONS",
            "AGENT_CORE_LLVM",
            "AGENT_CORE_PYTHON",
            "AGENT_CORE_SOURCES",
            "AGENT_CORE_PORT",
            "AGENT_CORE_TARGET");

    /** Sections that had another name in 0.1. */
    private static final Set<String> OLD_SECTIONS = Set.of("life.");

    private static Set<String> tests = Set.of();
    private static Set<String> settings = Set.of();
    private static String configuration = "";

    @BeforeAll
    static void readWhatThereIs() throws IOException {
        tests = namesOfTests();
        configuration = Checkout.text("CONFIGURATION.md");
        settings = Pattern.compile("^\\| `([a-z.-]+)` \\| [^`|]", Pattern.MULTILINE)
                .matcher(configuration)
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toSet());
        assertThat(tests).hasSizeGreaterThan(100);
        assertThat(settings).hasSizeGreaterThan(40);
    }

    private static Set<String> namesOfTests() throws IOException {
        try (Stream<Path> folders = Files.list(Checkout.path(""))) {
            Set<String> names = new HashSet<>();
            for (Path module : Stream.concat(folders, Stream.of(Checkout.path("deploy/image")))
                    .map(folder -> folder.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(module)) {
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".java"))
                            .forEach(name -> names.add(name.substring(0, name.length() - ".java".length())));
                }
            }
            return names;
        }
    }

    @Test
    void readmeIsShort() throws IOException {
        assertThat(Checkout.text("README.md").lines()).hasSizeLessThanOrEqualTo(README_LINES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "ARCHITECTURE.md",
                "CODE_OF_CONDUCT.md",
                "CONTRIBUTING.md",
                "ENGINES.md",
                "RATIONALE.md",
                "SECURITY.md",
                "bench/README.md",
                "cli/README.md",
                "deploy/README.md",
                "deploy/OPERATIONS.md",
                "deploy/SCALING.md",
                "deploy/image/README.md",
                "deploy/kubernetes/README.md",
            })
    void whatAPageNamesExists(String page) throws IOException {
        String text = Checkout.text(page);
        List<String> names = CODE.matcher(text).results().map(PagesTest::first).toList();
        Path folder = Checkout.path(page).resolveSibling("");

        assertThat(unknown(names, TEST, tests::contains)).as("tests").isEmpty();
        assertThat(unknown(names, SETTING, PagesTest::isSetting)).as("settings").isEmpty();
        assertThat(unknown(
                        VARIABLE.matcher(text).results().map(MatchResult::group).toList(),
                        VARIABLE,
                        name -> configuration.contains("`" + name + "`") || OF_SCRIPTS.contains(name)))
                .as("variables")
                .isEmpty();
        assertThat(unknown(names, FILE, name -> isFile(folder, name)))
                .as("files")
                .isEmpty();
        assertThat(LINK.matcher(text).results().map(PagesTest::first))
                .as("links")
                .allMatch(link -> Files.exists(folder.resolve(link)));
    }

    private static String first(MatchResult match) {
        return match.group(1);
    }

    private static Set<String> unknown(List<String> names, Pattern kind, Predicate<String> exists) {
        Set<String> unknown = new HashSet<>();
        for (String name : names) {
            if (kind.matcher(name).matches() && !exists.test(name)) {
                unknown.add(name);
            }
        }
        return unknown;
    }

    /** Whether it is a setting or a group of them. What begins otherwise is no name of a setting. */
    private static boolean isSetting(String name) {
        String section = name.substring(0, name.indexOf('.') + 1);
        boolean ofTheServer =
                OLD_SECTIONS.contains(section) || settings.stream().anyMatch(setting -> setting.startsWith(section));
        if (name.endsWith(".*")) {
            String group = name.substring(0, name.length() - 1);
            return !ofTheServer || settings.stream().anyMatch(setting -> setting.startsWith(group));
        }
        return !ofTheServer || settings.contains(name) || name.endsWith(".jsonl");
    }

    /** Files are named from the root or from the page; what a build makes is not there yet. */
    private static boolean isFile(Path folder, String name) {
        return name.contains("/target/") || Files.exists(Checkout.path(name)) || Files.exists(folder.resolve(name));
    }
}
