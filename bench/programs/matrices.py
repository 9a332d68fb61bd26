"""Matrices as lists of lists: products in three ways, a transposition, a determinant and a linear system."""

from fractions import Fraction


def make(size, seed):
    return [[(seed * (i + 1) * (j + 3) + i * j) % 19 - 9 for j in range(size)] for i in range(size)]


def by_index(a, b):
    size = len(a)
    product = [[0] * size for _ in range(size)]
    for i in range(size):
        for j in range(size):
            total = 0
            for k in range(size):
                total += a[i][k] * b[k][j]
            product[i][j] = total
    return product


def by_zip(a, b):
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


def by_rows(a, b):
    product = []
    for row in a:
        sums = [0] * len(b[0])
        for factor, other in zip(row, b):
            sums = [total + factor * value for total, value in zip(sums, other)]
        product.append(sums)
    return product


def determinant(matrix):
    rows = [[float(value) for value in row] for row in matrix]
    result = 1.0
    for i in range(len(rows)):
        pivot = max(range(i, len(rows)), key=lambda r: abs(rows[r][i]))
        if rows[pivot][i] == 0.0:
            return 0.0
        if pivot != i:
            rows[i], rows[pivot] = rows[pivot], rows[i]
            result = -result
        result *= rows[i][i]
        for r in range(i + 1, len(rows)):
            factor = rows[r][i] / rows[i][i]
            for c in range(i, len(rows)):
                rows[r][c] -= factor * rows[i][c]
    return result


def solve(matrix, right):
    rows = [[Fraction(value) for value in row] + [Fraction(r)] for row, r in zip(matrix, right)]
    for i in range(len(rows)):
        pivot = next(r for r in range(i, len(rows)) if rows[r][i])
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for r in range(len(rows)):
            if r != i and rows[r][i]:
                factor = rows[r][i]
                rows[r] = [value - factor * other for value, other in zip(rows[r], rows[i])]
    return [row[-1] for row in rows]


def run(size):
    a, b = make(size, 5), make(size, 11)
    product = by_index(a, b)
    assert product == by_zip(a, b) == by_rows(a, b)
    small = [[value + (60 if i == j else 0) for j, value in enumerate(row[:6])] for i, row in enumerate(a[:6])]
    solution = solve(small, range(6))
    wide = [[value + (90 if i == j else 0) for j, value in enumerate(row)] for i, row in enumerate(b)]
    return sum(map(sum, product)), product[1][2], f"{determinant(wide):.6e}", str(solution[0])


FULL = 42, (85168, -16, '3.437955e+82', '78558/78722105')
SMALL = 12, (3110, 72, '3.187204e+23', '78558/78722105')
