"""Micro-benchmarks, as one program: each is repeated until it is steady, and its best time is taken.

Runs wherever Python 3.13 does, and prints one line of JSON: milliseconds by name. `bench/micro` runs it in the sandbox
and natively and compares.
"""

import json
import re
import sys
import time


def int_loop():
    total = 0
    for i in range(300_000):
        total += i & 7
    return total


def recursion():
    def fib(n):
        return n if n < 2 else fib(n - 1) + fib(n - 2)

    return fib(22)


class Counter:
    def __init__(self):
        self.count = 0

    def add(self, amount):
        self.count += amount
        return self

    def get(self):
        return self.count


def method_calls():
    counter = Counter()
    for i in range(100_000):
        counter.add(i).get()
    return counter.get()


def dictionary():
    words = {}
    for i in range(100_000):
        key = f"key{i % 1000}"
        words[key] = words.get(key, 0) + 1
    return len(words)


def sort():
    numbers = [(i * 7919) % 100_003 for i in range(100_003)]
    numbers.sort()
    return sorted(numbers, key=lambda n: -n)[0]


def json_round_trip():
    document = [{"id": i, "name": f"item {i}", "tags": ["a", "b"], "price": i * 1.5} for i in range(2_000)]
    return len(json.loads(json.dumps(document)))


def regex():
    text = "alice@example.com, bob at example dot org; carol.smith@mail.example.net " * 200
    return len(re.findall(r"[\w.]+@[\w.]+\.\w+", text))


def formatting():
    lines = []
    for i in range(30_000):
        lines.append(f"{i:06d} {i / 3:.3f} {'x' * (i % 5):>5}")
    return len("\n".join(lines))


def list_comprehension():
    return sum([x * x for x in range(200_000) if x % 3 == 0])


def floats():
    x = y = 0.0
    for i in range(200_000):
        x = x * 0.5 + i
        y += x / (i + 1)
    return y


BENCHMARKS = [
    int_loop, recursion, method_calls, dictionary, sort, json_round_trip, regex, formatting, list_comprehension, floats,
]


def best(benchmark, seconds):
    """The best time of a call, in milliseconds, among as many calls as fit into so many seconds."""
    end = time.perf_counter() + seconds
    fastest = float("inf")
    while time.perf_counter() < end:
        began = time.perf_counter()
        benchmark()
        fastest = min(fastest, time.perf_counter() - began)
    return fastest * 1000


if __name__ == "__main__":
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    print(json.dumps({each.__name__: round(best(each, seconds), 3) for each in BENCHMARKS}))
