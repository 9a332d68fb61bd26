"""What CPython's tests say elsewhere.

reference.txt is where the evaluation loop is not split, on Node's WASI. That host has neither scratch nor threads, so more
passes in the sandbox. What passes there has to pass here, but for what host-differences.txt explains.

linux.txt has what CPython of the same version skips on Linux, on the machine that builds the guest: Windows' tests, tests for 32
bits, for gigabytes, for optional packages, and the like. And how many tests of each module it does not skip.
"""

import re
import sys
import textwrap
from pathlib import Path

import results
from outcomes import module_of

HERE = Path(__file__).parent
FILE = HERE / "reference.txt"
LINUX = HERE / "linux.txt"
HOST_DIFFERENCES = HERE / "host-differences.txt"

HEAD = """\
# What CPython's own tests say in the unsplit guest on Node's WASI. Written by `run --reference`; not to be edited.
# For each class its tests, with =OUTCOME where that is not ok.
"""

LINUX_HEAD = """\
# How many of CPython's own tests Linux does not skip, by module, and then those that it skips; `*` stands for all tests of a
# class. Written by `run --linux`; not to be edited.
"""


def read(file=None):
    file = file or FILE
    outcomes = {}
    scope = None
    for line in file.read_text().splitlines() if file.exists() else ():
        if line.startswith(("#", "=")) or not line:
            continue
        if not line.startswith(" "):
            scope = line
            continue
        for word in line.split():
            test, _, outcome = word.partition("=")
            outcomes[f"{scope}.{test}" if scope != "." else test] = outcome or "ok"
    return outcomes


def write(outcomes, file=None, head=HEAD):
    scopes = {}
    for name in sorted(outcomes):
        scope, _, test = name.rpartition(".")
        scopes.setdefault(scope or ".", []).append(test if outcomes[name] == "ok" else f"{test}={outcomes[name]}")
    with (file or FILE).open("w") as written:
        written.write(head)
        for scope, tests in sorted(scopes.items()):
            written.write(scope + "\n")
            written.write(textwrap.fill(" ".join(tests), 120, initial_indent="  ", subsequent_indent="  ",
                                        break_long_words=False, break_on_hyphens=False) + "\n")


def record(folder, modules):
    outcomes = {name: outcome for name, outcome in read().items() if module_of(name) not in modules}
    for module in modules:
        found = results.read(folder, module)
        if not found.done:
            sys.exit(f"{module} did not come to its end in the reference: see {folder}/{module}.err")
        outcomes |= {name: outcome for name, (outcome, _) in found.tests.items()}
    write(outcomes)


class Linux:
    """What linux.txt has. `*` stands for all tests of a class."""

    def __init__(self, skipped=(), run=()):
        self.skipped = set(skipped)
        self.run = dict(run)

    def skips(self, name):
        return name in self.skipped or f"{name.rpartition('.')[0]}.*" in self.skipped


def read_linux():
    lines = LINUX.read_text().splitlines() if LINUX.exists() else ()
    counts = [line.split()[1:] for line in lines if line.startswith("=")]
    return Linux(read(LINUX), {module: int(number) for module, number in counts})


def record_linux(folder, modules):
    """Only what is skipped: a test that fails there may do so because of the machine."""
    known = read_linux()
    skipped = {name for name in known.skipped if module_of(name) not in modules}
    run = {module: number for module, number in known.run.items() if module not in modules}
    for module in modules:
        tests = results.read(folder, module).tests if (folder / f"{module}.out").exists() else {}
        classes = {}
        for name, (outcome, _) in tests.items():
            classes.setdefault(name.rpartition(".")[0], []).append((name, outcome == "skip"))
        for scope, members in classes.items():
            whole = len(members) > 1 and all(is_skipped for _, is_skipped in members)
            skipped |= {f"{scope}.*"} if whole else {name for name, is_skipped in members if is_skipped}
        number = sum(outcome != "skip" for outcome, _ in tests.values())
        if number:
            run[module] = number
    write(dict.fromkeys(skipped, "ok"), LINUX, LINUX_HEAD + "".join(f"= {module} {run[module]}\n" for module in sorted(run)))


def read_host_differences():
    """`NAME: OUTCOME  REASON` by name."""
    explained = {}
    for number, line in enumerate(HOST_DIFFERENCES.read_text().splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        match = re.fullmatch(r"(\S+): (\S+)  (\S.*)", line)
        if not match:
            sys.exit(f"{HOST_DIFFERENCES.name}:{number}: not `NAME: OUTCOME  REASON`: {line}")
        explained[match[1]] = match[2]
    return explained


def differences(module, found):
    """What passes in the reference and not here."""
    here = {name: outcome for name, (outcome, _) in found.tests.items()}
    explained = {name: outcome for name, outcome in read_host_differences().items() if module_of(name) == module}
    for name, outcome in sorted(read().items()):
        if module_of(name) != module or outcome != "ok":
            continue
        now = here.get(name, "absent")
        if now != explained.get(name, "ok"):
            told = "".join(f"\n                   {line}" for line in found.tests.get(name, ("", []))[1])
            yield f"{name}: {now}, and unsplit it passes{told}"
    for name, outcome in explained.items():
        if here.get(name, "absent") != outcome:
            yield f"{name}: {here.get(name, 'absent')}, and host-differences.txt explains {outcome}"
