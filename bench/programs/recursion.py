"""Functions that call themselves: Fibonacci, Takeuchi, the moves of Hanoi, the permutations of a list."""


def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def takeuchi(x, y, z):
    if y >= x:
        return z
    return takeuchi(takeuchi(x - 1, y, z), takeuchi(y - 1, z, x), takeuchi(z - 1, x, y))


def hanoi(discs, source, target, spare):
    if discs == 0:
        return 0
    return hanoi(discs - 1, source, spare, target) + 1 + hanoi(discs - 1, spare, target, source)


def permutations(items):
    if len(items) < 2:
        return [items]
    return [[item] + rest for i, item in enumerate(items) for rest in permutations(items[:i] + items[i + 1 :])]


def run(n):
    orders = permutations(list(range(n // 3)))
    return fibonacci(n), takeuchi(n // 2, n // 4, 0), hanoi(n - 7, "a", "b", "c"), len(orders)


FULL = 22, (17711, 1, 32767, 5040)
SMALL = 17, (1597, 1, 1023, 120)
