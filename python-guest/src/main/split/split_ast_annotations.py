"""Divides add_ast_annotations of CPython's Python/Python-ast.c into functions of some twenty classes each.

As one function of 4,200 lines in a row it does not fit into a JVM method where pointers have 64 bits. The block of each class
declares a dict of its own, and uses nothing but `state` and `cond`.
"""

import re
import sys
from pathlib import Path

from c_source import CSource
from command_line import run

_HEAD = "static int\nadd_ast_annotations(struct ast_state *state)\n{\n    bool cond;\n"
_END = "\n    return 1;\n}\n"
_BLOCK = r"(?m)^(?=    PyObject \*\w+_annotations = PyDict_New\(\);)"
_BLOCKS_A_PART = 20


def divided(source: CSource) -> str:
    """The source with that function divided."""
    text = source.text
    if text.count(_HEAD) != 1:
        source.refuse(1, "add_ast_annotations is not as it is known here")
    start = text.index(_HEAD)
    end = text.index(_END, start)
    blocks = re.split(_BLOCK, text[start + len(_HEAD) : end])
    if blocks[0].strip() or len(blocks) < 2 * _BLOCKS_A_PART:
        source.refuse(text.count("\n", 0, start) + 1, "the annotations of the classes are not as they are known here")
    parts, calls = "", ""
    for number, first in enumerate(range(1, len(blocks), _BLOCKS_A_PART)):
        part = f"add_ast_annotations_{number}"
        parts += (
            f"static int __attribute__((noinline))\n{part}(struct ast_state *state)\n{{\n    bool cond;\n"
            f"{''.join(blocks[first : first + _BLOCKS_A_PART])}{_END}\n"
        )
        calls += f"    if (!{part}(state)) {{\n        return 0;\n    }}\n"
    whole = f"static int\nadd_ast_annotations(struct ast_state *state)\n{{\n{calls}    return 1;\n}}\n"
    return text[:start] + parts + whole + text[end + len(_END) :]


def generate(source: Path, output: Path) -> None:
    text = divided(CSource.read(source / "Python/Python-ast.c"))
    (output / "Python-ast.c").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(run("split_ast_annotations", "Divides add_ast_annotations.", generate, sys.argv[1:]))
