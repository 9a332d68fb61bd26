"""After the program: the report of how it ended.

The program may have replaced functions of the standard library. The originals are therefore imported while the snapshot
is made.
"""

from json import dumps
from traceback import TracebackException, walk_tb

from guest import program
from guest.wire import Report, encode

TEXT_LIMIT = 64 << 10
JSON_LIMIT = 1 << 20

STANDARD_LIBRARY = ("/lib/", "<frozen ")


def tell_exception(exception):
    """The traceback's text, and the report's fields of the exception."""
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
    """Removes the standard library's frames from a traceback, and from those that it is chained to.

    A traceback without other frames is not changed.
    """
    seen = set()
    waiting = [report]
    while waiting:
        each = waiting.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        own = [frame for frame in each.stack if is_own(frame)]
        if own:
            each.stack[:] = own
        waiting += each.__cause__, each.__context__, *(each.exceptions or ())


def is_own(frame):
    """Whether a frame is the program's, and not the standard library's."""
    return not frame.filename.startswith(STANDARD_LIBRARY)


def type_name(cls):
    """A class's name as tracebacks show it."""
    if cls.__module__ in ("__main__", "builtins"):
        return cls.__qualname__
    return f"{cls.__module__}.{cls.__qualname__}"


def line_of(exception):
    """The innermost line of the program's own file in the traceback; 0 if there is none."""
    line = 0
    for frame, number in walk_tb(exception.__traceback__):
        if frame.f_code.co_filename == program.FILE_NAME:
            line = number
    if isinstance(exception, SyntaxError) and exception.filename == program.FILE_NAME:
        line = exception.lineno
    return line if isinstance(line, int) and 0 < line < 1 << 31 else 0


def tell_value(value):
    """The report's fields of the last expression's value; none if it was not requested, or is None."""
    if program.wanted_result_format is None or value is None:
        return encode(())
    return encode(value_fields(value, program.wanted_result_format))


def value_fields(value, result_format):
    # Whatever a program's own repr() raises, SystemExit included, does not change how the program ended.
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
    """The text in UTF-8, at most ``TEXT_LIMIT`` bytes; the excess is removed from the middle."""
    encoded = text.encode("utf-8", "replace")
    if len(encoded) <= TEXT_LIMIT:
        return encoded
    half = TEXT_LIMIT // 2 - 32
    head = encoded[:half].decode("utf-8", "ignore")
    tail = encoded[-half:].decode("utf-8", "ignore")
    return f"{head}\n... {len(encoded) - 2 * half} bytes left out ...\n{tail}".encode()
