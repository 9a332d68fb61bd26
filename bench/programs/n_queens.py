"""Places queens on a board: once with sets and backtracking, once with bit masks."""


def place(size, row, columns, rising, falling, board, found):
    if row == size:
        found.append(tuple(board))
        return
    for column in range(size):
        if column in columns or row + column in rising or row - column in falling:
            continue
        columns.add(column)
        rising.add(row + column)
        falling.add(row - column)
        board.append(column)
        place(size, row + 1, columns, rising, falling, board, found)
        board.pop()
        columns.remove(column)
        rising.remove(row + column)
        falling.remove(row - column)


def count(full, columns, left, right):
    if columns == full:
        return 1
    total = 0
    free = full & ~(columns | left | right)
    while free:
        queen = free & -free
        free ^= queen
        total += count(full, columns | queen, (left | queen) << 1, (right | queen) >> 1)
    return total


def run(size):
    found = []
    place(size - 1, 0, set(), set(), set(), [], found)
    return len(found), found[0], count((1 << size) - 1, 0, 0, 0)


FULL = 10, (352, (0, 2, 5, 7, 1, 3, 8, 6, 4), 724)
SMALL = 7, (4, (1, 3, 5, 0, 2, 4), 40)
