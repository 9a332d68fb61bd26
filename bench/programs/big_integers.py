"""Integers of hundreds of digits: factorials, powers, roots, a key exchange, and their decimal digits."""

import math


def fibonacci(n):
    if n == 0:
        return 0, 1
    a, b = fibonacci(n // 2)
    c = a * (2 * b - a)
    d = a * a + b * b
    return (d, c + d) if n % 2 else (c, d)


def inverse(a, modulus):
    old, new, x, y = a, modulus, 1, 0
    while new:
        quotient = old // new
        old, new = new, old - quotient * new
        x, y = y, x - quotient * y
    return x % modulus


def run(size):
    factorial = 1
    for i in range(2, size):
        factorial *= i
    assert factorial == math.factorial(size - 1)
    prime = 2**521 - 1
    alice, bob = factorial % prime, fibonacci(size)[0] % prime
    shared = pow(pow(3, alice, prime), bob, prime)
    assert shared == pow(pow(3, bob, prime), alice, prime)
    assert alice * inverse(alice, prime) % prime == 1
    root = math.isqrt(factorial)
    digits = str(fibonacci(4 * size)[0])
    total = sum(int(digit) for digit in digits)
    bits = sum((shared >> i) & 1 for i in range(521))
    return shared % 10**9, root % 10**9, len(digits), total, bits, hex(factorial)[2:12]


FULL = 5_000, (888288458, 32478456, 4180, 18597, 266, '13463adafa')
SMALL = 100, (322383291, 963496762, 84, 375, 252, '459b1a633c')
