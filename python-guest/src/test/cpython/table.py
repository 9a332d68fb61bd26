"""TESTS.md: what of CPython's own tests passes in the sandbox, and by reason what does not. Made of outcomes.txt and
reasons.txt alone."""

from collections import Counter
from pathlib import Path

import outcomes

PAGE = Path(__file__).parents[3] / "TESTS.md"

HEAD = """\
# CPython's own tests in the sandbox

<!-- Written by `src/test/cpython/run --record`; not to be edited. -->

Every module of CPython's `Lib/test` runs in the sandbox as programs run, with scratch files and threads, and with the modules of
tests for the C API linked in, and says the same on both engines. `src/test/cpython` has the scripts: `outcomes.txt` names each
test that does not pass, `reasons.txt` says how its reason is known.
"""

SCOPES = {
    "needs": "needs what a sandbox is not to have; not counted",
    "linux": "not run on Linux either; not counted",
    "": "counted",
}


def page(recorded, reasons):
    passed = sum(module.passed for module in recorded.values())
    by_reason = {}
    for name, module in recorded.items():
        for test, (outcome, key) in module.others.items():
            where = by_reason.setdefault(key, Counter())
            where[name] += outcomes.size(test)
    total = {key: sum(where.values()) for key, where in by_reason.items()}
    counted = sum(number for key, number in total.items() if not reasons.by_key[key].scope)
    rate = 100 * passed / max(1, passed + counted)
    lines = [
        HEAD,
        f"| | tests |\n|---|---:|\n| modules | {len(recorded)} |\n| pass | {passed:,} |\n| do not pass, counted | {counted:,} |\n"
        f"| do not pass, not counted | {sum(total.values()) - counted:,} |\n"
        f"| pass, of those counted | {rate:.2f} % |\n",
        "## What does not pass\n",
        "| reason | tests | scope | modules |\n|---|---:|---|---|",
    ]
    for key in sorted(total, key=lambda key: (list(SCOPES).index(reasons.by_key[key].scope), -total[key])):
        reason = reasons.by_key[key]
        where = ", ".join(f"{name.removeprefix('test_')} {number}" for name, number in packages(by_reason[key]))
        lines.append(f"| `{key}`: {reason.title} | {total[key]:,} | {SCOPES[reason.scope]} | {where} |")
    if reasons.unsteady:
        lines += ["", "These pass or do not, by chance; they are not counted:", ""]
        lines += [f"- `{name}`: {why}" for name, why in reasons.unsteady.items()]
    return "\n".join(lines) + "\n"


def packages(modules):
    """The counts of a package's modules together, largest first."""
    together = Counter()
    for name, number in modules.items():
        together[name.partition(".")[0]] += number
    return sorted(together.items(), key=lambda item: (-item[1], item[0]))
