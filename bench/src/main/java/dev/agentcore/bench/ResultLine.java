// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;

/** The last line of a benchmark's output, for scripts: {@code RESULT} and a JSON object. */
final class ResultLine {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
    private static final MathContext PRECISION = new MathContext(4);

    private ResultLine() {}

    /** The line without its end: the keys in their order, fractions with four significant digits. */
    static String of(Map<String, Object> keys) {
        var object = new JsonObject();
        keys.forEach((key, value) -> object.add(key, json(value)));
        return "RESULT " + GSON.toJson(object);
    }

    private static JsonPrimitive json(Object value) {
        if (!(value instanceof Number number)) {
            return new JsonPrimitive(value.toString());
        }
        BigDecimal exact = new BigDecimal(number.toString()).stripTrailingZeros();
        BigDecimal rounded = exact.scale() <= 0 ? exact : exact.round(PRECISION).stripTrailingZeros();
        // Never in scientific notation, which some tools cannot read.
        return new JsonPrimitive(new BigDecimal(rounded.toPlainString()));
    }
}
