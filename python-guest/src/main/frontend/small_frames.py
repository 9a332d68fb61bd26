#!/usr/bin/env python3
"""Gives CPython's compiler small frames on the stack of linear memory.

    small_frames.py CPYTHON_DIR OUTPUT_DIR     prints the name of the file that it writes

The compiler recurses once for each level of an expression, up to CPython's limit of thousands of levels. Its function for
expressions passes source locations by value, so on WebAssembly it has a copy of one for every call in every case: 1.5 KB a
level, more than the stack has for so many. Here every case with calls of its own is a function of its own, so that a level
takes what its own kind needs. Compile the result with -fno-inline-functions, or they are put together again.

A source that is not the one that this was written for is refused.
"""

import re
import sys
from pathlib import Path

# The compiler's sources that have the function: of 3.14 and 3.13, with the beginning of the function, and what of it belongs to
# each case.
SOURCES = {
    "codegen.c": """\
static int
codegen_visit_expr(compiler *c, expr_ty e)
{
    if (Py_EnterRecursiveCall(" during compilation")) {
        return ERROR;
    }
%s    switch (e->kind) {
""",
    "compile.c": """\
static int
compiler_visit_expr1(struct compiler *c, expr_ty e)
{
%s    switch (e->kind) {
""",
}
LOCATION = "    location loc = LOC(e);\n"
END = """\
    }
    return SUCCESS;
}
"""


class UnrecognisedSource(Exception):
    pass


def split(source, form):
    """The source with the function divided that begins in this form."""
    begin = form % LOCATION
    compiler = re.search(r"\(((?:struct )?compiler \*c)", begin)[1]
    if source.count(begin) != 1:
        raise UnrecognisedSource("the function for expressions is not the one that is known here")
    start = source.index(begin)
    end = source.index(END, start)
    cases = re.split(r"^(?=    case \w+_kind:$)", source[start + len(begin) : end], flags=re.M)
    if cases[0].strip() or len(cases) < 20:
        raise UnrecognisedSource("the cases of the function for expressions are not those that are known here")
    functions, calls = [], []
    for case in cases[1:]:
        kind = re.match(r"    case (\w+)_kind:\n", case)[1]
        # Nothing but a call, and perhaps a comment on what follows: no frame of its own.
        if re.fullmatch(r"        return \w+\(c, e\);\n(    /\*.*\*/\n)*", case.partition("\n")[2]):
            calls.append(case)
            continue
        functions.append(
            f"static int\nvisit_{kind}({compiler}, expr_ty e)\n{{\n{LOCATION}"
            f"    switch (e->kind) {{\n{case}    default:\n        break;\n    }}\n    return SUCCESS;\n}}\n\n"
        )
        calls.append(f"    case {kind}_kind:\n        return visit_{kind}(c, e);\n")
    whole = form % "" + "".join(calls)
    return source[:start] + "".join(functions) + whole + source[end:]


def main(arguments):
    folder, output = map(Path, arguments)
    name = next((name for name in SOURCES if (folder / "Python" / name).exists()), "compile.c")
    try:
        written = split((folder / "Python" / name).read_text(), SOURCES[name])
    except UnrecognisedSource as refusal:
        sys.exit(f"{name}: {refusal}")
    (output / name).write_text(written)
    print(name)


if __name__ == "__main__":
    main(sys.argv[1:])
