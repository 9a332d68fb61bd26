"""What of the guest's own Python can be tested outside the guest.

    python3 -m unittest discover -s python-guest/src/test/python
"""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "main" / "python"))

from guest import ending, program
from guest.wire import decode, encode


class RecordTest(unittest.TestCase):
    def test_fields_come_back_in_their_order(self):
        fields = [(1, b"code"), (2, b""), (2, bytes(300))]
        self.assertEqual(list(decode(encode(fields))), fields)

    def test_is_these_bytes(self):
        self.assertEqual(encode([(3, b"ab")]), b"\x01\x03\x02\x00\x00\x00ab")

    def test_refuses_another_version(self):
        for record in b"", b"\x02", b"\x02\x01\x00\x00\x00\x00":
            with self.assertRaisesRegex(ValueError, "version"):
                list(decode(record))

    def test_refuses_a_field_that_is_cut_off(self):
        whole = encode([(1, b"abc")])
        for size in range(2, len(whole)):
            with self.assertRaisesRegex(ValueError, "field at 1 ends at"):
                list(decode(whole[:size]))


class ClippedTest(unittest.TestCase):
    def test_leaves_what_fits(self):
        self.assertEqual(ending.clipped("é" * (ending.TEXT_LIMIT // 2)), "é".encode() * (ending.TEXT_LIMIT // 2))

    def test_cuts_the_middle_between_characters(self):
        for text in "x" * 200_000, "é" * 100_000, "日" * 100_001, "😀" * 50_000:
            cut = ending.clipped("<" + text + ">")
            self.assertLessEqual(len(cut), ending.TEXT_LIMIT)
            self.assertRegex(cut.decode(), rf"^<{text[0]}+\n\.\.\. \d+ bytes left out \.\.\.\n{text[0]}+>$")

    def test_replaces_what_is_no_text(self):
        self.assertEqual(ending.clipped("a\ud800"), b"a?")


class CompiledTest(unittest.TestCase):
    def steps(self, source, with_value=True):
        return len(program.compiled(source, with_value))

    def test_a_last_expression_is_a_step_of_its_own(self):
        self.assertEqual(self.steps("x = 1\nx"), 2)
        self.assertEqual(self.steps("x = 1\nx", with_value=False), 1)

    def test_another_last_statement_is_not(self):
        for source in "", "x = 1", "for x in (): x":
            self.assertEqual(self.steps(source), 1)

    def test_future_imports_hold_for_the_last_expression(self):
        source = "from __future__ import annotations\n(lambda: 0)"
        statements, last = program.compiled(source, True)
        flags = [code.co_flags & program.FUTURE_FLAGS for code in (statements, last)]
        self.assertNotEqual(flags[0], 0)
        self.assertEqual(flags[0], flags[1])


if __name__ == "__main__":
    unittest.main()
