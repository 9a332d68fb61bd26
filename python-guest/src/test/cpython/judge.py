"""Judges what CPython's tests said in the sandbox: against what was recorded of them, against the unsplit reference, and
whether a reason is known for each that does not pass.

  judge.py --results FOLDER [--all] MODULE...            exit status 1 if anything is not as it should be
  judge.py --results FOLDER --changed MODULE...          prints which of the modules are not as expected
  judge.py --results FOLDER --record MODULE...           writes these modules of outcomes.txt anew, and TESTS.md
  judge.py --record-reference FOLDER MODULE...           writes these modules of reference.txt anew
  judge.py --record-linux FOLDER MODULE...               writes these modules of linux.txt anew
  judge.py --order [--subset] MODULE...                  prints the modules, the longest first; with --subset those that are in
                                                         reference.txt and those that do not take long

With --all the modules are all there are. A results folder has MODULE.out as run_module.py prints it and, from the sandbox,
MODULE.end.
"""

import argparse
import re
import sys
from collections import Counter
from pathlib import Path

import outcomes
import reasons as reasons_file
import reference
import results
import table

HERE = Path(__file__).parent
DURATIONS = HERE / "durations.txt"

# Seconds. What takes less is not worth a line in durations.txt, and what takes more is not in the subset.
SHORT = 10
LONG = 20


def judge(folder, modules, everything):
    recorded = outcomes.read()
    reasons = reasons_file.read()
    problems = []
    totals = Counter()
    print(f"{'module':<40}{'passed':>8}{'not':>6}   in the sandbox")
    for module in modules:
        found = results.read(folder, module)
        now = summary(module, found, reasons)
        problems += differences(folder, module, found, now, recorded, reasons)
        others = sum(map(outcomes.size, now.others))
        totals += Counter(passed=now.passed, others=others)
        print(f"{module:<40}{now.passed:>8}{others:>6}   {found.end}")
    if everything:
        problems += [f"{name} is in outcomes.txt and not among CPython's modules" for name in recorded.keys() - set(modules)]
        problems += [f"{rule.line} matches nothing: {rule.pattern} | {rule.text}" for rule in reasons.unused()]
    if not table.PAGE.exists() or table.PAGE.read_text() != table.page(recorded, reasons):
        problems.append(f"{table.PAGE.name} is not what outcomes.txt and reasons.txt say")
    for problem in problems:
        print(f"NOT AS EXPECTED  {problem}")
    if problems:
        print(f"{len(problems)} results are not as recorded. If they are right all the same, `run --record` records them; if the"
              " guest's own Python has changed, run --reference (Node 20) may be due.")
    print(f"{totals['passed']} passed, {totals['others']} did not, in {len(modules)} modules: "
          f"{'NOT ' if problems else ''}as expected")
    return 1 if problems else 0


def summary(module, found, reasons):
    tests = {name: told for name, told in found.tests.items() if name not in reasons.unsteady}
    return outcomes.summary(module, tests, reasons)


def differences(folder, module, found, now, recorded, reasons):
    yield from ends(module, found, folder)
    yield from without_reason(found, reasons)
    yield from reference.differences(module, found)
    yield from changes(module, now, recorded.get(module), found)


def changed(folder, modules):
    recorded = outcomes.read()
    reasons = reasons_file.read()
    for module in modules:
        found = results.read(folder, module)
        if any(differences(folder, module, found, summary(module, found, reasons), recorded, reasons)):
            yield module


def ends(module, found, folder):
    if not found.done and not any(outcome in ("crash", "timeout") for outcome, _ in found.tests.values()):
        yield f"{module} did not come to its end: {found.end}; see {folder}/{module}.err"


def without_reason(found, reasons):
    for name, (outcome, told) in found.tests.items():
        if outcome != "ok" and name not in reasons.unsteady and reasons.key_of(name, outcome, told) is None:
            yield f"{name}: {outcome}, and no rule of reasons.txt says why{indented(told)}"


def changes(module, now, before, found):
    if before is None:
        yield f"{module} is not in outcomes.txt: `run --record {module}` puts it there"
        return
    if now.passed != before.passed:
        yield f"{module}: {now.passed} tests pass, {before.passed} expected"
    for name in sorted(now.others.keys() | before.others.keys()):
        is_now, was = now.others.get(name), before.others.get(name)
        if is_now != was:
            told = found.tests.get(name, ("", []))[1]
            yield f"{name}: {shown(is_now)}, {shown(was)} expected{indented(told)}"


def shown(outcome):
    return "ok or absent" if outcome is None else f"{outcome[0]} ({outcome[1]})"


def indented(told):
    return "".join(f"\n                   {line}" for line in told)


def record(folder, modules):
    reasons = reasons_file.read()
    recorded = {}
    unknown = 0
    for module in modules:
        found = results.read(folder, module)
        for problem in [*ends(module, found, folder), *without_reason(found, reasons)]:
            unknown += 1
            print(problem)
        recorded[module] = summary(module, found, reasons)
    if unknown:
        sys.exit(f"{unknown} tests do not pass, and reasons.txt does not say why: nothing is recorded")
    outcomes.record(recorded)
    record_durations(folder, modules)
    table.PAGE.write_text(table.page(outcomes.read(), reasons))


def durations():
    lines = DURATIONS.read_text().splitlines() if DURATIONS.exists() else ()
    return {name: int(seconds) for seconds, name in (line.split() for line in lines if not line.startswith("#"))}


def record_durations(folder, modules):
    known = durations()
    for module in modules:
        took = re.search(r" (\d+)\.\d s,", results.read(folder, module).end or "")
        known[module] = int(took[1]) if took else 0
    lines = [f"{seconds:4} {name}" for name, seconds in sorted(known.items(), key=lambda item: -item[1]) if seconds >= SHORT]
    DURATIONS.write_text("# Seconds that modules took when they were last recorded, two at a time. Written by `run --record`.\n"
                         + "\n".join(lines) + "\n")


def order(modules, subset):
    known = durations()
    compared = {outcomes.module_of(name) for name in reference.read()}
    wanted = [name for name in modules if not subset or name in compared or known.get(name, 0) <= LONG]
    return sorted(wanted, key=lambda name: -known.get(name, 0))


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--results", type=Path)
    arguments.add_argument("--all", action="store_true")
    arguments.add_argument("--changed", action="store_true")
    arguments.add_argument("--record", action="store_true")
    arguments.add_argument("--record-reference", type=Path)
    arguments.add_argument("--record-linux", type=Path)
    arguments.add_argument("--order", action="store_true")
    arguments.add_argument("--subset", action="store_true")
    arguments.add_argument("modules", nargs="+")
    asked = arguments.parse_args()
    if asked.order:
        print(*order(asked.modules, asked.subset), sep="\n")
    elif asked.record_reference:
        reference.record(asked.record_reference, asked.modules)
    elif asked.record_linux:
        reference.record_linux(asked.record_linux, asked.modules)
    elif asked.changed:
        print(*changed(asked.results, asked.modules), sep="\n", end="")
    elif asked.record:
        record(asked.results, asked.modules)
    else:
        sys.exit(judge(asked.results, asked.modules, asked.all))


if __name__ == "__main__":
    main()
