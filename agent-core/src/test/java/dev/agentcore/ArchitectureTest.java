// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The walls between packages are those of the table in ARCHITECTURE.md. */
final class ArchitectureTest {
    private static final String ROOT = "dev.agentcore";
    private static final Path PAGE = Path.of("..", "ARCHITECTURE.md");
    private static final String HEADING = "## Packages of `agent-core`";
    private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9.]+)` \\|[^|]*\\|([^|]*)\\|");
    private static final Pattern NAME = Pattern.compile("`([a-z0-9.]+)`");

    private static final Map<String, List<String>> ALLOWED = table();
    private static JavaClasses server;

    @BeforeAll
    static void importClasses() {
        // The folder, not the class path: in a reactor build other modules are folders there, too.
        server = new ClassFileImporter().importPath(Path.of("target", "classes"));
    }

    private static Map<String, List<String>> table() {
        try {
            String page = Files.readString(PAGE);
            String section = page.substring(page.indexOf(HEADING)).split("\n## ", -1)[0];
            var rows = new TreeMap<String, List<String>>();
            for (Matcher row = ROW.matcher(section); row.find(); ) {
                var names = new ArrayList<String>();
                for (Matcher name = NAME.matcher(row.group(2)); name.find(); ) {
                    names.add(name.group(1));
                }
                rows.put(row.group(1), names);
            }
            return rows;
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    static Stream<String> packages() {
        return ALLOWED.keySet().stream();
    }

    @Test
    void everyPackageHasARowAndEveryRowAPackage() {
        var packages = new TreeSet<String>();
        server.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.substring(ROOT.length() + 1))
                .forEach(packages::add);
        assertThat(packages).containsExactlyElementsOf(ALLOWED.keySet());
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageImportsOnlyWhatItsRowNames(String name) {
        var known = new ArrayList<>(List.of("java..", "org.jspecify..", ROOT + "." + name));
        for (String allowed : ALLOWED.getOrDefault(name, List.of())) {
            boolean ours = ALLOWED.containsKey(allowed) || allowed.equals("guest") || allowed.equals("v1");
            known.add(ours ? ROOT + "." + allowed : allowed + "..");
            if (allowed.equals("guest")) {
                known.add(ROOT + ".guest.image..");
            }
        }
        classes()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(known.toArray(String[]::new))
                .check(server);
    }

    @Test
    void aRowNamesNoMoreThanItsPackageImports() {
        var unused = new ArrayList<String>();
        ALLOWED.forEach((name, allowed) -> allowed.forEach(each -> {
            boolean ours = ALLOWED.containsKey(each) || each.equals("guest") || each.equals("v1");
            var target = resideInAPackage(ours ? ROOT + "." + each : each + "..");
            boolean used = server.stream()
                    .filter(resideInAPackage(ROOT + "." + name))
                    .flatMap(origin -> origin.getDirectDependenciesFromSelf().stream())
                    .anyMatch(dependency -> target.test(dependency.getTargetClass()));
            // A constant leaves no trace in the class that imports it.
            if (!used && !imports(name, ours ? ROOT + "." + each : each)) {
                unused.add(name + " does not import " + each);
            }
        }));
        assertThat(unused).isEmpty();
    }

    private static boolean imports(String name, String target) {
        Path folder = Path.of("src", "main", "java").resolve((ROOT + "." + name).replace('.', '/'));
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .anyMatch(file -> read(file).contains("\nimport " + target + "."));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    void onlyOneClassKnowsTheTelemetrySdk() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".observability.TelemetrySdk")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.opentelemetry.sdk..", "io.opentelemetry.exporter..", "io.opentelemetry.instrumentation..")
                .check(server);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(server);
    }

    @Test
    void classesHaveNamesThatSayWhatTheyAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Manager|Helper|Common)(\\$.*)?")
                .check(server);
    }
}
