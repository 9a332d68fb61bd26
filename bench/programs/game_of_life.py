"""Conway's Game of Life on lists, and on a set of living cells."""

GLIDER_AND_BLINKER = (1, 0), (2, 1), (0, 2), (1, 2), (2, 2), (10, 9), (10, 10), (10, 11)


def step_lists(board):
    height, width = len(board), len(board[0])
    after = []
    for y in range(height):
        above, here, below = board[y - 1], board[y], board[(y + 1) % height]
        row = []
        for x in range(width):
            left, right = x - 1, (x + 1) % width
            around = (
                above[left] + above[x] + above[right] + here[left] + here[right] + below[left] + below[x] + below[right]
            )
            row.append(1 if around == 3 or (around == 2 and here[x]) else 0)
        after.append(row)
    return after


def step_set(alive, size):
    around = {}
    for x, y in alive:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    cell = (x + dx) % size, (y + dy) % size
                    around[cell] = around.get(cell, 0) + 1
    return {cell for cell, count in around.items() if count == 3 or (count == 2 and cell in alive)}


def run(size):
    alive = {(x % size, y % size) for x, y in GLIDER_AND_BLINKER}
    alive |= {(x, y) for x in range(size) for y in range(size) if (x * x + 3 * y * y + x * y * y) % 7 < 2}
    board = [[int((x, y) in alive) for x in range(size)] for y in range(size)]
    history = []
    for _ in range(8):
        board = step_lists(board)
        alive = step_set(alive, size)
        history.append(len(alive))
    assert alive == {(x, y) for y, row in enumerate(board) for x, cell in enumerate(row) if cell}
    return history, "".join("#" if cell else "." for cell in board[size // 2][:24])


FULL = 72, ([1885, 1903, 2656, 1118, 429, 264, 259, 226], '........................')
SMALL = 12, ([50, 44, 48, 53, 53, 43, 53, 29], '..#......##.')
