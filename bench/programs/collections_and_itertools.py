"""The tools of collections and itertools: counting, queues, named tuples, groups, products and accumulation."""

from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple
from itertools import accumulate, chain, combinations, groupby, islice, permutations, product, takewhile
from operator import attrgetter, mul

Reading = namedtuple("Reading", "sensor minute value")


def run(count):
    readings = [Reading(f"s{i % 13}", i // 13, i * i % 997) for i in range(count)]
    histogram = Counter(reading.value % 50 for reading in readings)
    histogram.update(histogram.most_common(3)[0][:1] * 100)
    by_sensor = defaultdict(list)
    for reading in readings:
        by_sensor[reading.sensor].append(reading.value)
    smooth = []
    window = deque(maxlen=8)
    for reading in readings:
        window.append(reading.value)
        smooth.append(sum(window) // len(window))
    ordered = sorted(readings, key=attrgetter("sensor", "value"))
    groups = {sensor: max(group).value for sensor, group in groupby(ordered, key=attrgetter("sensor"))}
    dice = Counter(map(sum, product(range(1, 7), repeat=count // 2_000 + 2)))
    triples = sum(1 for a, b, c in combinations(range(1, count // 100), 3) if a * a + b * b == c * c)
    words = {"".join(letters) for letters in permutations("agents", 4)}
    growth = list(takewhile(lambda n: n < 10**30, accumulate(range(1, 40), mul)))
    cache = OrderedDict()
    for value in smooth:
        cache[value] = cache.pop(value, 0) + 1
        if len(cache) > 64:
            cache.popitem(last=False)
    layers = ChainMap({"s1": -1}, groups)
    head = list(islice(chain.from_iterable(by_sensor.values()), 5, 50, 9))
    sizes = len(words), len(growth), len(cache)
    return histogram.most_common(2), layers["s1"], layers["s2"], dice[7], triples, sizes, head


FULL = 6_000, ([(7, 268), (40, 168)], -1, 169, 15, 25, (360, 28, 64), [237, 223, 668, 575, 941])
SMALL = 500, ([(7, 114), (40, 14)], -1, 754, 6, 0, (360, 28, 64), [237, 223, 668, 575, 729])
