// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.testkit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Lists the tests that a build skipped, with their reasons, from Surefire's and Failsafe's reports.
 *
 * <p>Usage: {@code SkippedTests ROOT EXPECTED [SINCE]}. ROOT is the checkout; reports that are older than SINCE (ISO 8601, UTC)
 * are of an earlier build. EXPECTED is a file with a line for each kind of skip that is expected: the class, and a regular
 * expression that the whole reason matches; lines that start with {@code #} say why. A skip that is not expected fails the build
 * where {@code CI=true}: the exit code is 1.
 *
 * <p>One file that needs the JDK alone, so that {@code bin/skipped-tests} can run it as a source.
 */
public final class SkippedTests {
    private static final Pattern REPORTS = Pattern.compile(".*/target/(surefire|failsafe)-reports/TEST-[^/]*\\.xml");
    private static final Pattern ABORTED =
            Pattern.compile("^(org\\.opentest4j\\.TestAbortedException: )?(Assumption failed: )?");
    private static final Pattern STACK_TRACE = Pattern.compile("(?s)\\R\\tat .*");
    private static final Pattern NOT_SEARCHED = Pattern.compile("node_modules|src|classes|guest|layers|\\..+");

    private final List<Expectation> expected;

    private SkippedTests(List<Expectation> expected) {
        this.expected = expected;
    }

    /** A skipped test, or all tests of a class. */
    record Skip(String className, String reason) {}

    /** The kind of skip that a line of the file expects. */
    record Expectation(String className, Pattern reason) {
        static Expectation parse(String line) {
            String[] parts = line.split("\\s+", 2);
            if (parts.length != 2) {
                throw new IllegalArgumentException("not of the form CLASS REASON: " + line);
            }
            return new Expectation(parts[0], Pattern.compile(parts[1], Pattern.DOTALL));
        }

        boolean matches(Skip skip) {
            return skip.className.equals(className)
                    && reason.matcher(skip.reason).matches();
        }
    }

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        Instant since = arguments.length > 2 ? Instant.parse(arguments[2]) : Instant.EPOCH;
        boolean strict = "true".equals(System.getenv("CI"));
        if (!check(Path.of(arguments[0]), Path.of(arguments[1]), since, System.out) && strict) {
            System.exit(1);
        }
    }

    /** Prints the list to {@code out}; returns whether all skips are expected. */
    static boolean check(Path root, Path expected, Instant since, PrintStream out) throws IOException {
        List<Expectation> expectations;
        try (Stream<String> lines = Files.lines(expected)) {
            expectations = lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Expectation::parse)
                    .toList();
        }
        var tool = new SkippedTests(expectations);
        List<Skip> skips = new ArrayList<>();
        for (Path report : reports(root, since)) {
            skips.addAll(skips(report));
        }
        return tool.print(skips, out);
    }

    private boolean print(List<Skip> skips, PrintStream out) {
        var expectedCounts = new TreeMap<String, Integer>();
        var unexpectedCounts = new TreeMap<String, Integer>();
        for (Skip skip : skips) {
            boolean isExpected = expected.stream().anyMatch(each -> each.matches(skip));
            String line = skip.className + ": " + skip.reason.strip().replaceAll("\\s+", " ");
            (isExpected ? expectedCounts : unexpectedCounts).merge(line, 1, Integer::sum);
        }
        if (skips.isEmpty()) {
            out.println("No test was skipped.");
        }
        print("Skipped, as expected:", expectedCounts, out);
        print("Skipped, not expected (with CI=true the build fails):", unexpectedCounts, out);
        return unexpectedCounts.isEmpty();
    }

    private static void print(String title, SortedMap<String, Integer> counts, PrintStream out) {
        if (!counts.isEmpty()) {
            out.println(title);
            counts.forEach((line, count) -> out.println("  " + count + " x " + line));
        }
    }

    private static List<Path> reports(Path root, Instant since) throws IOException {
        List<Path> reports = new ArrayList<>();
        collect(root, since, reports, 4);
        return reports;
    }

    private static void collect(Path folder, Instant since, List<Path> reports, int depth) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                if (REPORTS.matcher(entry.toString()).matches()) {
                    if (!Files.getLastModifiedTime(entry).toInstant().isBefore(since)) {
                        reports.add(entry);
                    }
                } else if (depth > 0
                        && Files.isDirectory(entry)
                        && !Files.isSymbolicLink(entry)
                        && !NOT_SEARCHED.matcher(entry.getFileName().toString()).matches()) {
                    collect(entry, since, reports, depth - 1);
                }
            }
        }
    }

    private static List<Skip> skips(Path report) throws IOException {
        List<Skip> skips = new ArrayList<>();
        for (Element test : elements(report, "testcase")) {
            var skipped = test.getElementsByTagName("skipped");
            if (skipped.getLength() > 0 && skipped.item(0) instanceof Element element) {
                skips.add(new Skip(test.getAttribute("classname"), reason(element)));
            }
        }
        return skips;
    }

    /** What an assumption or an annotation says, without the exception's class and stack trace. */
    private static String reason(Element skipped) {
        String message = skipped.getAttribute("message");
        if (message.isEmpty()) {
            message = STACK_TRACE.matcher(skipped.getTextContent()).replaceFirst("");
        }
        message = ABORTED.matcher(message).replaceFirst("").strip();
        return message.isEmpty() ? "no reason given" : message;
    }

    private static List<Element> elements(Path report, String name) throws IOException {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var nodes = factory.newDocumentBuilder().parse(report.toFile()).getElementsByTagName(name);
            Element[] elements = new Element[nodes.getLength()];
            Arrays.setAll(elements, i -> (Element) nodes.item(i));
            return List.of(elements);
        } catch (ParserConfigurationException | SAXException failure) {
            throw new IOException("not a report: " + report, failure);
        }
    }
}
