"""Dictionaries: grouping, inverting, merging and nested look-ups, with keys of several types."""

CITIES = "Rome", "Oslo", "Lima"


def run(count):
    orders = [
        {"id": i, "customer": f"customer-{i * 31 % 97}", "city": CITIES[i % 3], "amount": i * 17 % 1_009}
        for i in range(count)
    ]
    by_customer = {}
    for order in orders:
        by_customer.setdefault(order["customer"], []).append(order)
    totals = {name: sum(order["amount"] for order in group) for name, group in by_customer.items()}
    nested = {}
    for order in orders:
        city = nested.setdefault(order["city"], {})
        city[order["customer"]] = city.get(order["customer"], 0) + order["amount"]
    grid = {}
    for order in orders:
        key = order["id"] % 53, order["amount"] % 47
        grid[key] = grid.get(key, 0) + 1
    inverted = {}
    for name, total in totals.items():
        inverted.setdefault(total % 10, set()).add(name)
    merged = totals | {f"{city}/{name}": amount for city, group in nested.items() for name, amount in group.items()}
    for name in list(merged):
        if merged[name] % 2:
            del merged[name]
    return len(grid), max(grid.values()), sum(merged.values()), len(merged), sorted(map(len, inverted.values()))


FULL = 12_000, (2491, 6, 5687488, 186, [2, 3, 3, 4, 9, 13, 14, 15, 16, 18])
SMALL = 600, (600, 1, 466716, 324, [5, 6, 7, 7, 7, 11, 12, 13, 14, 15])
