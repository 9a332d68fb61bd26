"""Tests of the scripts that judge CPython's tests, which need no guest: python3 -m unittest test_judge (3.9 or later)."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path

import judge
import outcomes
import reasons
import reference
import table

OUTPUT = """\
> 0 test_x.A.test_good
test_x.A.test_good: ok
chatter of C code
> 1 test_x.A.test_bad
test_x.A.test_bad: error
    OSError: no
> 2 test_x.A.test_bad
test_x.A.test_bad: ok
> 3 test_x.B.test_one
test_x.B.test_one: skip
    needs a socket
> 4 test_x.B.test_two
test_x.B.test_two: skip
    needs a socket
done
"""

REASONS = """\
# comment

[network: needs] No network.
* | needs a socket
[files] Files are not all there.
test_x.* | ^OSError: no$
"""


class ScriptsTest(unittest.TestCase):
    """Every committed file is in a folder of its own; test_x is recorded, as OUTPUT has it."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        for module, name in ((outcomes, "FILE"), (reasons, "FILE"), (reference, "FILE"), (reference, "HOST_DIFFERENCES"), (reference, "LINUX"),
                             (table, "PAGE"), (judge, "DURATIONS")):
            self.addCleanup(setattr, module, name, getattr(module, name))
            setattr(module, name, self.folder / f"{module.__name__}.{name}")
        reasons.FILE.write_text(REASONS)
        reference.HOST_DIFFERENCES.write_text("")
        self.result(OUTPUT)
        reference.record(self.folder, ["test_x"])
        judge.record(self.folder, ["test_x"])

    def result(self, output, end="COMPLETED 12.0 s, 15 MiB, 1 sandboxes\n"):
        (self.folder / "test_x.out").write_text(output)
        (self.folder / "test_x.end").write_text(end)

    def judged(self, everything=False):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            status = judge.judge(self.folder, ["test_x"], everything)
        return status, printed.getvalue()


class JudgeTest(ScriptsTest):
    def test_all_as_recorded(self):
        status, printed = self.judged(everything=True)
        self.assertEqual(status, 0, printed)
        self.assertTrue(printed.endswith("2 passed, 3 did not, in 1 modules: as expected\n"), printed)

    def test_new_failure(self):
        self.result(OUTPUT.replace("test_good: ok", "test_good: fail\n    OSError: no"))
        status, printed = self.judged()
        self.assertEqual(status, 1)
        self.assertIn("test_x.A.test_good: fail (files), ok or absent expected", printed)
        self.assertIn("test_x.A.test_good: fail, and unsplit it passes", printed)
        self.assertIn("test_x: 1 tests pass, 2 expected", printed)

    def test_modules_that_are_run_once_more(self):
        self.assertEqual(list(judge.changed(self.folder, ["test_x"])), [])
        self.result(OUTPUT.replace("test_good: ok", "test_good: fail\n    OSError: no"))
        self.assertEqual(list(judge.changed(self.folder, ["test_x"])), ["test_x"])

    def test_failure_for_another_reason(self):
        self.result(OUTPUT.replace("OSError: no", "needs a socket"))
        self.assertIn("test_x.A.test_bad: error (network), error (files) expected", self.judged()[1])

    def test_failure_without_a_reason(self):
        self.result(OUTPUT.replace("OSError: no", "OSError: none"))
        self.assertIn("test_x.A.test_bad: error, and no rule of reasons.txt says why", self.judged()[1])

    def test_unexpected_pass(self):
        self.result(OUTPUT.replace("test_bad: error", "test_bad: ok"))
        status, printed = self.judged()
        self.assertEqual(status, 1)
        self.assertIn("test_x.A.test_bad: ok or absent, error (files) expected", printed)

    def test_test_that_is_gone(self):
        self.result(OUTPUT.replace("test_x.A.test_good: ok\n", ""))
        status, printed = self.judged()
        self.assertEqual(status, 1)
        self.assertIn("test_x.A.test_good: absent, and unsplit it passes", printed)

    def test_class_of_which_one_is_no_longer_skipped(self):
        self.result(OUTPUT.replace("test_one: skip", "test_one: ok"))
        self.assertIn("test_x.B.*2: ok or absent, skip (network) expected", self.judged()[1])

    def test_rule_that_matches_nothing(self):
        reasons.FILE.write_text(REASONS + "* | gone\n")
        self.assertEqual(self.judged()[0], 0)
        self.assertIn("reasons.txt:7 matches nothing: * | gone", self.judged(everything=True)[1])
        self.assertEqual(self.judged(everything=True)[0], 1)

    def test_module_that_is_not_run(self):
        outcomes.record({"test_y": outcomes.Recorded(1, {})})
        table.PAGE.write_text(table.page(outcomes.read(), reasons.read()))
        self.assertEqual(self.judged()[0], 0)
        self.assertIn("test_y is in outcomes.txt and not among CPython's modules", self.judged(everything=True)[1])

    def test_module_that_is_not_recorded(self):
        outcomes.FILE.unlink()
        self.assertIn("test_x is not in outcomes.txt", self.judged()[1])

    def test_module_that_does_not_come_to_its_end(self):
        self.result(OUTPUT.replace("done\n", ""), end="WALL_TIME_EXCEEDED 1.0 s, 15 MiB, 1 sandboxes\n")
        self.assertIn("did not come to its end", self.judged()[1])

    def test_page_that_is_old(self):
        table.PAGE.write_text("old")
        self.assertIn("is not what outcomes.txt and reasons.txt say", self.judged()[1])

    def test_unsteady_test_may_pass_or_not(self):
        reasons.FILE.write_text(REASONS + "[unsteady] By chance.\ntest_x.A.test_good | measures time\n")
        judge.record(self.folder, ["test_x"])
        self.assertEqual(self.judged()[0], 0)
        reference.FILE.unlink()
        self.result(OUTPUT.replace("test_good: ok", "test_good: fail"))
        self.assertEqual(self.judged()[0], 0)


