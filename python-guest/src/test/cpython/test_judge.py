"""Tests of judge.py, which need no guest: python3 -m unittest test_judge (3.9 or later)."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path

import judge

OUTPUT = """\
test_x.A.test_good: ok
chatter of C code
test_x.A.test_bad: error
    OSError: no
test_x.A.test_bad: ok
done
"""


class JudgeTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        for name in "REFERENCE", "EXPECTED", "HOST_DIFFERENCES":
            self.addCleanup(setattr, judge, name, getattr(judge, name))
            setattr(judge, name, self.folder / name)
        self.result(OUTPUT)
        judge.record(self.folder, ["test_x"])
        judge.EXPECTED.write_text("# comment\n\ntest_x.A.test_bad: error  needs something\n")
        judge.HOST_DIFFERENCES.write_text("")

    def result(self, output, end="COMPLETED 1.0 s, 15 MiB\n"):
        (self.folder / "test_x.out").write_text(output)
        (self.folder / "test_x.end").write_text(end)

    def judged(self):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            status = judge.judge(self.folder, ["test_x"])
        return status, printed.getvalue()

    def test_all_as_expected(self):
        status, printed = self.judged()
        self.assertEqual(status, 0, printed)
        self.assertTrue(printed.endswith("2 passed, 1 failed, 0 skipped in 1 modules: as expected\n"), printed)

    def test_threads_have_no_reference(self):
        judge.EXPECTED.write_text("test_asyncio.test_y.A.test_bad: error  needs something\n")
        (self.folder / "test_asyncio.test_y.out").write_text(OUTPUT.replace("test_x", "test_asyncio.test_y").replace("bad: ok", "better: ok"))
        (self.folder / "test_asyncio.test_y.end").write_text("COMPLETED 1.0 s, 15 MiB\n")
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            status = judge.judge(self.folder, ["test_asyncio.test_y"])
        self.assertEqual(status, 0, printed.getvalue())
        self.assertIn("no reference", printed.getvalue())

    def test_reference_comes_back_as_it_was_written(self):
        self.assertEqual(
            judge.read_reference(),
            {"test_x.A.test_good": "ok", "test_x.A.test_bad": "error", "test_x.A.test_bad#2": "ok"},
        )

    def test_new_failure(self):
        self.result(OUTPUT.replace("test_good: ok", "test_good: fail"))
        status, printed = self.judged()
        self.assertEqual(status, 1)
        self.assertIn("test_x.A.test_good: fail, ok expected", printed)
        self.assertIn("test_x.A.test_good: fail/ok (split/unsplit), the same expected", printed)

    def test_unexpected_pass(self):
        self.result(OUTPUT.replace("test_bad: error", "test_bad: ok"))
        status, printed = self.judged()
        self.assertEqual(status, 1)
        self.assertIn("test_x.A.test_bad: ok, error expected", printed)

    def test_missing_test(self):
        self.result(OUTPUT.replace("test_x.A.test_good: ok\n", ""))
        status, printed = self.judged()
        self.assertEqual(status, 1)
        self.assertIn("test_x.A.test_good: absent/ok", printed)

    def test_documented_difference_of_the_hosts(self):
        self.result(OUTPUT.replace("test_bad: error", "test_bad: skip"))
        judge.EXPECTED.write_text("test_x.A.test_bad: skip  the sandbox has none\n")
        judge.HOST_DIFFERENCES.write_text("test_x.A.test_bad: skip/error  the sandbox has none\n")
        self.assertEqual(self.judged()[0], 0)

    def test_documented_difference_that_is_none(self):
        judge.HOST_DIFFERENCES.write_text("test_x.A.test_bad: skip/error  the sandbox has none\n")
        self.assertEqual(self.judged()[0], 1)

    def test_module_that_does_not_come_to_its_end(self):
        self.result(OUTPUT, end="WALL_TIME_EXCEEDED 1.0 s, 15 MiB\n")
        self.assertIn("did not come to its end", self.judged()[1])
        self.result(OUTPUT.replace("done\n", ""))
        self.assertEqual(self.judged()[0], 1)

    def test_entry_without_reason(self):
        judge.EXPECTED.write_text("test_x.A.test_bad: error\n")
        with self.assertRaises(SystemExit):
            self.judged()


if __name__ == "__main__":
    unittest.main()
