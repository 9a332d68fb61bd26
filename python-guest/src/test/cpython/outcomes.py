"""outcomes.txt: what of CPython's tests does not pass, as it was last recorded. For each module how many tests pass, and for
each OUTCOME:REASON those that do not, as CLASS(TEST...). `*` stands for all tests of a class, or of a module that does not
begin."""

import re
import sys
import textwrap
from collections import Counter, namedtuple
from pathlib import Path

FILE = Path(__file__).parent / "outcomes.txt"

HEAD = """\
# What CPython's own tests say in the sandbox. For each module, how many pass; and the others by OUTCOME:REASON, where a reason is
# a key of reasons.txt. `*` stands for all tests of a class, or of a module, and has their number. Written by `run --record`; not to
# be edited.
"""

# `passed` counts; `others` has (outcome, key) by name.
Recorded = namedtuple("Recorded", "passed others")

# Packages whose modules are run one by one, as libregrtest does.
PACKAGES = {"test_asyncio", "test_concurrent_futures", "test_doctests", "test_future_stmt", "test_gdb", "test_inspect", "test_pydoc",
            "test_multiprocessing_fork", "test_multiprocessing_forkserver", "test_multiprocessing_spawn"}


def module_of(name):
    """The module of a test."""
    parts = name.split(".")
    return ".".join(parts[:2]) if parts[0] in PACKAGES else parts[0]


def read():
    return parse(FILE.read_text()) if FILE.exists() else {}


def parse(text):
    """Recorded by module. A `*` is there as the number of tests that it stands for."""
    modules = {}
    for module, passed, others in re.findall(r"^(\S+) (\d+)\n((?: .*\n)*)", text, re.MULTILINE):
        modules[module] = Recorded(int(passed), {})
        for outcome, key, classes in re.findall(r"^  (\w+):([\w-]+)((?: [^ ].*\n|    .*\n)*)", others, re.MULTILINE):
            for scope, tests in re.findall(r"(\S+)\(([^)]*)\)", classes):
                for test in tests.split():
                    name = ".".join(part for part in (module, scope, test) if part != "-")
                    modules[module].others[name] = outcome, key
    return modules


def format_all(modules):
    lines = [HEAD]
    for module, recorded in sorted(modules.items()):
        lines.append(f"{module} {recorded.passed}\n")
        kinds = {}
        for name, (outcome, key) in sorted(recorded.others.items()):
            scope, _, test = name.removeprefix(module).removeprefix(".").rpartition(".")
            kinds.setdefault(f"{outcome}:{key}", {}).setdefault(scope or "-", []).append(test or "-")
        for kind, classes in sorted(kinds.items()):
            words = " ".join(f"{scope}({' '.join(tests)})" for scope, tests in classes.items())
            lines.append(textwrap.fill(f"{kind} {words}", 130, initial_indent="  ", subsequent_indent="    ",
                                       break_long_words=False, break_on_hyphens=False) + "\n")
    return "".join(lines)


def record(modules):
    """Puts these modules in the place of what was recorded of them."""
    FILE.write_text(format_all(read() | modules))


# What unittest and run_module.py report where a module, or one of its parts, cannot be loaded.
NOT_BEGUN = re.compile(r"unittest\.loader\.(_FailedTest|ModuleSkipped)\.|\.setUpModule$")


def summary(module, tests, reasons):
    """Recorded of a module's results: (outcome, reasons) by name. A module of which nothing ran counts as many tests as run on
    Linux."""
    key_of = reasons.key_of
    if tests and all(name == module or NOT_BEGUN.search(name) for name in tests):
        name, (outcome, told) = next(iter(tests.items()))
        return Recorded(0, {f"{module}.*{max(1, reasons.linux.run.get(module, 1))}": (outcome, key_of(name, outcome, told))})
    others = {}
    classes = {}
    for name, (outcome, reasons) in tests.items():
        key = "" if outcome == "ok" else key_of(name, outcome, reasons)
        if outcome != "ok":
            others[name] = outcome, key
        classes.setdefault(name.rpartition(".")[0], []).append((name, outcome, key))
    passed = len(tests) - len(others)
    for scope, members in classes.items():
        kinds = {(outcome, key) for _, outcome, key in members}
        if len(kinds) == 1 and len(members) > 1 and members[0][1] != "ok":
            for name, _, _ in members:
                del others[name]
            others[f"{scope}.*{len(members)}"] = members[0][1:]
    return Recorded(passed, others)


def size(name):
    """How many tests a name in `others` stands for."""
    star = re.search(r"\.\*(\d+)$", name)
    return int(star[1]) if star else 1
