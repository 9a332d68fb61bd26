// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The ticks of an axis, at round numbers. Immutable.
 *
 * @param values in ascending order, at least two
 */
record Ticks(List<Double> values) {
    private static final double[] STEPS = {1, 2, 5, 10};
    private static final List<Double> PERCENTILES = List.of(0.0, 50.0, 90.0, 99.0, 99.9, 99.99, 99.999);

    /** About {@code count} numbers at equal distances, which enclose both arguments. */
    static Ticks linear(double least, double greatest, int count) {
        double range = greatest > least ? greatest - least : 1;
        double step = roundUp(range / count);
        double first = Math.floor(least / step);
        double last = Math.max(first + 1, Math.ceil(greatest / step * (1 - 1e-9)));
        return of(DoubleStream.iterate(first, each -> each <= last, each -> each + 1)
                .map(each -> each * step));
    }

    /** 1, 2 and 5 of each power of ten, or only the powers if those are many; they enclose both arguments, which are positive. */
    static Ticks logarithmic(double least, double greatest) {
        int first = (int) Math.floor(Math.log10(least));
        int last = (int) Math.ceil(Math.log10(greatest));
        double[] inDecade = last - first > 3 ? new double[] {1} : new double[] {1, 2, 5};
        List<Double> all = DoubleStream.iterate(first, each -> each <= last, each -> each + 1)
                .flatMap(power -> DoubleStream.of(inDecade).map(factor -> factor * Math.pow(10, power)))
                .boxed()
                .toList();
        double start =
                all.stream().filter(each -> each <= least).max(Double::compare).orElseThrow();
        double end = all.stream()
                .filter(each -> each >= greatest)
                .min(Double::compare)
                .orElseThrow();
        double stop = end > start ? end : end * 10;
        return new Ticks(
                all.stream().filter(each -> each >= start && each <= stop).toList());
    }

    /** The usual percentiles up to the first that is not below {@code greatest}. */
    static Ticks percentiles(double greatest) {
        double end = PERCENTILES.stream()
                .filter(each -> each >= greatest)
                .findFirst()
                .orElse(PERCENTILES.getLast());
        return new Ticks(
                PERCENTILES.stream().filter(each -> each <= end || each <= 50).toList());
    }

    /** A tick's label: the number, with as few digits as possible. */
    static String label(double tick) {
        BigDecimal exact = new BigDecimal(tick).round(new MathContext(6)).stripTrailingZeros();
        return exact.scale() <= 0 ? "%,d".formatted(exact.longValue()) : exact.toPlainString();
    }

    double start() {
        return values.getFirst();
    }

    double end() {
        return values.getLast();
    }

    private static Ticks of(DoubleStream values) {
        return new Ticks(values.boxed().toList());
    }

    private static double roundUp(double step) {
        double power = Math.pow(10, Math.floor(Math.log10(step)));
        return DoubleStream.of(STEPS)
                .map(factor -> factor * power)
                .filter(round -> round >= step * (1 - 1e-9))
                .findFirst()
                .orElse(10 * power);
    }
}