class ReferenceTest(ScriptsTest):
    def test_comes_back_as_it_was_written(self):
        self.assertEqual(
            reference.read(),
            {"test_x.A.test_good": "ok", "test_x.A.test_bad": "error", "test_x.A.test_bad#2": "ok",
             "test_x.B.test_one": "skip", "test_x.B.test_two": "skip"},
        )

    def test_explained_difference_of_the_hosts(self):
        self.result(OUTPUT.replace("test_good: ok", "test_good: fail\n    needs a socket"))
        reference.HOST_DIFFERENCES.write_text("test_x.A.test_good: fail  the sandbox has none\n")
        judge.record(self.folder, ["test_x"])
        self.assertEqual(self.judged()[0], 0)

    def test_explained_difference_that_is_none(self):
        reference.HOST_DIFFERENCES.write_text("test_x.A.test_good: fail  the sandbox has none\n")
        self.assertEqual(self.judged()[0], 1)

    def test_entry_without_reason(self):
        reference.HOST_DIFFERENCES.write_text("test_x.A.test_bad: error\n")
        with self.assertRaises(SystemExit):
            self.judged()


class RecordTest(ScriptsTest):
    def test_linux_is_asked_for_what_it_skips(self):
        reference.LINUX.write_text("test_x.A\n  test_old\ntest_y.A\n  test_other\n")
        reference.record_linux(self.folder, ["test_x"])
        self.assertEqual(reference.read(reference.LINUX).keys(), {"test_x.B.*", "test_y.A.test_other"})
        linux = reference.read_linux()
        self.assertTrue(linux.skips("test_x.B.test_two") and linux.skips("test_y.A.test_other"))
        self.assertFalse(linux.skips("test_x.A.test_old") or linux.skips("test_y.A.test_one"))
        self.assertEqual(linux.run, {"test_x": 3})

    def test_module_that_does_not_begin_counts_as_on_linux(self):
        reference.record_linux(self.folder, ["test_x"])
        for name in "test_x", "test_x.unittest.loader._FailedTest.test_x", "test_x.setUpModule":
            with self.subTest(name):
                self.result(f"{name}: skip\n    needs a socket\ndone\n")
                judge.record(self.folder, ["test_x"])
                self.assertEqual(outcomes.read(), {"test_x": outcomes.Recorded(0, {"test_x.*3": ("skip", "network")})})

    def test_outcomes_are_by_class(self):
        self.assertEqual(
            outcomes.FILE.read_text(),
            outcomes.HEAD + "test_x 2\n  error:files A(test_bad)\n  skip:network B(*2)\n",
        )
        self.assertEqual(outcomes.format_all(outcomes.read()), outcomes.FILE.read_text())

    def test_long_lines_come_back_as_they_were_written(self):
        recorded = {
            "test_x": outcomes.Recorded(0, {f"test_x.A.test_{number}": ("skip", "files") for number in range(99)}
                                        | {"test_x.test": ("fail", "network"), "test_x": ("crash", "files")}),
            "test_y.test_z": outcomes.Recorded(5, {"test_y.test_z.*3": ("error", "network")}),
            "test_z": outcomes.Recorded(7, {}),
        }
        self.assertEqual(outcomes.parse(outcomes.format_all(recorded)), recorded)

    def test_nothing_is_recorded_without_a_reason(self):
        before = outcomes.FILE.read_text()
        self.result(OUTPUT.replace("OSError: no", "OSError: none"))
        with self.assertRaises(SystemExit), contextlib.redirect_stdout(io.StringIO()):
            judge.record(self.folder, ["test_x"])
        self.assertEqual(outcomes.FILE.read_text(), before)

    def test_test_that_ended_its_sandbox(self):
        reasons.FILE.write_text(REASONS + "[slow] Slow.\n* | CANCELLED\n")
        self.result(OUTPUT + "> 5 test_x.C.test_hangs\n\ntest_x.C.test_hangs: timeout\n    CANCELLED\n")
        judge.record(self.folder, ["test_x"])
        self.assertIn("\n  timeout:slow C(test_hangs)\n", outcomes.FILE.read_text())

    def test_the_longest_module_is_the_first(self):
        judge.DURATIONS.write_text("  20 test_y\n")
        judge.record_durations(self.folder, ["test_x"])
        self.assertEqual(list(judge.durations().items()), [("test_y", 20), ("test_x", 12)])

    def test_subset_has_what_is_short_and_what_has_a_reference(self):
        judge.DURATIONS.write_text("  70 test_x\n  50 test_y\n  15 test_z\n")
        self.assertEqual(judge.order(["test_a", "test_z", "test_y", "test_x"], False), ["test_x", "test_y", "test_z", "test_a"])
        self.assertEqual(judge.order(["test_a", "test_z", "test_y", "test_x"], True), ["test_x", "test_z", "test_a"])

    def test_page(self):
        page = table.PAGE.read_text()
        self.assertIn("| pass, of those counted | 66.67 % |", page)
        self.assertIn("| `files`: Files are not all there. | 1 | counted | x 1 |", page)
        self.assertIn("| `network`: No network. | 2 | needs what a sandbox is not to have; not counted | x 2 |", page)


