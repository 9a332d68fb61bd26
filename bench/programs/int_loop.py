"""Integer arithmetic in nested loops: the longest Collatz chain among the first numbers."""


def run(limit):
    longest = best = 0
    for start in range(1, limit):
        number = start
        steps = 0
        while number != 1:
            if number & 1:
                number = 3 * number + 1
            else:
                number >>= 1
            steps += 1
        if steps > longest:
            longest, best = steps, start
    return best, longest


FULL = 3_000, (2919, 216)
SMALL = 100, (97, 118)
