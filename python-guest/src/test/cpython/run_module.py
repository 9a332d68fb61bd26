"""Runs one of CPython's test modules inside a guest and prints what became of each test. The host's `run` starts it.

Standard output has a line for each test, `module.Class.test: ok|fail|error|skip`, and below it, indented, the reason of
what is not ok. The last line is `done`. What the tests themselves print goes to standard error.
"""

import os
import re
import sys
import unittest

from test import support
from test.support import threading_helper

RANK = ["ok", "skip", "fail", "error"]


class Result(unittest.TestResult):
    """One outcome for each test: the worst, if it has several because of its subtests."""

    def __init__(self, module, report):
        super().__init__()
        self.module = module
        self.report = report
        self.outcome = None
        self.reasons = []

    def startTest(self, test):
        super().startTest(test)
        self.outcome = None
        self.reasons = []

    def stopTest(self, test):
        super().stopTest(test)
        # A test whose subtests failed is told of here only, and one that a skipped class has no outcome but this.
        self.tell(test.id(), self.outcome or "ok", self.reasons)
        self.outcome = None

    def note(self, test, outcome, reason=None):
        if reason is not None:
            self.reasons.append(reason)
        if self.outcome is None or RANK.index(outcome) > RANK.index(self.outcome):
            self.outcome = outcome
        if not isinstance(test, unittest.TestCase):
            # setUpClass, setUpModule: no test was started.
            self.tell(test.id(), outcome, self.reasons)
            self.outcome, self.reasons = None, []

    def addSuccess(self, test):
        self.note(test, "ok")

    def addError(self, test, error):
        self.note(test, "error", told(error))

    def addFailure(self, test, error):
        self.note(test, "fail", told(error))

    def addSkip(self, test, reason):
        if isinstance(test, unittest.case._SubTest):
            return  # the others of its test may have run
        self.note(test, "skip", reason)

    def addExpectedFailure(self, test, error):
        self.note(test, "ok")

    def addUnexpectedSuccess(self, test):
        self.note(test, "fail", "passes, and CPython expects it to fail")

    def addSubTest(self, test, subtest, error):
        if error is not None:
            failed = issubclass(error[0], test.failureException)
            self.note(test, "fail" if failed else "error", f"{subtest._subDescription()} {told(error)}")

    def tell(self, identity, outcome, reasons):
        # "setUpClass (test.test_x.Class)" becomes "test_x.Class.setUpClass".
        around_class = re.fullmatch(r"(\w+) \((.*)\)", identity)
        if around_class:
            identity = f"{around_class[2]}.{around_class[1]}"
        identity = identity.removeprefix("test.")
        if not identity.startswith(self.module + "."):
            identity = f"{self.module}.{identity}"  # the doctests of the module under test
        print(f"{identity}: {outcome}", file=self.report)
        for reason in reasons[:5]:
            print("    " + " ".join(reason.split())[:300], file=self.report)
        self.report.flush()


def told(error):
    """An exception, and where in a test it was raised or what a test called raised it."""
    kind, exception, traceback = error
    where = ""
    while traceback:
        code = traceback.tb_frame.f_code
        if "/test/" in code.co_filename:
            where = f" at {os.path.basename(code.co_filename)}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return f"{kind.__name__}{where}: {exception}"


def main(name):
    report = open(1, "w", closefd=False, encoding="utf-8", errors="backslashreplace")
    sys.stdout = sys.__stdout__ = sys.stderr
    # As regrtest sets them: tests that take long, but none that takes files or gigabytes; and no chatter.
    support.use_resources = ["cpu"]
    support.verbose = 0
    # For want of sockets CPython skips everything that uses asyncio. Ours needs none.
    support.has_socket_support = True
    if name == "test_coroutines":
        support.is_wasi = False  # asked there for nothing but asyncio
    # CPython skips what needs threads. Only where threads are what is tested: the reference's host has none.
    if name.startswith(("test_asyncio", "test_concurrent_futures", "test_queue", "test_thread")):
        threading_helper.can_start_thread = True
    try:
        suite = unittest.defaultTestLoader.loadTestsFromName(f"test.{name}")
        suite.run(Result(name, report))
    except unittest.SkipTest as skipped:
        print(f"{name}: skip\n    {skipped}", file=report)
    print("done", file=report)
    report.flush()


main(sys.argv[1])
