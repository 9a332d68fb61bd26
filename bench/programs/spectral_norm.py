"""The largest singular value of an infinite matrix's corner, by the power method."""

import math


def entry(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(vector):
    size = range(len(vector))
    return [sum(entry(i, j) * vector[j] for j in size) for i in size]


def times_transposed(vector):
    size = range(len(vector))
    return [sum(entry(j, i) * vector[j] for j in size) for i in size]


def run(size):
    vector = [1.0] * size
    image = vector
    for _ in range(6):
        vector = times_transposed(times(vector))
        image = times_transposed(times(vector))
        length = max(image)
        vector = [value / length for value in image]
    image = times_transposed(times(vector))
    top = sum(u * v for u, v in zip(vector, image))
    return f"{math.sqrt(top / sum(v * v for v in vector)):.8f}"


FULL = 60, '1.27420609'
SMALL = 12, '1.27273551'
