#!/usr/bin/env python3
"""Gives CPython's compiler small frames on the stack of linear memory.

    small_frames.py COMPILE_C OUTPUT_C

The compiler recurses once for each level of an expression, up to CPython's limit of thousands of levels. Its function for
expressions passes source locations by value, so on WebAssembly it has a copy of one for every call in every case: 1.5 KB a
level, more than the stack has for so many. Here every case with calls of its own is a function of its own, so that a level
takes what its own kind needs. Compile the result with -fno-inline-functions, or they are put together again.

A source that is not the one that this was written for is refused.
"""

import re
import sys
from pathlib import Path

BEGIN = """\
static int
compiler_visit_expr1(struct compiler *c, expr_ty e)
{
    location loc = LOC(e);
    switch (e->kind) {
"""
END = """\
    }
    return SUCCESS;
}
"""


class UnrecognisedSource(Exception):
    pass


def split(source):
    if source.count(BEGIN) != 1:
        raise UnrecognisedSource("compiler_visit_expr1 is not the one that is known here")
    start = source.index(BEGIN)
    end = source.index(END, start)
    cases = re.split(r"^(?=    case \w+_kind:$)", source[start + len(BEGIN) : end], flags=re.M)
    if cases[0].strip() or len(cases) < 20:
        raise UnrecognisedSource("compiler_visit_expr1's cases are not those that are known here")
    functions, calls = [], []
    for case in cases[1:]:
        kind = re.match(r"    case (\w+)_kind:\n", case)[1]
        # Nothing but a call, and perhaps a comment on what follows: no frame of its own.
        if re.fullmatch(r"        return \w+\(c, e\);\n(    /\*.*\*/\n)*", case.partition("\n")[2]):
            calls.append(case)
            continue
        functions.append(
            f"static int\ncompiler_visit_{kind}(struct compiler *c, expr_ty e)\n{{\n    location loc = LOC(e);\n"
            f"    switch (e->kind) {{\n{case}    default:\n        break;\n    }}\n    return SUCCESS;\n}}\n\n"
        )
        calls.append(f"    case {kind}_kind:\n        return compiler_visit_{kind}(c, e);\n")
    whole = BEGIN.replace("    location loc = LOC(e);\n", "") + "".join(calls)
    return source[:start] + "".join(functions) + whole + source[end:]


def main(arguments):
    try:
        written = split(Path(arguments[0]).read_text())
    except UnrecognisedSource as refusal:
        sys.exit(f"{arguments[0]}: {refusal}")
    Path(arguments[1]).write_text(written)


if __name__ == "__main__":
    main(sys.argv[1:])
