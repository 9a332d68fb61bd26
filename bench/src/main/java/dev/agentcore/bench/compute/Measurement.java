// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.compute;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;

/**
 * The output of the measuring program: times in seconds, by its own interpreter's clock.
 *
 * @param first from the program's source to its first value: compiling, importing and one call
 * @param steady the time of a call: the median of the second half of the later calls; without any, the first call
 * @param calls the number of calls after the first
 * @param spent the total time
 * @param python the interpreter's version
 */
public record Measurement(double first, double steady, int calls, double spent, String python) {
    /**
     * Parses the last line of the output.
     *
     * @throws IOException if that is not a measurement
     */
    public static Measurement parse(String printed) throws IOException {
        String line = printed.strip().lines().reduce("", (before, last) -> last);
        try {
            Measurement read = new Gson().fromJson(line, Measurement.class);
            if (read != null && read.first > 0 && read.steady > 0 && read.python != null) {
                return read;
            }
        } catch (JsonParseException malformed) {
            throw new IOException("not a measurement: " + line, malformed);
        }
        throw new IOException("not a measurement: " + line);
    }
}
