"""Floating-point arithmetic in loops: an integral by Simpson's rule, and a logistic map that ends in a cycle."""

import math


def simpson(function, low, high, intervals):
    width = (high - low) / intervals
    total = function(low) + function(high)
    for i in range(1, intervals):
        total += (4 if i % 2 else 2) * function(low + i * width)
    return total * width / 3


def logistic(rate, value, steps):
    for _ in range(steps):
        value = rate * value * (1.0 - value)
    return value


def run(steps):
    area = simpson(lambda x: math.sqrt(x) / (1.0 + x * x), 0.0, 4.0, steps)
    return f"{area:.6f} {logistic(3.2, 0.4, 2 * steps):.9f}"


FULL = 60_000, '1.233525 0.513044510'
SMALL = 3_000, '1.233521 0.513044510'
