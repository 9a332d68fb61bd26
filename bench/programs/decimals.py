"""Exact arithmetic: loans with decimals rounded to cents, digits of pi, and fractions."""

from decimal import ROUND_HALF_EVEN, Decimal, getcontext, localcontext
from fractions import Fraction


def loan(amount, rate, payment):
    cent = Decimal("0.01")
    months = 0
    interest_paid = Decimal(0)
    while amount > 0:
        interest = (amount * rate / 12).quantize(cent, rounding=ROUND_HALF_EVEN)
        interest_paid += interest
        amount += interest - min(payment, amount + interest)
        months += 1
    return months, interest_paid


def pi(digits):
    with localcontext() as context:
        context.prec = digits + 5
        total, term = Decimal(3), Decimal(3)
        n, growth, divisor, step = 1, 0, 0, 24
        before = Decimal(0)
        while total != before:
            before = total
            n, growth = n + growth, growth + 8
            divisor, step = divisor + step, step + 32
            term = term * n / divisor
            total += term
        context.prec = digits
        return +total


def run(digits):
    results = [loan(Decimal(250_000 + 1_000 * i), Decimal("0.0375"), Decimal("1450.50")) for i in range(digits // 40)]
    harmonic = sum((Fraction(1, n) for n in range(1, digits // 3)), Fraction(0))
    assert getcontext().prec == 28
    months = sum(result[0] for result in results)
    paid = sum((result[1] for result in results), Decimal(0))
    return months, f"{paid:,}", str(pi(digits))[-12:], harmonic.numerator % 1_000_000_007, str(Decimal(2).sqrt())


FULL = 1_200, (8135, '3,843,631.28', '900984882401', 973562307, '1.414213562373095048801688724')
SMALL = 80, (498, '220,358.97', '164062862090', 52522229, '1.414213562373095048801688724')
