"""What a run of CPython's tests left: the outcomes, and the texts that say why."""

import re
from collections import Counter, namedtuple

# `end` is how the sandbox ended, and None where there was no sandbox; `tests` has (outcome, reasons) by name.
Module = namedtuple("Module", "tests done end")

# How a test may end, besides `ok`. The last two are the sandbox's: the test ended it, or was stopped because it took too long.
NOT_PASSED = ("skip", "fail", "error", "crash", "timeout")

OUTCOME = re.compile(rf"(test_\S+): (ok|{'|'.join(NOT_PASSED)})")


def read(folder, module):
    """A module's results. A name that occurs again gets a number."""
    tests = {}
    seen = Counter()
    done = False
    name = None
    for line in (folder / f"{module}.out").read_text(errors="replace").splitlines():
        if line.startswith("    ") and name:
            tests[name][1].append(line.strip())
        elif match := OUTCOME.fullmatch(line):
            name = match[1]
            seen[name] += 1
            if seen[name] > 1:
                name = f"{name}#{seen[name]}"
            tests[name] = match[2], []
        elif line == "done":
            done = True
    end = folder / f"{module}.end"
    return Module(tests, done, end.read_text().strip() if end.exists() else None)
