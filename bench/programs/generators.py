"""Generators: a pipeline of stages, delegation to a recursive walk, and a coroutine that is sent values."""


def numbers(count):
    value = 17
    for _ in range(count):
        value = (value * 75 + 74) % 65_537
        yield value


def only(predicate, source):
    for value in source:
        if predicate(value):
            yield value


def windows(source, size):
    window = []
    for value in source:
        window.append(value)
        if len(window) > size:
            window.pop(0)
        if len(window) == size:
            yield tuple(window)


def tree(depth, value=1):
    if depth:
        yield from tree(depth - 1, 2 * value)
        yield value
        yield from tree(depth - 1, 2 * value + 1)


def running_mean():
    total = count = 0
    mean = None
    while True:
        total += yield mean
        count += 1
        mean = total // count


def run(count):
    rising = sum(1 for a, b, c in windows(only(lambda v: v % 3, numbers(count)), 3) if a < b < c)
    walk = sum(i * value for i, value in enumerate(tree(count.bit_length() - 5)))
    mean = running_mean()
    next(mean)
    last = None
    for value in numbers(count):
        last = mean.send(value)
    return rising, walk, last


FULL = 30_000, (3344, 297474816, 32805)
SMALL = 1_500, (181, 69744, 32588)
