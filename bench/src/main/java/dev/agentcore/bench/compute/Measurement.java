// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.compute;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;

/**
 * What a program that measures another printed: times as its own interpreter saw them, in seconds.
 *
 * @param first from the text of the program to its first value: compiling, importing and one call
 * @param steady a call's time, the median of the later half of the calls that followed; without any, the first
 * @param calls how many followed the first
 * @param spent all of it
 * @param python the interpreter's version
 */
record Measurement(double first, double steady, int calls, double spent, String python) {
    /**
     * Reads the last line of what was printed.
     *
     * @throws IOException if that is no measurement
     */
    static Measurement parse(String printed) throws IOException {
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
