"""Sorts by keys, stable and in parts, and keeps order with a heap and by bisection; and a quicksort of one's own."""

import bisect
import heapq
from operator import itemgetter


def quicksort(items):
    if len(items) <= 1:
        return items
    pivot = items[len(items) // 2]
    return (
        quicksort([item for item in items if item < pivot])
        + [item for item in items if item == pivot]
        + quicksort([item for item in items if item > pivot])
    )


def run(count):
    people = [(f"name{i * 7919 % count:06d}", i * 104_729 % 90, i * 31 % 1_000 / 10) for i in range(count)]
    by_age = sorted(people, key=itemgetter(1))
    by_both = sorted(people, key=lambda person: (-person[1], person[0]))
    people.sort(key=lambda person: person[2], reverse=True)
    numbers = [person[1] * 1_000 + i for i, person in enumerate(people)]
    heap = []
    for number in numbers:
        heapq.heappush(heap, number)
        if len(heap) > 100:
            heapq.heappop(heap)
    ordered = []
    for number in numbers[: count // 4]:
        bisect.insort(ordered, number)
    own = quicksort(numbers)
    assert own == sorted(numbers)
    return by_age[0][0], by_both[0][0], people[0][0], heap[0], ordered[len(ordered) // 2], own[count // 3]


FULL = 8_000, ('name000000', 'name000029', 'name005551', 93240, 45630, 33465)
SMALL = 400, ('name000000', 'name000079', 'name000351', 67306, 46049, 29350)
