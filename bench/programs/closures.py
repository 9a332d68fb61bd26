"""Functions as values: closures with state, decorators, partial application, and comprehensions of all kinds."""

from functools import partial, reduce, wraps


def counted(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return function(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


def make_account(balance):
    def deposit(amount):
        nonlocal balance
        balance += amount
        return balance

    return deposit, lambda: balance


def compose(*functions):
    return reduce(lambda f, g: lambda x: g(f(x)), functions)


@counted
def clamp(value, low=0, high=1_000):
    return max(low, min(high, value))


def run(count):
    clamp.calls = 0
    deposit, balance = make_account(10)
    pipeline = compose(lambda x: x + 3, lambda x: x * 2, partial(clamp, high=5_000), lambda x: x - 1)
    mapped = [pipeline(i) for i in range(count)]
    for i in range(count):
        deposit(i & 3)
    squares = [x * x for x in range(count) if x % 3 == 0]
    table = [[row * column for column in range(40)] for row in range(count // 80)]
    transposed = [list(column) for column in zip(*table)]
    flat = [cell for row in transposed for cell in row if cell % 2]
    by_digit = {digit: [x for x in mapped[:200] if x % 10 == digit] for digit in range(10)}
    letters = {chr(97 + x % 26) for x in mapped}
    evens = sum(1 for x in mapped if not x % 2)
    adders = [lambda x, step=step: x + step for step in range(10)]
    folded = reduce(lambda total, add: add(total), adders * (count // 100), 0)
    picked = list(filter(lambda pair: pair[0] < pair[1], zip(mapped, squares)))
    totals = sum(squares), len(flat), sorted(map(len, by_digit.values()))[-1], len(letters), evens, folded, len(picked)
    return clamp.calls, clamp.__name__, balance(), totals


FULL = 12_000, (12000, 'clamp', 18010, (191928006000, 1500, 40, 13, 0, 5400, 3999))
SMALL = 600, (600, 'clamp', 910, (23820300, 60, 40, 13, 0, 270, 199))
