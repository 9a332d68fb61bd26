"""Divides _PyUnicode_ToNumeric of CPython's Objects/unicodetype_db.h into functions of some hundred characters each.

As one switch over all 2,000 characters that are numbers it does not fit into a JVM method. No value is -1: that is what the
function returns of any other character.
"""

import re
import sys
from pathlib import Path

from c_source import CSource
from command_line import run

_HEAD = "double _PyUnicode_ToNumeric(Py_UCS4 ch)\n{\n    switch (ch) {\n"
_END = "    }\n    return -1.0;\n}\n"
_VALUE = re.compile(r"(?:    case 0x[0-9A-F]+:\n)+        return \(double\) -?[0-9.]+(?:e[+][0-9]+|/[0-9.]+)?;\n")
_CASES_A_PART = 100


def divided(source: CSource) -> str:
    """The source with that function divided."""
    text = source.text
    if text.count(_HEAD) != 1:
        source.refuse(1, "_PyUnicode_ToNumeric is not as it is known here")
    start = text.index(_HEAD)
    position = start + len(_HEAD)
    end = text.index(_END, start)
    parts = [""]
    while position < end:
        value = _VALUE.match(text, position)
        if value is None or value[0].endswith("(double) -1.0;\n"):
            source.refuse(text.count("\n", 0, position) + 1, "not the value of a character")
        if parts[-1].count("case") + value[0].count("case") > _CASES_A_PART and parts[-1]:
            parts.append("")
        parts[-1] += value[0]
        position = value.end()
    functions = "".join(
        f"static double __attribute__((noinline))\nnumeric_{number}(Py_UCS4 ch)\n{{\n    switch (ch) {{\n{part}{_END}\n"
        for number, part in enumerate(parts)
    )
    calls = "".join(
        f"    if ((value = numeric_{number}(ch)) != -1.0) {{\n        return value;\n    }}\n" for number in range(len(parts))
    )
    whole = f"double _PyUnicode_ToNumeric(Py_UCS4 ch)\n{{\n    double value;\n{calls}    return -1.0;\n}}\n"
    return text[:start] + functions + whole + text[end + len(_END) :]


def generate(source: Path, output: Path) -> None:
    text = divided(CSource.read(source / "Objects/unicodetype_db.h"))
    (output / "unicodetype_db.h").write_text(text, encoding="utf-8")
    # Beside the header that it includes by its name alone.
    (output / "unicodectype.c").write_text((source / "Objects/unicodectype.c").read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(run("split_numeric_values", "Divides _PyUnicode_ToNumeric.", generate, sys.argv[1:]))
