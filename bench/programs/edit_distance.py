"""Dynamic programming: the distance of words, the longest common part of two texts, and a knapsack."""

WORDS = "kitten sitting saturday sunday gumbo gambol intention execution levenshtein frankenstein".split()


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            cost = before if left == right else 1 + min(before, row[j], row[j - 1])
            before, row[j] = row[j], cost
    return row[-1]


def common(a, b):
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a)):
        for j in range(len(b)):
            if a[i] == b[j]:
                table[i + 1][j + 1] = table[i][j] + 1
            else:
                table[i + 1][j + 1] = max(table[i][j + 1], table[i + 1][j])
    letters = []
    i, j = len(a), len(b)
    while i and j:
        if a[i - 1] == b[j - 1]:
            letters.append(a[i - 1])
            i -= 1
            j -= 1
        elif table[i - 1][j] >= table[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return "".join(reversed(letters))


def knapsack(items, capacity):
    best = [0] * (capacity + 1)
    for weight, worth in items:
        for room in range(capacity, weight - 1, -1):
            best[room] = max(best[room], best[room - weight] + worth)
    return best[capacity]


def run(size):
    distances = [distance(a, b) for a in WORDS[: size // 15] for b in WORDS]
    first = "".join("abcde"[i * i % 5] for i in range(size))
    second = "".join("abcde"[i * 7 % 11 % 5] for i in range(size))
    shared = common(first, second)
    worth = knapsack([(3 + i * 7 % 11, 10 + i * 13 % 17) for i in range(size // 8)], 4 * size)
    return sum(distances), distance("kitten", "sitting"), len(shared), shared[:9], worth


FULL = 320, (672, 3, 180, 'abeabeabe', 714)
SMALL = 30, (117, 3, 16, 'abeabeabe', 52)
