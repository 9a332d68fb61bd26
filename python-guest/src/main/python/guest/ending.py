"""After the program: the report of how it ended.

The program may have replaced functions of the standard library. The originals are therefore imported while the snapshot
is made.
"""

from json import dumps
from opcode import opmap
from traceback import TracebackException, walk_tb

from guest import advice, program
from guest.wire import Report, encode

TEXT_LIMIT = 64 << 10
JSON_LIMIT = 1 << 20

RAISE = opmap["RAISE_VARARGS"]

STANDARD_LIBRARY = ("/lib/", "<frozen ")


def tell_exception(exception):
    """The traceback's text, and the report's fields of the exception."""
    report = TracebackException.from_exception(exception, compact=True)
    keep_user_frames(report)
    message = text_of(exception)
    advised = advice.of_uncaught(exception)
    if advised is not None:
        report.__notes__ = [*(report.__notes__ or ()), advised]
        message = f"{message}\n{advised}"
    text = "".join(report.format())
    fields = [
        (Report.EXCEPTION_TYPE, clipped(type_name(type(exception)))),
        (Report.EXCEPTION_MESSAGE, clipped(message)),
        (Report.EXCEPTION_TRACEBACK, clipped(text)),
        (Report.EXCEPTION_LINE, line_of(exception).to_bytes(4, "little")),
    ]
    if is_out_of_memory(exception):
        fields.append((Report.OUT_OF_MEMORY, b""))
    return text, encode(fields)


def is_out_of_memory(exception):
    """Whether the interpreter raised a MemoryError because something did not fit.

    What can be in no memory at all is refused without asking for it, so the host does not see it. An error with a text is of
    another kind, such as a source that nests too deep, and one that a ``raise`` raised is the program's own.
    """
    if type(exception) is not MemoryError or exception.args:
        return False
    at = exception.__traceback__
    if at is None:
        return False
    while at.tb_next is not None:
        at = at.tb_next
    return at.tb_frame.f_code.co_code[at.tb_lasti] != RAISE


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
    """The report's fields of the last expression's value; none if it was not requested, or there is none."""
    if program.wanted_result_format is None or not program.has_value:
        return encode(())
    if value is None and program.wanted_result_format != "json":
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
        yield Report.VALUE_JSON_ERROR, clipped(why_no_json(value, failure))
        return
    if len(told) > JSON_LIMIT:
        yield Report.VALUE_JSON_ERROR, f"ValueError: {len(told)} bytes of JSON, more than {JSON_LIMIT}".encode()
    else:
        yield Report.VALUE_JSON, told


def why_no_json(value, failure):
    """What in a value is no JSON, by its type and its place; what the failure says, if no such part is found."""
    try:
        found = part_without_json(value, "value", set())
    except BaseException:
        found = None
    return found or f"{type_name(type(failure))}: {text_of(failure)}"


def part_without_json(value, path, above):
    """The first part of a value that is no JSON, as a sentence; None if all is."""
    if value is None or isinstance(value, (str, int)):
        return None
    if isinstance(value, float):
        return f"{path} is {float.__repr__(value)}, which JSON does not have" if value - value != 0 else None
    if not isinstance(value, (dict, list, tuple)):
        return f"{path} is of type {type_name(type(value))}, which JSON does not have"
    if id(value) in above:
        return f"{path} contains itself, which JSON cannot"
    above = above | {id(value)}
    if isinstance(value, dict):
        for key, each in value.items():
            if not (key is None or isinstance(key, (str, int, float))):
                return f"{path} has a key of type {type_name(type(key))}, which JSON does not have"
            if found := part_without_json(each, f"{path}[{clipped_repr(key)}]", above):
                return found
        return None
    for place, each in enumerate(value):
        if found := part_without_json(each, f"{path}[{place}]", above):
            return found
    return None


def clipped_repr(key):
    text = repr(key)
    return text if len(text) <= 80 else f"{text[:77]}..."


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
