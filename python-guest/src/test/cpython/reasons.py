"""Why tests do not pass: reasons.txt, which says how the reason is seen from what a test says.

The file has sections. A section's head is `[KEY] TITLE`, or `[KEY: SCOPE] TITLE`; below it are rules, `TEST | TEXT`: a pattern of
the tests' names, as in file names, and a regular expression that is searched in what the test said. The text `@linux` stands for
a test that linux.txt has, and that is skipped here too. A rule for one test goes
before rules for many, and otherwise the first that matches decides. What is below `[unsteady]` are names of tests that pass or
do not, and why.

SCOPE says what kind of reason it is:

  needs    the test needs what this sandbox is not to have; it does not count
  linux    CPython does not run the test on Linux either, or not without being told to; it does not count
"""

import fnmatch
import re
import sys
from collections import namedtuple
from pathlib import Path

import reference

FILE = Path(__file__).parent / "reasons.txt"

SCOPES = ("", "needs", "linux")
HEAD = re.compile(r"\[([a-z-]+)(?:: ([a-z]+))?\] (\S.*)")

Reason = namedtuple("Reason", "key scope title")


class Rule:
    def __init__(self, key, pattern, text, line):
        self.key = key
        self.pattern = pattern
        self.text = text
        self.line = line
        self.used = False
        self.name = re.compile(fnmatch.translate(pattern))
        self.said = None if text == "@linux" else re.compile(text)

    def is_for_one(self):
        return not any(character in self.pattern for character in "*?[")

    def matches(self, name, outcome, reasons, linux):
        if not self.name.match(name):
            return False
        return outcome == "skip" and linux.skips(name) if self.said is None else bool(self.said.search("\n".join(reasons)))


class Reasons:
    def __init__(self, text, source="reasons.txt", linux=None):
        self.linux = linux or reference.Linux()
        self.by_key = {}
        self.unsteady = {}
        rules = []
        key = None
        for number, line in enumerate(text.splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            if head := HEAD.fullmatch(line):
                key = head[1]
                if (head[2] or "") not in SCOPES or key in self.by_key:
                    sys.exit(f"{source}:{number}: a scope that is not known, or a key that is there twice: {line}")
                if key != "unsteady":
                    self.by_key[key] = Reason(key, head[2] or "", head[3])
                continue
            pattern, bar, said = line.partition(" | ")
            if not bar or key is None:
                sys.exit(f"{source}:{number}: neither `[KEY] TITLE` nor `TEST | TEXT`: {line}")
            if key == "unsteady":
                self.unsteady[pattern.strip()] = said.strip()
            else:
                rules.append(Rule(key, pattern.strip(), said.strip(), f"{source}:{number}"))
        self.rules = sorted(rules, key=lambda rule: not rule.is_for_one())

    def key_of(self, name, outcome, reasons):
        """The reason of a test that did not pass; None if no rule matches."""
        for rule in self.rules:
            if rule.matches(name, outcome, reasons, self.linux):
                rule.used = True
                return rule.key
        return None

    def unused(self):
        return [rule for rule in self.rules if not rule.used]


def read():
    return Reasons(FILE.read_text(), linux=reference.read_linux())
