"""After the program: what is said of how it ended.

The program may have put anything in the place of a standard library's function. Its own are therefore taken from their
modules while the snapshot is made.
"""

from json import dumps
from traceback import TracebackException, walk_tb

from guest import program
from guest.wire import Report, encode

TEXT_LIMIT = 64 << 10
JSON_LIMIT = 1 << 20

STANDARD_LIBRARY = ("/lib/", "<frozen ")


def tell_exception(exception):
    """The traceback's text, and the fields of the report that tell the exception."""
    report = TracebackException.from_exception(exception, compact=True)
    keep_user_frames(report)
    text = "".join(report.format())
    fields = [
        (Report.EXCEPTION_TYPE, clipped(type_name(type(exception)))),
        (Report.EXCEPTION_MESSAGE, clipped(text_of(exception))),
        (Report.EXCEPTION_TRACEBACK, clipped(text)),
        (Report.EXCEPTION_LINE, line_of(exception).to_bytes(4, "little")),
    ]
    return text, encode(fields)


def keep_user_frames(report):
    """Takes the standard library's frames out of a traceback, and out of those it is chained to.

    A traceback that has no other frames is left whole: it is all there is to know.
    """
    seen = set()
    waiting = [report]
    while waiting:
        each = waiting.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        own = [frame for frame in each.stack if not frame.filename.startswith(STANDARD_LIBRARY)]
        if own:
            each.stack[:] = own
        waiting += each.__cause__, each.__context__, *(each.exceptions or ())


def type_name(cls):
    """A class's name as tracebacks show it."""
    if cls.__module__ in ("__main__", "builtins"):
        return cls.__qualname__
    return f"{cls.__module__}.{cls.__qualname__}"


def line_of(exception):
    """The last line of the program's own file that was on the way to the exception; 0 if none was."""
    line = 0
    for frame, number in walk_tb(exception.__traceback__):
        if frame.f_code.co_filename == program.FILE_NAME:
            line = number
    if isinstance(exception, SyntaxError) and exception.filename == program.FILE_NAME:
        line = exception.lineno
    return line if isinstance(line, int) and 0 < line < 1 << 31 else 0


def tell_value(value):
    """The fields of the report that tell the last expression's value; none if it was not asked for, or is None."""
    if program.wanted_result_format is None or value is None:
        return encode(())
    return encode(value_fields(value, program.wanted_result_format))


def value_fields(value, result_format):
    # Whatever a program's own repr() raises, SystemExit included, it is not the program's end any more.
    try:
        text = clipped(repr(value))
    except BaseException as failure:
        text = clipped(f"<{type_name(type(value))} object whose repr() raised {type_name(type(failure))}>")
    yield Report.VALUE_REPR, text
    if result_format != "json":
        return
    try:
        told = dumps(value, allow_nan=False, ensure_ascii=False).encode()
    except BaseException as failure:
        yield Report.VALUE_JSON_ERROR, clipped(f"{type_name(type(failure))}: {text_of(failure)}")
        return
    if len(told) > JSON_LIMIT:
        yield Report.VALUE_JSON_ERROR, f"ValueError: {len(told)} bytes of JSON, more than {JSON_LIMIT}".encode()
    else:
        yield Report.VALUE_JSON, told


def text_of(exception):
    try:
        return str(exception)
    except BaseException:
        return "<exception str() failed>"


def clipped(text):
    """In UTF-8, at most ``TEXT_LIMIT`` bytes; what is too much is cut out of the middle."""
    encoded = text.encode("utf-8", "replace")
    if len(encoded) <= TEXT_LIMIT:
        return encoded
    half = TEXT_LIMIT // 2 - 32
    head = encoded[:half].decode("utf-8", "ignore")
    tail = encoded[-half:].decode("utf-8", "ignore")
    return f"{head}\n... {len(encoded) - 2 * half} bytes left out ...\n{tail}".encode()
