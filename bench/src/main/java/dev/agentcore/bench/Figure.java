// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Formats numbers for people. */
public final class Figure {
    private static final int DIGITS = 3;

    private Figure() {}

    /**
     * Three significant digits, or all that stand before the point: {@code 0.0123}, {@code 1.20}, {@code 12.3},
     * {@code 12,345}. {@link Double#NaN} is nothing: an empty string.
     */
    public static String text(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(DIGITS, RoundingMode.HALF_UP));
        int digitsBeforePoint = rounded.precision() - rounded.scale();
        int digitsAfterPoint = Math.max(0, DIGITS - digitsBeforePoint);
        return String.format(Locale.ROOT, "%,." + digitsAfterPoint + "f", value);
    }

    /** A ratio, such as {@code 2.35x}. */
    public static String ratio(double value) {
        return text(value) + "x";
    }
}