class ReasonsTest(unittest.TestCase):
    def test_rule_for_one_test_goes_first(self):
        found = reasons.Reasons("[a] A.\n* | x\n[b] B.\ntest_x.A.test | x\n")
        self.assertEqual(found.key_of("test_x.A.test", "fail", ["x"]), "b")
        self.assertEqual(found.key_of("test_x.A.other", "fail", ["x"]), "a")
        self.assertIsNone(found.key_of("test_x.A.other", "fail", ["y"]))

    def test_what_linux_skips_too(self):
        found = reasons.Reasons("[a] A.\n* | @linux\n", linux=reference.Linux(["test_x.A.test"]))
        self.assertEqual(found.key_of("test_x.A.test", "skip", ["Windows only"]), "a")
        self.assertIsNone(found.key_of("test_x.A.test", "fail", ["Windows only"]))
        self.assertIsNone(found.key_of("test_x.A.other", "skip", ["Windows only"]))

    def test_what_is_no_rule(self):
        for text in "* | x\n", "[a] A.\nno rule\n", "[a: what] A.\n", "[a] A.\n[a] A.\n":
            with self.subTest(text), self.assertRaises(SystemExit):
                reasons.Reasons(text)


class CommittedFilesTest(unittest.TestCase):
    def test_page_is_what_was_recorded(self):
        self.assertEqual(table.PAGE.read_text(), table.page(outcomes.read(), reasons.read()))

    def test_what_has_a_reference_is_recorded(self):
        self.assertLessEqual({outcomes.module_of(name) for name in reference.read()}, outcomes.read().keys())


if __name__ == "__main__":
    unittest.main()
