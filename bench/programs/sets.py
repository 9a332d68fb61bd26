"""Sets: breadth-first search on a grid with walls, set algebra, and the components of a graph."""


def reachable(width, walls, start):
    seen = {start}
    frontier = {start}
    steps = 0
    while frontier:
        steps += 1
        neighbours = set()
        for x, y in frontier:
            neighbours.update(((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)))
        frontier = {(x, y) for x, y in neighbours - seen - walls if 0 <= x < width and 0 <= y < width}
        seen |= frontier
    return len(seen), steps


def components(nodes, edges):
    neighbours = {node: set() for node in range(nodes)}
    for a, b in edges:
        neighbours[a].add(b)
        neighbours[b].add(a)
    left = set(neighbours)
    sizes = []
    while left:
        stack = [left.pop()]
        size = 0
        while stack:
            node = stack.pop()
            size += 1
            fresh = neighbours[node] & left
            left -= fresh
            stack.extend(fresh)
        sizes.append(size)
    return sorted(sizes, reverse=True)[:3]


def run(width):
    walls = {(x, y) for x in range(width) for y in range(width) if (x * 7 + y * 13 + x * y) % 5 == 0 and x != y}
    edges = [(i * 37 % (width * 10), i * i % (width * 10)) for i in range(width * 6)]
    odd = frozenset(range(1, width * 40, 2))
    squares = {i * i for i in range(width * 6)}
    algebra = len(odd & squares), len(odd ^ squares), odd.isdisjoint({2, 4}), squares <= odd | squares
    return reachable(width, walls, (0, 0)), components(width * 10, edges), algebra


FULL = 110, ((10186, 219), [49, 49, 38], (33, 2794, True, True))
SMALL = 20, ((340, 39), [21, 19, 13], (14, 492, True, True))
