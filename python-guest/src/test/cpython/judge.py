"""Judges what CPython's tests said in the sandbox: against the unsplit reference, and against the failures we expect.

  judge.py --results FOLDER MODULE...          exit status 1 if anything is not as it should be
  judge.py --record REFERENCE-FOLDER MODULE... writes these modules of reference.txt anew

A results folder has MODULE.out as run_module.py prints it and, from the sandbox, MODULE.end.
"""

import argparse
import re
import sys
import textwrap
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
REFERENCE = HERE / "reference.txt"
EXPECTED = HERE / "expected-failures.txt"
HOST_DIFFERENCES = HERE / "host-differences.txt"

# Modules of tests that have modules.
PACKAGES = {"test_asyncio", "test_concurrent_futures"}
# Tests of threads, which the reference's host has not: they are compared with the expected failures only.
THREADED = {"test_asyncio", "test_concurrent_futures", "test_queue", "test_thread", "test_threading", "test_threading_local"}

REFERENCE_HEAD = """\
# What CPython's own tests say in the unsplit guest on Node's WASI. Written by `run --reference`; not to be edited.
# For each class its tests, with =OUTCOME where that is not ok.
"""


def read_results(path):
    """Outcome and reasons of each test, by name. A name that occurs again gets a number."""
    results = {}
    seen = Counter()
    done = False
    name = None
    for line in path.read_text(errors="replace").splitlines():
        if line.startswith("    ") and name:
            results[name][1].append(line.strip())
        elif match := re.fullmatch(r"(test_\S+): (ok|fail|error|skip)", line):
            name = match[1]
            seen[name] += 1
            if seen[name] > 1:
                name = f"{name}#{seen[name]}"
            results[name] = match[2], []
        elif line == "done":
            done = True
    return results, done


def read_list(path, outcome_pattern):
    """A committed list: `NAME: OUTCOME  REASON` by name, as (outcome, reason)."""
    entries = {}
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        match = re.fullmatch(rf"(\S+): ({outcome_pattern})  (\S.*)", line)
        if not match:
            sys.exit(f"{path.name}:{number}: not `NAME: OUTCOME  REASON`: {line}")
        if match[1] in entries:
            sys.exit(f"{path.name}:{number}: {match[1]} is there twice")
        entries[match[1]] = match[2], match[3]
    return entries


def read_reference():
    outcomes = {}
    scope = None
    for line in REFERENCE.read_text().splitlines() if REFERENCE.exists() else ():
        if line.startswith("#") or not line:
            continue
        if not line.startswith(" "):
            scope = line
            continue
        for word in line.split():
            test, _, outcome = word.partition("=")
            outcomes[f"{scope}.{test}" if scope != "." else test] = outcome or "ok"
    return outcomes


def write_reference(outcomes):
    scopes = {}
    for name in sorted(outcomes):
        scope, _, test = name.rpartition(".")
        scopes.setdefault(scope or ".", []).append(test if outcomes[name] == "ok" else f"{test}={outcomes[name]}")
    with REFERENCE.open("w") as file:
        file.write(REFERENCE_HEAD)
        for scope, tests in sorted(scopes.items()):
            file.write(scope + "\n")
            file.write(textwrap.fill(" ".join(tests), 120, initial_indent="  ", subsequent_indent="  ",
                                     break_long_words=False, break_on_hyphens=False) + "\n")


def module_of(name):
    """The module of a test: a package's modules are told apart."""
    parts = name.split(".")
    return ".".join(parts[:2]) if parts[0] in PACKAGES else parts[0]


def has_reference(module):
    return module.split(".")[0] not in THREADED


def record(folder, modules):
    outcomes = {name: outcome for name, outcome in read_reference().items() if module_of(name) not in modules}
    for module in modules:
        results, done = read_results(folder / f"{module}.out")
        if not done:
            sys.exit(f"{module} did not come to its end in the reference: see {folder}/{module}.err")
        outcomes |= {name: outcome for name, (outcome, _) in results.items()}
    write_reference(outcomes)


def judge(folder, modules):
    reference = read_reference()
    expected = read_list(EXPECTED, "fail|error|skip")
    host_differences = read_list(HOST_DIFFERENCES, r"[\w-]+/[\w-]+")
    problems = []
    totals = Counter()
    print(f"{'module':<22}{'passed':>8}{'failed':>8}{'skipped':>8}   as unsplit   in the sandbox")
    for module in modules:
        results, done = read_results(folder / f"{module}.out")
        end = (folder / f"{module}.end").read_text().strip()
        if not done or not end.startswith("COMPLETED"):
            problems.append(f"{module} did not come to its end: {end}; see {folder}/{module}.err")
        differing = 0
        split = {name: outcome for name, (outcome, _) in results.items()}
        unsplit = {name: outcome for name, outcome in reference.items() if module_of(name) == module}
        if not has_reference(module):
            unsplit = split
        elif not unsplit:
            problems.append(f"{module} is not in reference.txt: `run --reference {module}` puts it there")
        documented = {name: pair for name, (pair, _) in host_differences.items() if module_of(name) == module}
        for name in sorted(split.keys() | unsplit.keys() | documented.keys()):
            pair = f"{split.get(name, 'absent')}/{unsplit.get(name, 'absent')}"
            if split.get(name) != unsplit.get(name):
                differing += 1
            same = split.get(name) == unsplit.get(name) and name not in documented
            if not same and documented.get(name) != pair:
                problems.append(f"{name}: {pair} (split/unsplit), "
                                f"{documented.get(name, 'the same')} expected{reasons(results, name)}")
        failures = {name: outcome for name, outcome in split.items() if outcome != "ok"}
        foreseen = {name: outcome for name, (outcome, _) in expected.items() if module_of(name) == module}
        for name in sorted(failures.keys() | foreseen.keys()):
            found, wanted = split.get(name, "absent"), foreseen.get(name, "ok")
            if found != wanted:
                problems.append(f"{name}: {found}, {wanted} expected{reasons(results, name)}")
        count = Counter("failed" if outcome in ("fail", "error") else outcome for outcome in split.values())
        totals += count
        same = "no reference" if not has_reference(module) else "yes" if not differing else f"{differing} differ"
        print(f"{module:<22}{count['ok']:>8}{count['failed']:>8}{count['skip']:>8}   {same:<12} {end}")
    for problem in problems:
        print(f"NOT AS EXPECTED  {problem}")
    if problems:
        print(f"{len(problems)} results are not as expected-failures.txt and host-differences.txt say. If the guest's own "
              "Python has changed, run --reference (Node 20) may be due.")
    print(f"{totals['ok']} passed, {totals['failed']} failed, {totals['skip']} skipped in {len(modules)} modules: "
          f"{'NOT ' if problems else ''}as expected")
    return 1 if problems else 0


def reasons(results, name):
    told = results.get(name, ("", []))[1]
    return "".join(f"\n                   {reason}" for reason in told)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--results", type=Path)
    arguments.add_argument("--record", type=Path)
    arguments.add_argument("modules", nargs="+")
    asked = arguments.parse_args()
    if asked.record:
        record(asked.record, asked.modules)
    if asked.results:
        sys.exit(judge(asked.results, asked.modules))


if __name__ == "__main__":
    main()
