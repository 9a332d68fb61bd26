"""The division of add_ast_annotations: all of its text stays, in order, and an unknown source is refused.

With CPYTHON_SOURCE naming CPython's source folder, the real source is divided as well.
"""

import os
import re
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "main" / "split"))

from c_source import CSource, UnrecognisedSource
from split_ast_annotations import divided

BEFORE = "int before;\n\n"
AFTER = "\nint after;\n"


def block(number: int) -> str:
    return (
        f"    PyObject *T{number}_annotations = PyDict_New();\n    if (!T{number}_annotations) return 0;\n"
        f"    cond = use(state, T{number}_annotations);\n    if (!cond) {{\n        return 0;\n    }}\n"
    )


def source(blocks: int) -> CSource:
    body = "".join(block(number) for number in range(blocks))
    return CSource(
        "Python-ast.c",
        f"{BEFORE}static int\nadd_ast_annotations(struct ast_state *state)\n{{\n    bool cond;\n{body}\n    return 1;\n}}\n{AFTER}",
    )


class Division(unittest.TestCase):
    def test_every_class_s_block_is_in_one_part_and_the_parts_are_called_in_order(self):
        text = divided(source(45))
        self.assertTrue(text.startswith(BEFORE) and text.endswith(AFTER))
        parts = re.findall(r"(?ms)^add_ast_annotations_\d+\(struct ast_state \*state\)\n\{\n    bool cond;\n(.*?)\n    return 1;\n\}", text)
        self.assertEqual([part.count("PyDict_New") for part in parts], [20, 20, 5])
        self.assertEqual("".join(parts), "".join(block(number) for number in range(45)))
        whole = text[text.index("\nadd_ast_annotations(") :]
        self.assertEqual(re.findall(r"if \(!(add_ast_annotations_\d+)\(state\)\) \{\n        return 0;", whole),
                         ["add_ast_annotations_0", "add_ast_annotations_1", "add_ast_annotations_2"])

    def test_an_unknown_source_is_refused(self):
        with self.assertRaisesRegex(UnrecognisedSource, "^Python-ast.c:1: add_ast_annotations is not as it is known here"):
            divided(CSource("Python-ast.c", BEFORE))
        with self.assertRaisesRegex(UnrecognisedSource, "^Python-ast.c:3: the annotations of the classes are not"):
            divided(source(3))

    @unittest.skipUnless("CPYTHON_SOURCE" in os.environ, "CPYTHON_SOURCE is not set")
    def test_the_real_source(self):
        real = CSource.read(Path(os.environ["CPYTHON_SOURCE"]) / "Python/Python-ast.c")
        text = divided(real)
        dicts = r"PyObject \*(\w+_annotations) = PyDict_New"
        self.assertEqual(re.findall(dicts, text), re.findall(dicts, real.text))
        self.assertGreater(len(re.findall(dicts, text)), 50)


if __name__ == "__main__":
    unittest.main()
