"""Reads a table as CSV with quotes in it, aggregates it and writes the result as CSV again."""

import csv
import io


def make_table(rows):
    lines = ["id,product,region,quantity,price,comment"]
    for i in range(rows):
        comment = '"said ""fine"", twice"' if i % 4 == 0 else "plain"
        region = ("north", "south", "east", "west")[i % 4]
        lines.append(f'{i},"widget, size {i % 12}",{region},{i % 50},{i % 99 + 0.99:.2f},{comment}')
    return "\r\n".join(lines)


def run(rows):
    table = make_table(rows)
    revenue = {}
    quoted = 0
    for row in csv.DictReader(io.StringIO(table)):
        key = row["product"], row["region"]
        revenue[key] = revenue.get(key, 0) + int(row["quantity"]) * round(float(row["price"]) * 100)
        quoted += row["comment"].count('"')
    columns = list(zip(*csv.reader(io.StringIO(table))))
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(["product", "region", "revenue"])
    for (product, region), cents in sorted(revenue.items(), key=lambda item: -item[1]):
        writer.writerow([product, region, cents / 100])
    written = out.getvalue()
    return len(revenue), quoted, len(columns), max(map(len, columns[1])), len(written), written.splitlines()[1]


FULL = 4_000, (12, 2000, 6, 15, 456, '"widget, size 5","south",420882.99')
SMALL = 150, (12, 76, 6, 15, 445, '"widget, size 1","south",18538.51')
