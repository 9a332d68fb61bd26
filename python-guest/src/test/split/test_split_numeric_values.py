"""The division of _PyUnicode_ToNumeric: every character keeps its value, and an unknown source is refused.

With CPYTHON_SOURCE naming CPython's source folder, the real source is divided as well.
"""

import os
import re
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "main" / "split"))

from c_source import CSource, UnrecognisedSource
from split_numeric_values import divided

BEFORE = "int before;\n\n"
AFTER = "\nint after;\n"
VALUE = r"((?:    case \w+:\n)+)        return \(double\) (\S+);"


def value(number: int, characters: int) -> str:
    cases = "".join(f"    case 0x{0x1000 * number + each:04X}:\n" for each in range(characters))
    return f"{cases}        return (double) {number}.0/2.0;\n"


def source(*values: str) -> CSource:
    body = "".join(values)
    head = "double _PyUnicode_ToNumeric(Py_UCS4 ch)\n{\n    switch (ch) {\n"
    return CSource("db.h", f"{BEFORE}{head}{body}    }}\n    return -1.0;\n}}\n{AFTER}")


def values(text: str) -> list[tuple[str, str]]:
    return [(character, each[1]) for each in re.findall(VALUE, text) for character in re.findall(r"0x\w+", each[0])]


class NumericValues(unittest.TestCase):
    def test_every_character_keeps_its_value_in_parts_that_are_asked_in_order(self):
        whole = source(*(value(number, 60) for number in range(1, 6)), value(7, 200), value(8, 1).replace("8.0/2.0", "1e+16"))
        text = divided(whole)
        self.assertTrue(text.startswith(BEFORE) and text.endswith(AFTER))
        self.assertEqual(values(text), values(whole.text))
        self.assertEqual(len(values(text)), 501)
        parts = re.findall(r"(?s)\nnumeric_\d+\(Py_UCS4 ch\)\n\{\n(.*?)\n\}", text)
        self.assertEqual([part.count("case") for part in parts], [60, 60, 60, 60, 60, 200, 1])
        self.assertTrue(all(part.endswith("    return -1.0;") for part in parts))
        asked = re.findall(r"if \(\(value = (numeric_\d+)\(ch\)\) != -1.0\) \{\n        return value;", text)
        self.assertEqual(asked, [f"numeric_{number}" for number in range(7)])

    def test_an_unknown_source_is_refused(self):
        with self.assertRaisesRegex(UnrecognisedSource, "^db.h:1: _PyUnicode_ToNumeric is not as it is known here"):
            divided(CSource("db.h", BEFORE))
        for other in ("    case 0x41:\n        return f(ch);\n", "    case 0x41:\n        return (double) -1.0;\n"):
            with self.assertRaisesRegex(UnrecognisedSource, "^db.h:8: not the value of a character"):
                divided(source(value(1, 1), other))

    @unittest.skipUnless("CPYTHON_SOURCE" in os.environ, "CPYTHON_SOURCE is not set")
    def test_the_real_source(self):
        real = CSource.read(Path(os.environ["CPYTHON_SOURCE"]) / "Objects/unicodetype_db.h")
        text = divided(real)
        self.assertEqual(values(text), values(real.text))
        self.assertGreater(len(values(text)), 1900)


if __name__ == "__main__":
    unittest.main()
