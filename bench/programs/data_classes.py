"""Data classes: construction, comparison, ordering, hashing, replacement, and conversion to dictionaries."""

from dataclasses import asdict, astuple, dataclass, field, replace
from enum import Enum


class Status(Enum):
    OPEN = "open"
    PAID = "paid"
    VOID = "void"


@dataclass(frozen=True, order=True)
class Money:
    cents: int
    currency: str = "EUR"

    def __add__(self, other):
        return Money(self.cents + other.cents, self.currency)


@dataclass
class Line:
    article: str
    price: Money
    quantity: int = 1

    @property
    def total(self):
        return Money(self.price.cents * self.quantity, self.price.currency)


@dataclass
class Invoice:
    number: int
    status: Status = Status.OPEN
    lines: list = field(default_factory=list)
    total: Money = field(init=False)

    def __post_init__(self):
        self.total = Money(0)

    def add(self, line):
        self.lines.append(line)
        self.total += line.total
        return self


def run(count):
    invoices = []
    for i in range(count):
        invoice = Invoice(i)
        for j in range(1 + i % 4):
            invoice.add(Line(f"article {j}", Money(i * 13 % 1_000 + j), j + 1))
        invoices.append(invoice)
    paid = [replace(invoice, status=Status.PAID, lines=invoice.lines[:2]) for invoice in invoices[:: 3]]
    distinct = {line.price for invoice in invoices for line in invoice.lines}
    as_dicts = [asdict(invoice) for invoice in invoices[:: 8]]
    ordered = sorted(distinct)
    equal = sum(1 for a, b in zip(invoices, invoices[1:]) if a.lines == b.lines or a.total == b.total)
    best = max(invoices, key=lambda invoice: invoice.total)
    states = {status.name: sum(1 for invoice in paid if invoice.status is status) for status in Status}
    last = as_dicts[-1]["lines"][0]["price"]["cents"]
    return len(distinct), astuple(ordered[-1]), equal, best.number, best.total.cents, states, last


FULL = 1_500, (1003, (1002, 'EUR'), 0, 923, 10010, {'OPEN': 0, 'PAID': 500, 'VOID': 0}, 448)
SMALL = 50, (123, (638, 'EUR'), 0, 47, 6130, {'OPEN': 0, 'PAID': 17, 'VOID': 0}, 624)
