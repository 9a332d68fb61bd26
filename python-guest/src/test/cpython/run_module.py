"""Runs one of CPython's test modules inside a guest and prints what became of each test. The host's `run` starts it.

  run_module.py MODULE [FIRST]        FIRST is the number of the first test to run, in the order of the module

Standard output has a line when a test begins, `> NUMBER module.Class.test`, and one when it has ended, `module.Class.test:
ok|fail|error|skip`; below it, indented, the reason of what is not ok. The last line is `done`. What the tests themselves print
goes to standard error.
"""

import os
import re
import sys
import tempfile
import types
import unittest
from unittest import mock

from test import support
from test.support import threading_helper

RANK = ["ok", "skip", "fail", "error"]

# What would be stopped for the time that it takes, each time. The benchmark's C code lets others run by nothing but the machine.
ENDLESS = {"test.test_capi.test_misc.Test_PyLock.test_lock_benchmark": "endless where one thread runs until it waits"}


class Result(unittest.TestResult):
    """One outcome for each test: the worst, if it has several because of its subtests."""

    def __init__(self, module, report, numbers):
        super().__init__()
        self.module = module
        self.report = report
        self.numbers = numbers
        self.outcome = None
        self.reasons = []

    def startTest(self, test):
        super().startTest(test)
        self.outcome = None
        self.reasons = []
        self.print(f"> {self.numbers.get(id(test), 0)} {self.name_of(test)}")

    def stopTest(self, test):
        super().stopTest(test)
        # A test whose subtests failed is told of here only, and one that a skipped class has no outcome but this.
        self.tell(test, self.outcome or "ok", self.reasons)
        self.outcome = None

    def note(self, test, outcome, reason=None):
        if reason is not None:
            self.reasons.append(reason)
        if self.outcome is None or RANK.index(outcome) > RANK.index(self.outcome):
            self.outcome = outcome
        if not isinstance(test, unittest.TestCase):
            # setUpClass, setUpModule: no test was started.
            self.tell(test, outcome, self.reasons)
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

    def name_of(self, test):
        # "setUpClass (test.test_x.Class)" becomes "test_x.Class.setUpClass".
        # Some tests have an attribute of that name.
        name = type(test).id(test)
        around_class = re.fullmatch(r"(\w+) \((.*)\)", name)
        if around_class:
            name = f"{around_class[2]}.{around_class[1]}"
        name = re.sub(r"\s+", "_", name.removeprefix("test."))
        # The doctests of the module under test have other names.
        return name if name.startswith(self.module + ".") else f"{self.module}.{name}"

    def tell(self, test, outcome, reasons):
        self.print(f"{self.name_of(test)}: {outcome}")
        for reason in reasons[:5]:
            self.print("    " + clipped(" ".join(reason.split())))

    def print(self, line):
        print(line, file=self.report, flush=True)


def clipped(text):
    """What an import failed for stands at the end of its text, and most other reasons at the beginning."""
    return text if len(text) <= 300 else f"{text[:148]} .. {text[-148:]}"


def told(error):
    """An exception, and where in a test it was raised or what a test called raised it."""
    kind, exception, traceback = error
    where = ""
    while traceback:
        code = traceback.tb_frame.f_code
        if "/test/" in code.co_filename:
            where = f" at {os.path.basename(code.co_filename)}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    try:
        return f"{kind.__name__}{where}: {exception}"
    except Exception as failure:
        return f"{kind.__name__}{where}: its text raised {type(failure).__name__}"


def tests_of(suite):
    for each in suite:
        if isinstance(each, unittest.BaseTestSuite):
            yield from tests_of(each)
        else:
            yield each


def without_first(suite, count):
    """Removes the first tests of a suite, with the suites that they leave empty. Returns how many remain to be removed."""
    kept = []
    for each in suite:
        if isinstance(each, unittest.BaseTestSuite):
            count = without_first(each, count)
            if each.countTestCases():
                kept.append(each)
        elif count:
            count -= 1
        else:
            kept.append(each)
    suite._tests = kept
    return count


def imitate_linux(name):
    """Runs what CPython skips on WASI for want of what this guest has. What it has not is refused by name."""
    support.is_wasi = False
    support.has_socket_support = support.has_subprocess_support = True
    threading_helper.can_start_thread = True
    # Some modules ask at once, and start a process to know. Imported before, it would skip what starts one.
    from test.support import script_helper

    setattr(script_helper, "__cached_interp_requires_environment", False)
    sys.dont_write_bytecode = False
    # As regrtest does it: a folder of its own to work in.
    os.chdir(tempfile.mkdtemp(prefix="test_python_"))
    # Some modules could not even be imported for what a few of their tests want: a terminal, processes, a virtual environment.
    if name == "test_asyncio.test_events":
        sys.modules["tty"] = types.ModuleType("tty")
        import asyncio

        # Each test sets one, and those that start no process do not use it.
        asyncio.SafeChildWatcher = mock.MagicMock
        asyncio.set_child_watcher = lambda watcher: None
    if name == "test_sysconfig":
        sys.modules["test.support.venv"] = absent = types.ModuleType("test.support.venv")
        absent.VirtualEnvironment = None


def main(name, first=0):
    report = open(1, "w", closefd=False, encoding="utf-8", errors="backslashreplace")
    sys.stdout = sys.__stdout__ = sys.stderr
    # As regrtest sets them: tests that take long, but none that takes files or gigabytes; and no chatter.
    support.use_resources = ["cpu", "decimal", "walltime"]
    support.verbose = 0
    # They are there, whatever Python's own configuration says.
    support.TEST_MODULES_ENABLED = True
    if sys.platform == "linux":
        os.chdir(tempfile.mkdtemp(prefix="test_python_"))
    elif os.path.isdir("/tmp"):
        imitate_linux(name)
    else:
        # The host of the reference, which has neither scratch nor threads. asyncio needs no sockets there either.
        support.has_socket_support = True
        support.is_wasi = name != "test_coroutines"
    try:
        suite = unittest.defaultTestLoader.loadTestsFromName(f"test.{name}")
        for test in tests_of(suite):
            if test.id() in ENDLESS:
                setattr(test, test._testMethodName, unittest.skip(ENDLESS[test.id()])(lambda: None))
        numbers = {id(test): number for number, test in enumerate(tests_of(suite))}
        without_first(suite, first)
        suite.run(Result(name, report, numbers))
    except unittest.SkipTest as skipped:
        print(f"{name}: skip\n    {skipped}", file=report)
    except Exception as failure:
        print(f"{name}: error\n    {clipped(' '.join(told((type(failure), failure, failure.__traceback__)).split()))}", file=report)
    print("done", file=report)
    report.flush()


main(sys.argv[1], *map(int, sys.argv[2:]))
