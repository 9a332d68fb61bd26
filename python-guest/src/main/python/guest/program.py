"""Before the program: from the host's request to code objects and their namespace."""

import __future__
import ast
import codecs
import io
import linecache
import os
import sys
import time
import types

from guest import renewal, shadowing
from guest.wire import Request, decode

# The program's name in tracebacks, and its file, which the host provides.
FILE_NAME = "main.py"
FILE_PATH = "/workspace/main.py"

# The flags that `from __future__ import ...` sets in a code object. The last expression is compiled separately from the
# statements before it, and must be compiled with the same flags.
FUTURE_FLAGS = 0
for _name in __future__.all_feature_names:
    FUTURE_FLAGS |= getattr(__future__, _name).compiler_flag

wanted_result_format = None

# How many threads may be alive, the main one included.
thread_limit = 1
# Whether the program's last statement is an expression.
has_value = False

# The names of the environment variables in the last request.
given_variables = ()


def prepare(record, main):
    """Prepares the interpreter for the program in ``record``.

    ``main`` is the module that earlier programs ran in, or None. Returns the code objects to evaluate in turn, and
    their module; the value of the last code object is the program's value. Raises what compiling the program raises.
    Arguments, environment, standard input and result format are each program's own; the namespace and the imported
    modules stay.
    """
    global wanted_result_format, given_variables, thread_limit
    code = b""
    arguments = []
    variables = {}
    copied = False
    wanted_result_format = None
    for tag, content in decode(record):
        match tag:
            case Request.CODE:
                code = content
            case Request.ARGUMENT:
                arguments.append(content.decode())
            case Request.VARIABLE:
                name, _, value = content.decode().partition("=")
                variables[name] = value
            case Request.RESULT_FORMAT:
                wanted_result_format = content.decode()
            case Request.COPIED:
                copied = True
            case Request.THREADS:
                thread_limit = int.from_bytes(content, "little")
    for name in given_variables:
        if name not in variables:
            os.environ.pop(name, None)
    for name, value in variables.items():
        os.environ[name] = value
    given_variables = variables.keys()
    if hasattr(time, "tzset"):
        time.tzset()
    sys.argv = [FILE_NAME, *arguments]
    if main is None or copied:
        renewal.renew()
    if main is None:
        main = types.ModuleType("__main__")
        main.__dict__.update(
            __annotations__={}, __builtins__=sys.modules["builtins"], __file__=FILE_PATH, __cached__=None
        )
        shadowing.make_room()
    else:
        renewal.renew_standard_input()
    sys.modules["__main__"] = main
    # As in a file, a byte order mark is not part of the source. A coding cookie is ignored: the source is UTF-8. That
    # codec is built in, while "utf-8-sig" would be imported in every run.
    source = code.removeprefix(codecs.BOM_UTF8).decode()
    # Lines as Python counts them: str.splitlines() would split at form feeds, too.
    lines = io.StringIO(source, newline=None).readlines()
    # Tracebacks and inspect find the program's lines here, whatever the working directory is, and whatever has become of
    # the file. With a modification time of None, linecache.checkcache keeps the entries.
    linecache.cache[FILE_NAME] = (len(source), None, lines, FILE_NAME)
    linecache.cache[FILE_PATH] = (len(source), None, lines, FILE_PATH)
    try:
        return compiled(source, with_value=wanted_result_format is not None), main
    except SyntaxError as error:
        # Errors of the compiler, unlike those of the parser, have no line: it would be read from the file.
        if error.text is None and error.lineno and error.lineno <= len(lines):
            error.text = lines[error.lineno - 1]
        raise


def compiled(source, with_value):
    """The code objects of a program. If its value is requested, a final expression gets a separate code object."""
    global has_value
    has_value = False
    if not with_value:
        return (compile(source, FILE_NAME, "exec", dont_inherit=True),)
    tree = compile(source, FILE_NAME, "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
    if not tree.body or not isinstance(tree.body[-1], ast.Expr):
        return (compile(tree, FILE_NAME, "exec", dont_inherit=True),)
    has_value = True
    last = tree.body.pop()
    statements = compile(tree, FILE_NAME, "exec", dont_inherit=True)
    flags = statements.co_flags & FUTURE_FLAGS
    return statements, compile(ast.Expression(last.value), FILE_NAME, "eval", flags, dont_inherit=True)
