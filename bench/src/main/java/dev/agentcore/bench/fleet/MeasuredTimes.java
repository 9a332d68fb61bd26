// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.fleet;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.agentcore.bench.fleet.ServiceTimes.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Service times from a report of {@code bench/run}. Immutable.
 *
 * @param slots the slots of the measured server
 * @param hello {@code print("hello")}, with the server's own work for it: the mean from its throughput with all slots busy,
 *     the distribution from the measurement in process
 * @param programs the 34 programs of {@code bench/run compute}, each once in a fresh interpreter
 * @param runsPerSecond the throughput of one server with all slots busy
 * @param loads the measurements at lower loads
 */
record MeasuredTimes(int slots, ServiceTimes hello, ServiceTimes programs, double runsPerSecond, List<Asked> loads) {
    private static final Pattern ASKED = Pattern.compile("\\| [\\d,]+ runs/s asked for \\((\\d+) %\\) .*");

    private static final String LATENCY_ROW = "| in process |";
    private static final String CORES_ROW = "| cores |";
    private static final String FIRST_CALLS =
            "**The first call in a fresh interpreter, compiling and imports included**";
    private static final String RESULT = "RESULT ";

    /** The column of agent-core's own time there; the column before it is of a server that had never run the program. */
    private static final int OWN_TIME = 3;

    /**
     * An open loop's load.
     *
     * @param share the requested share of {@code runsPerSecond}
     * @param median the median time from a run's scheduled start until its end, in milliseconds
     * @param percentile99 likewise
     */
    record Asked(double share, double median, double percentile99) {}

    /**
     * Parses a report.
     *
     * @throws IllegalArgumentException if something is missing
     */
    static MeasuredTimes read(List<String> report) {
        int slots = Integer.parseInt(cells(line(report, CORES_ROW)).get(1));
        double perSecond = throughput(report);
        List<String> latency = cells(line(report, LATENCY_ROW));
        var quantiles = new ArrayList<Quantile>();
        // The report has no minimum: assume as far below the median as the percentile 90 is above, but at least half.
        double median = millis(latency.get(2));
        double upper = millis(latency.get(3));
        quantiles.add(new Quantile(0, Math.max(median / 2, 2 * median - upper)));
        quantiles.add(new Quantile(50, median));
        quantiles.add(new Quantile(90, upper));
        quantiles.add(new Quantile(99, millis(latency.get(4))));
        quantiles.add(new Quantile(99.9, millis(latency.get(5))));
        quantiles.add(new Quantile(100, millis(latency.get(6))));
        return new MeasuredTimes(
                slots,
                ServiceTimes.between(quantiles).withMean(slots / perSecond),
                ServiceTimes.anyOf(firstCalls(report)),
                perSecond,
                loads(report));
    }

    private static List<Asked> loads(List<String> report) {
        var loads = new ArrayList<Asked>();
        for (String line : report) {
            Matcher asked = ASKED.matcher(line);
            if (asked.matches()) {
                List<String> cells = cells(line);
                loads.add(new Asked(
                        Double.parseDouble(asked.group(1)) / 100,
                        millis(cells.get(4)) * 1e3,
                        millis(cells.get(6)) * 1e3));
            }
        }
        return List.copyOf(loads);
    }

    private static double throughput(List<String> report) {
        for (String line : report) {
            if (line.startsWith(RESULT)) {
                JsonObject keys =
                        JsonParser.parseString(line.substring(RESULT.length())).getAsJsonObject();
                if (keys.has("c16_runs_per_s")) {
                    return keys.get("c16_runs_per_s").getAsDouble();
                }
            }
        }
        throw new IllegalArgumentException("the report has no c16_runs_per_s");
    }

    private static double[] firstCalls(List<String> report) {
        int begin = report.indexOf(FIRST_CALLS);
        if (begin < 0) {
            throw new IllegalArgumentException("the report has no first calls");
        }
        // The caption is followed by an empty line, the headings and the line below them.
        return report.stream()
                .skip(begin + 4L)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> cells(line).get(OWN_TIME))
                // The last row is a mean of ratios.
                .filter(cell -> !cell.isEmpty())
                .mapToDouble(MeasuredTimes::millis)
                .toArray();
    }

    private static String line(List<String> report, String start) {
        return report.stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the report has no row " + start));
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.split("\\|")).map(String::strip).skip(1).toList();
    }

    /** In seconds. */
    private static double millis(String cell) {
        return Double.parseDouble(cell.replace(",", "")) / 1e3;
    }
}
